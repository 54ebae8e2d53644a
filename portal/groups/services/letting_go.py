"""What somebody was to do is nobody's again, or the other's alone; and what led them into the group does no more."""

from django.urls import reverse

from portal.groups.models import Card, Meeting, Vote
from portal.notices import services as notices


def let_go(action, person) -> None:
    """Of two who do it together the other goes on, with what they said themselves; else it stands among what nobody
    does yet. `action` is held."""
    if action.owner_id == person.pk:
        action.owner, action.said_yes_at = action.second, action.second_yes_at
        action.need, action.recorded_by = action.second_need, action.second_recorded_by
    action.second, action.second_yes_at, action.second_need, action.second_recorded_by = None, None, "", None
    if action.said_yes_at is None:
        action.due_on = None  # chosen by whoever goes
    action.save()
    notices.forget(about=action.about, person=person)


def lead_nowhere(group, person) -> None:
    """What they were told in the group stays theirs to read, without a way to pages that they cannot open any more.
    What is for everybody and was said while they were there they still take down."""
    meetings = Meeting.objects.filter(group=group)
    take_down = meetings.filter(in_public__live__isnull=False, present__person=person)
    inside = [_page(name, group.pk) for name in ("people", "ways")] + [_page("card", group.pk, Card.SAY.value)]
    inside += [_page(name, meeting.pk) for meeting in meetings for name in ("meeting", "minutes")]
    inside += [_page("in-public", meeting.pk) for meeting in meetings.exclude(pk__in=take_down)]
    inside += [_page("vote", vote.pk) for vote in Vote.objects.filter(meeting__group=group)]
    notices.lead_to("", instead_of=inside, person=person)


def _page(name, *numbers) -> str:
    return reverse(f"portal:groups:{name}", args=numbers)
