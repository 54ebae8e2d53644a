"""Three groups to try the site out with: one that looks for a day, with answers still to come, one to ask to join, and
one that has finished."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.groups.models import Check, Group, GroupSeat, Meeting, Role
from portal.groups.services import (
    add_action,
    add_item,
    answer,
    ask,
    change,
    check,
    digest_of,
    finish,
    offer_dates,
    say_when,
    say_who_is_here,
    send_to_check,
    start,
    write_minute,
    write_to_group,
)
from portal.members.models import Interest, Side, Standpoint, Support, User

MORE = GroupSeat.State.MORE
DAYS_AHEAD = (8, 10)
DAYS_AGO = 6


def load() -> None:
    """Once: what people have done since stays as it is."""
    names = ("rosie", "dev", "mair", "sana", "tunde", "helen", "george")
    people = {name: User.objects.called(name) for name in names}
    if Group.objects.exists() or not all(people.values()):
        return
    buses(people)
    garden(people)
    front_door(people)


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
    last_week(group, people)
    place = {"place": _("Library, small room"), "you_get": _("Tea and cake, your bus fare, and a £10 voucher.")}
    getting_in = _("No steps. The bus stops outside. There is a quiet room beside ours.")
    days = [at_two(days) for days in DAYS_AHEAD]
    meeting = offer_dates(group=group, dates=days, by=mair, getting_in=getting_in, **place)
    first, second = meeting.dates.all()
    for name, can in (("mair", (True, True)), ("dev", (False, True)), ("tunde", (True, True))):
        said = list(zip((first, second), can, strict=True))
        say_when(meeting=meeting, person=people[name], dates=said, by=people[name])
    words = _("Could you each bring one bus ticket, or a photo of one? Then we can put them side by side.")
    write_to_group(group=group, words=words, by=people["dev"])


def last_week(group, people) -> None:
    """Met, written down, and now with those who were there: is this right? Something to do waits for a yes."""
    mair, dev, tunde = (people[name] for name in ("mair", "dev", "tunde"))
    meeting = Meeting.objects.create(group=group, by=mair, starts_at=at_two(-DAYS_AGO), place=_("Library, small room"))
    bus = add_item(meeting=meeting, what=_("The last bus home"), why="decide", minutes=20, raised_by=dev, by=dev)
    seats = add_item(meeting=meeting, what=_("Nowhere to sit at the stop"), why="talk", raised_by=None, by=mair)
    say_who_is_here(meeting=meeting, people=[mair, dev, tunde], by=mair)
    said = _("It leaves at eight, before our meetings end. Two of us walked home last time.")
    decided = _("We ask the bus company for one at nine. Until then we end at half past seven.")
    write_minute(meeting=meeting, item=bus, words={"said": said, "decided": decided}, before={}, by=mair)
    said = _("Standing is hard for some of us. The council may put a bench there.")
    write_minute(meeting=meeting, item=seats, words={"said": said}, before={}, by=mair)
    add_action(meeting=meeting, item=bus, what=_("Write to the bus company"), owner=dev, by=mair)
    add_action(meeting=meeting, item=seats, what=_("Ask the council for a bench"), owner=None, by=mair)
    send_to_check(meeting=meeting, by=mair)
    check(meeting=meeting, person=tunde, answer=Check.Answer.RIGHT, digest=digest_of(meeting), by=tunde)


def garden(people) -> None:
    tunde = people["tunde"]
    question = _("What could the garden behind the library be, and for whom?")
    group = start(name=_("The garden"), question=question, by=tunde)
    interests = Interest.objects.filter(name="Coming along and seeing")
    change(group=group, name=group.name, question=question, anyone_may_ask=True, interests=interests, by=tunde)
    group.seats.get(person=tunde).roles.get_or_create(kind=Role.Kind.CHAIR)


def front_door(people) -> None:
    helen = people["helen"]
    question = _("What would make our front door easier to find and to open?")
    group = start(name=_("The front door"), question=question, by=helen)
    ask(group=group, people=User.objects.filter(pk__in=[people["george"].pk, people["dev"].pk]), by=helen)
    answer(group=group, person=people["dev"], by=people["dev"])
    answer(group=group, person=people["george"], by=helen, said=Support.SaidYes.SAID)
    finish(
        group=group,
        found_out=_("The sign hung too high, and the bell was too far from a wheelchair. Both are lower now."),
        what_now=_("The council looks at the heavy door in spring. Helen asks them in April."),
        thanks=_("Thank you to everybody who tried the door in the rain."),
        by=helen,
    )


def at_two(days: int):
    return timezone.localtime().replace(hour=14, minute=0, second=0, microsecond=0) + timedelta(days=days)
