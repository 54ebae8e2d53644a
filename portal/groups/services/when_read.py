"""From when on everybody reads the papers of a meeting."""

from django.db.models import Q
from django.utils import timezone


def from_when(meeting):
    """Never in the past: what comes late is there from now on. None while the meeting has no day."""
    return meeting.papers_from and max(meeting.papers_from, timezone.now())


def settle_papers(meeting) -> None:
    """The meeting has another day, or the group more or less time to read. What people could read by now stays so.

    The meeting is held, with its group as it is now.
    """
    not_yet = meeting.papers.filter(Q(readable_from=None) | Q(readable_from__gt=timezone.now()))
    not_yet.update(readable_from=from_when(meeting))


def about_papers(meeting: int) -> str:
    """What people are told of them, by the number of the meeting."""
    return f"papers:{meeting}"
