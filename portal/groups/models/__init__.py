"""Action groups: who is in them, when they meet, what is on the agenda, and what came of it."""

from .actions import Action
from .agenda import AgendaItem
from .cards import Card, CardLine
from .groups import Group, GroupSeat, Role
from .meetings import DateAnswer, Meeting, OfferedDate, Reply
from .minutes import Check, Minute, Present

__all__ = [
    "Action",
    "AgendaItem",
    "Card",
    "CardLine",
    "Check",
    "DateAnswer",
    "Group",
    "GroupSeat",
    "Meeting",
    "Minute",
    "OfferedDate",
    "Present",
    "Reply",
    "Role",
]
