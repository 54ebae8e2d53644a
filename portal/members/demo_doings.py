"""What is on, something to do, an invitation and a message to some people, to try the site out with.

Whoever planned the walk has left since: somebody may look after it.
"""

from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.members.models import Gathering, Interest, Invitation, OneOff, User
from portal.members.services import Guest, erase_person, invite, keep_doing, say_yes, write_to
from portal.notices.routes import Means

TUESDAY, SATURDAY = 1, 5


def load() -> None:
    """Once: what people have done since stays as it is."""
    names = ("rosie", "mair", "sana", "george", "tunde")
    people = {name: User.objects.called(name) for name in names}
    if Gathering.objects.exists() or OneOff.objects.exists() or not all(people.values()):
        return
    come_and_do(people)
    if not Invitation.objects.exists():
        note = _("We would like to have you with us. Come and see, and say no at any time.")
        invite(guest=Guest(_("Ines"), Means.MEET), note=note, by=people["rosie"], buddy=people["mair"])
    write_to(
        people=User.objects.filter(pk__in=[people["george"].pk, people["mair"].pk]),
        title=_("The coffee morning is in the small room"),
        words=_("On Tuesday we meet in the small room, by the back door. There is no step."),
        by_when=timezone.localdate() + timedelta(days=1),
        by=people["rosie"],
    )


def come_and_do(people) -> None:
    coffee = Gathering(
        title=_("Coffee morning"),
        words=_("Come for ten minutes or for all of it. Bring a friend if you like."),
        starts_at=next_day(TUESDAY, 10),
        ends_at=next_day(TUESDAY, 12),
        place=_("Library, small room"),
    )
    walk = Gathering(title=_("A slow walk by the river"), starts_at=next_day(SATURDAY, 14), place=_("The old bridge"))
    leaflets = OneOff(title=_("Fold leaflets for an hour"), words=_("Sitting down, with tea. Any day this week."))
    interests = Interest.objects.filter(name="Coming along and seeing")
    keep_doing(doing=coffee, interests=interests, by=people["mair"])
    somebody = User.objects.create(username="bron", known_as="Bron")
    keep_doing(doing=walk, interests=interests, by=somebody)
    erase_person(person=somebody, by=None)
    keep_doing(doing=leaflets, interests=[], by=people["rosie"])
    for name in ("sana", "tunde"):
        say_yes(doing=coffee, by=people[name])


def next_day(weekday: int, hour: int) -> datetime:
    """The next such day that is not today, at this hour."""
    today = timezone.localdate()
    day = today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    return timezone.make_aware(datetime.combine(day, time(hour)))
