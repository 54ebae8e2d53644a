"""What may be known of groups and their meetings. `visible_to(user)` is the rule of every list."""

from .agenda import ActionQuerySet, ItemQuerySet, OfMeetingsQuerySet
from .groups import GroupQuerySet, SeatQuerySet
from .meetings import MeetingQuerySet
from .suggestions import ProposalQuerySet

__all__ = [
    "ActionQuerySet",
    "GroupQuerySet",
    "ItemQuerySet",
    "MeetingQuerySet",
    "OfMeetingsQuerySet",
    "ProposalQuerySet",
    "SeatQuerySet",
]
