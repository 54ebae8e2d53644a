"""What may be known of groups and their meetings. `visible_to(user)` is the rule of every list."""

from .agenda import ActionQuerySet, ItemQuerySet, OfMeetingsQuerySet
from .cards import CardLineQuerySet
from .groups import GroupQuerySet, SeatQuerySet
from .in_public import PublicMinutesQuerySet
from .meetings import MeetingQuerySet
from .suggestions import ProposalQuerySet

__all__ = [
    "ActionQuerySet",
    "CardLineQuerySet",
    "GroupQuerySet",
    "ItemQuerySet",
    "MeetingQuerySet",
    "OfMeetingsQuerySet",
    "ProposalQuerySet",
    "PublicMinutesQuerySet",
    "SeatQuerySet",
]
