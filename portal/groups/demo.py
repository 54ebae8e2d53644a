"""Two groups to try the site out with: one that looks for a day, with answers still to come, and one to ask to join."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.groups.models import Group, GroupSeat, Role
from portal.groups.services import answer, ask, change, offer_dates, say_when, start
from portal.members.models import Interest, Side, Standpoint, Support, User

MORE = GroupSeat.State.MORE
DAYS_AHEAD = (8, 10)


def load() -> None:
    """Once: what people have done since stays as it is."""
    names = ("rosie", "dev", "mair", "sana", "tunde", "helen", "george")
    people = {name: User.objects.called(name) for name in names}
    if Group.objects.exists() or not all(people.values()):
        return
    buses(people)
    garden(people)


def buses(people) -> None:
    mair = people["mair"]
    group = start(name=_("Getting here"), question=_("What would make it easier to get to our meetings?"), by=mair)
    asked = [people[name].pk for name in ("dev", "tunde", "sana", "helen", "george")]
    note = _("Everybody who has ever missed the last bus home knows something about this.")
    ask(group=group, people=User.objects.filter(pk__in=asked), note=note, by=mair)
    for name, side in (("mair", Side.LIVED), ("dev", Side.LIVED), ("tunde", Side.STAFF)):
        standpoint = Standpoint.objects.filter(side=side).first()
        answer(group=group, person=people[name], standpoint=standpoint, by=people[name])
    words = _("How long do the meetings take, and can I join by phone?")
    answer(group=group, person=people["helen"], state=MORE, words=words, by=people["helen"])
    answer(group=group, person=people["sana"], by=mair, said=Support.SaidYes.SAID)
    place = {"place": _("Library, small room"), "you_get": _("Tea and cake, your bus fare, and a £10 voucher.")}
    getting_in = _("No steps. The bus stops outside. There is a quiet room beside ours.")
    days = [at_two(days) for days in DAYS_AHEAD]
    meeting = offer_dates(group=group, dates=days, by=mair, getting_in=getting_in, **place)
    first, second = meeting.dates.all()
    for name, can in (("mair", (True, True)), ("dev", (False, True)), ("tunde", (True, True))):
        said = list(zip((first, second), can, strict=True))
        say_when(meeting=meeting, person=people[name], dates=said, by=people[name])


def garden(people) -> None:
    tunde = people["tunde"]
    question = _("What could the garden behind the library be, and for whom?")
    group = start(name=_("The garden"), question=question, by=tunde)
    interests = Interest.objects.filter(name="Coming along and seeing")
    change(group=group, name=group.name, question=question, anyone_may_ask=True, interests=interests, by=tunde)
    group.seats.get(person=tunde).roles.get_or_create(kind=Role.Kind.CHAIR)


def at_two(days: int):
    return timezone.localtime().replace(hour=14, minute=0, second=0, microsecond=0) + timedelta(days=days)
