"""What the lists of things that people get, and of costs, begin with. Each may be renamed or put away."""

from datetime import date

from django.db import migrations
from django.utils.translation import gettext_noop as _

KINDS = [
    (_("Voucher"), "voucher"),
    (_("Fee"), "fee"),
    (_("Meal"), "thing"),
    (_("Travel booked for you"), "thing"),
    (_("Training"), "thing"),
    (_("Certificate"), "thing"),
    (_("Reference"), "thing"),
    (_("Equipment"), "thing"),
    (_("Thanks"), "thing"),
    (_("Something else"), "thing"),
]


# Name, and pence a mile since 6 April 2011 where it is paid by the mile (what HMRC allows for the first 10,000 miles).
COSTS = [
    (_("Bus, tram or train"), None),
    (_("Taxi"), None),
    (_("Own car"), 45),
    (_("Own motorbike"), 24),
    (_("Own bicycle"), 20),
    (_("Parking"), None),
    (_("Food and drink"), None),
    (_("Care for somebody at home"), None),
    (_("Phone and internet"), None),
    (_("A personal assistant"), None),
    (_("Another cost"), None),
]
# What people give; for two of them it is written down by itself, and whoever gave it says whether it is right.
GIFTS = [
    (_("Meeting"), "meeting"),
    (_("Getting ready"), ""),
    (_("Reading"), ""),
    (_("Panel"), ""),
    (_("Training given"), ""),
    (_("Peer support"), ""),
    (_("Mystery shop"), ""),
    (_("Peer research"), ""),
    (_("Writing"), "story"),
    (_("Conversation"), ""),
    (_("Introduction"), ""),
    (_("Care"), ""),
    (_("Something else"), ""),
]
# What some of them count as in a budget; all others are for people.
COUNTS_AS = {
    "RewardKind": {"Training": "training"},
    "CostKind": dict.fromkeys(("Care for somebody at home", "Phone and internet", "A personal assistant"), "access"),
}
SINCE = date(2011, 4, 6)


def fill(apps, schema_editor):
    model = apps.get_model("reciprocity", "RewardKind")
    for place, (name, works) in enumerate(KINDS):
        model.objects.get_or_create(name=name, defaults={"works": works, "order": (place + 1) * 10})
    costs, rates = (apps.get_model("reciprocity", name) for name in ("CostKind", "MileageRate"))
    for place, (name, pence) in enumerate(COSTS):
        given = {"by_the_mile": pence is not None, "order": (place + 1) * 10}
        kind, new = costs.objects.get_or_create(name=name, defaults=given)
        if new and pence:
            rates.objects.create(kind=kind, since=SINCE, pence=pence)
    for name, kinds in COUNTS_AS.items():
        for kind, line in kinds.items():
            apps.get_model("reciprocity", name).objects.filter(name=kind).update(counts_as=line)
    model.objects.filter(works="voucher").update(way="voucher")
    gifts = apps.get_model("reciprocity", "ContributionKind")
    for place, (name, source) in enumerate(GIFTS):
        gifts.objects.get_or_create(name=name, defaults={"proposed_for": source, "order": (place + 1) * 10})


class Migration(migrations.Migration):
    dependencies = [("reciprocity", "0001_initial")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
