"""Groups, with people in them."""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from portal.groups.models import CardLine, Group, GroupSeat, Meeting, OfferedDate, Paper, Role
from portal.groups.services import add_item, say_who_is_here, send_to_check, write_minute


def group(by, *members, name="Bus fares", question="How can more people come here by bus?", **given) -> Group:
    """Looked after by `by`; the others are in it as well."""
    made = Group.objects.create(name=name, question=question, begun_by=by, **given)
    seat(made, by, since=None).roles.create(kind=Role.Kind.FACILITATOR)
    for member in members:
        seat(made, member)
    return made


def seat(group, person, state="yes", **given) -> GroupSeat:
    since = timezone.now() if state == "yes" else None
    return GroupSeat.objects.create(**{"group": group, "person": person, "state": state, "since": since} | given)


def in_days(days, hour=14):
    return timezone.localtime().replace(hour=hour, minute=0, second=0, microsecond=0) + timedelta(days=days)


def meeting(group, *, days=7, by=None, **given) -> Meeting:
    """In so many days; without days, people are asked when they can by `offered`."""
    starts_at = None if days is None else in_days(days)
    return Meeting.objects.create(group=group, by=by or group.begun_by, starts_at=starts_at, **given)


def offered(group, *days) -> Meeting:
    made = meeting(group, days=None)
    OfferedDate.objects.bulk_create(OfferedDate(meeting=made, starts_at=in_days(day)) for day in days)
    return made


def card_line(group, card, words="People who work at night", *, by=None, **given) -> CardLine:
    return CardLine.objects.create(group=group, card=card, words=words, by=by or group.begun_by, **given)


def paper(meeting, by, title="The new timetable", *, words=b"The last bus goes at eight.", **given) -> Paper:
    """That everybody in the group reads by now."""
    given = {"readable_from": timezone.now() - timedelta(hours=1)} | given
    file = ContentFile(words, name="hostile.txt")
    return Paper.objects.create(meeting=meeting, title=title, file=file, added_by=by, **given)


def met(*people, name="Evening buses") -> Meeting:
    """A meeting of yesterday at which all of them were, and of which the minutes went out."""
    by = people[0]
    held = meeting(group(*people, name=name), days=-1)
    say_who_is_here(meeting=held, people=list(people), by=by)
    item = add_item(meeting=held, what="The last bus", why="talk", minutes=10, raised_by=by, by=by)
    write_minute(meeting=held, item=item, words={"said": "It goes at eight."}, before={}, by=by)
    send_to_check(meeting=held, by=by)
    return held
