"""What may be known of groups and their meetings. `visible_to(user)` is the rule of every list."""

from .agenda import ActionQuerySet, DecisionQuerySet, ItemQuerySet, MarkQuerySet, OfMeetingsQuerySet
from .cards import CardLineQuerySet
from .groups import GroupQuerySet, SeatQuerySet
from .in_public import PublicMinutesQuerySet
from .meetings import MeetingQuerySet
from .papers import PaperQuerySet
from .suggestions import ProposalQuerySet

__all__ = [
    "ActionQuerySet",
    "CardLineQuerySet",
    "DecisionQuerySet",
    "GroupQuerySet",
    "ItemQuerySet",
    "MarkQuerySet",
    "MeetingQuerySet",
    "OfMeetingsQuerySet",
    "PaperQuerySet",
    "ProposalQuerySet",
    "PublicMinutesQuerySet",
    "SeatQuerySet",
]
