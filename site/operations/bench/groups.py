"""A group that has met for years: a hundred meetings, each with minutes of one item, and a thousand things to do."""

from datetime import timedelta

from django.utils import timezone

from operations.bench.people import coordinator
from portal.groups.models import Action, AgendaItem, Group, GroupSeat, Meeting, Minute, Present
from portal.members.models import User

MEETINGS, ACTIONS, MEMBERS = 100, 1_000, 30
NAME = "Measured"


def fill():
    """With whoever looks at the pages in it."""
    by = coordinator()
    group = Group.objects.create(name=NAME, question="How much does it cost?", begun_by=by)
    people = [by, *User.objects.exclude(pk=by.pk).filter(is_active=True).order_by("pk")[: MEMBERS - 1]]
    seats = GroupSeat.objects.bulk_create(GroupSeat(group=group, person=one, state="yes") for one in people)
    seats[0].roles.create(kind="facilitator")
    now = timezone.now()
    meetings = Meeting.objects.bulk_create(
        Meeting(group=group, by=by, starts_at=now - timedelta(days=7 * number), place="Library")
        for number in range(1, MEETINGS + 1)
    )
    items = AgendaItem.objects.bulk_create(
        AgendaItem(group=group, meeting=one, what=f"Item {n}", raised_by=by) for n, one in enumerate(meetings)
    )
    Minute.objects.bulk_create(
        Minute(meeting=one, item=item, said="We talked about it.", decided="We do it.")
        for one, item in zip(meetings, items, strict=True)
    )
    Present.objects.bulk_create(Present(meeting=one, person=person) for one in meetings for person in people)
    Action.objects.bulk_create(
        (
            Action(
                group=group,
                meeting=meetings[n % MEETINGS],
                item=items[n % MEETINGS],
                what=f"Something to do {n}",
                owner=people[n % len(people)],
                said_yes_at=now,
                due_on=now.date() + timedelta(days=n % 60),
            )
            for n in range(ACTIONS)
        ),
        batch_size=500,
    )
