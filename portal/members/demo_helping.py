"""George has no e-mail and lets Sana help; two people took a training. To try the site out with."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _, gettext_noop

from portal.members.models import Support, Training, User
from portal.members.services import add_training, begin_support
from portal.notices import services as notices

MONTHS_6 = timedelta(days=182)
TRAININGS = [
    ("mair", gettext_noop("Telling a story safely"), 40),
    ("tunde", gettext_noop("Listening before helping"), 65),
]


def load() -> None:
    """Once: what people have changed since stays as it is."""
    if Support.objects.exists() or Training.objects.exists():
        return
    people = {name: User.objects.called(name) for name in ("george", "sana", "rosie", "mair", "tunde")}
    if not all(person and person.is_active for person in people.values()):
        return
    today, rosie, george = timezone.localdate(), people["rosie"], people["george"]
    begin_support(
        member=george,
        supporter=people["sana"],
        scope=[Support.Scope.NOTICES, Support.Scope.WELCOME],
        ends_on=today + MONTHS_6,
        by=rosie,
        said_yes=Support.SaidYes.SAID,
        accepted=Support.SaidYes.SAID,
    )
    notices.tell(
        person=george,
        title=_("Thank you for coming on Tuesday"),
        words=_("The photos of the garden are on the table by the door. Take the ones you like. Rosie"),
        by=rosie,
    )
    for person in (george, people["sana"]):
        notices.see(person=person)
    for name, title, days in TRAININGS:
        person = people[name]
        add_training(person=person, title=_(title), taken_on=today - timedelta(days=days), by=person)
