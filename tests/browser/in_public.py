"""What of a group is for everybody, before somebody comes to one of its places."""

from django.urls import reverse
from django.utils import timezone

from portal.groups.models import Group
from portal.groups.services import (
    begins_with,
    naming_of,
    put_in_public_forward,
    say_nobody_is_known,
    take_out_of_public,
)
from tests.browser.at_meetings import person, written
from tests.factories.groups import card_line, meeting


def approved():
    """With an item, a decision, what came of it, and a correction."""
    made = written()
    now = timezone.now()
    type(made).objects.filter(pk=made.pk).update(to_check_since=now, approved_at=now, approved_by=person("mair"))
    made.refresh_from_db()
    made.written.get().outcomes.create(words="The last bus goes at nine since May.", by=person("dev"))
    made.corrections.create(words="It went at a quarter past.", by=person("dev"))
    return made


def waits():
    """Mair wrote it, and there is something in it that Dev may see."""
    made = approved()
    _summary, items = begins_with(made)
    words = "We ask for a later bus. Ring Dev on 01632 960 188."
    given = {"meeting": made, "summary": words, "items": items, "named": naming_of(made.group)}
    put_in_public_forward(**given, after=None, by=person("mair"))
    return made


def out():
    made = waits()
    say_nobody_is_known(meeting=made, number=1, by=person("dev"))
    return made


def down():
    made = out()
    take_out_of_public(meeting=made, by=person("mair"))
    return made


def shown():
    """Its page, with a goal, a decision and somebody to ask."""
    group = out().group
    card_line(group, "goal", "Everybody gets home after eight.")
    card_line(group, "scope", "Fares", sort="out", why="The county decides them.")
    meeting(group)
    Group.objects.filter(pk=group.pk).update(shown_outside=True, anyone_may_ask=True)
    return group


def minutes_outside():
    made = out()
    return reverse("get-involved:minutes", args=[made.group_id, made.pk])


def group_outside():
    return reverse("get-involved:group", args=[shown().pk])


def groups_outside():
    shown()
    return reverse("get-involved:groups")


def no_groups_outside():
    Group.objects.update(shown_outside=False)
    return reverse("get-involved:groups")


def would_like_to_take_part():
    return f"{reverse('get-involved:help')}?part={shown().about}"
