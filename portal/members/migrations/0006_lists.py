"""What the lists begin with. Each entry may be renamed or put away on the settings screen."""

from django.db import migrations
from django.utils.translation import gettext_noop as _

# Name, how it works, reaches one person alone.
CHANNELS = [
    (_("Meeting in a group"), "meet", False),
    (_("Meeting one to one"), "meet", True),
    (_("Text message"), "text", True),
    (_("Phone call"), "call", True),
    (_("Video call"), "video", True),
    (_("Video call in a group"), "video", False),
    (_("E-mail"), "mail", True),
]
STANDPOINTS = [
    (_("Somebody with lived experience"), "lived"),
    (_("A carer or family member"), "lived"),
    (_("Staff"), "staff"),
    (_("Somebody from a partner organisation"), "other"),
    (_("A neighbour"), "other"),
    (_("I would rather not say"), "other"),
]
SKILLS = [
    _("Listening"),
    _("Explaining things simply"),
    _("Speaking in front of people"),
    _("Writing"),
    _("Drawing or design"),
    _("Taking photos or making films"),
    _("Cooking for a group"),
    _("Growing things"),
    _("Making people feel welcome"),
    _("Knowing the local area"),
    _("Knowing how services really work"),
    _("Getting through hard times"),
    _("Caring for somebody"),
    _("Speaking another language"),
    _("British Sign Language"),
    _("Computers and phones"),
    _("Numbers and budgets"),
    _("Chairing a meeting"),
    _("Taking notes"),
    _("Asking good questions"),
    _("Training others"),
    _("Driving"),
]
INTERESTS = [
    _("Planning how a service works"),
    _("Choosing new staff"),
    _("Telling my story"),
    _("Writing pages for the website"),
    _("Making things easy to read"),
    _("Finding out how well things work"),
    _("Training staff"),
    _("Supporting others"),
    _("Coming along and seeing"),
]


def fill(apps, schema_editor):
    def make(name, rows):
        model = apps.get_model("members", name)
        model.objects.bulk_create(model(order=10 * place, **row) for place, row in enumerate(rows, start=1))

    make("Channel", [{"name": name, "means": means, "for_one": one} for name, means, one in CHANNELS])
    make("Standpoint", [{"name": name, "side": side} for name, side in STANDPOINTS])
    make("Skill", [{"name": name} for name in SKILLS])
    make("Interest", [{"name": name} for name in INTERESTS])


class Migration(migrations.Migration):
    dependencies = [("members", "0005_people")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
