"""Action groups: who is in them, when they meet, what is on the agenda, and what came of it."""

from .actions import Action
from .agenda import AgendaItem
from .cards import Card, CardLine
from .decisions import Decision, Dissent, OnRoll, OpenBallot, Outcome, Vote
from .groups import Group, GroupSeat, Role
from .meetings import DateAnswer, Meeting, OfferedDate, Reply
from .minutes import Check, Correction, LineMark, Minute, Present, ViewHeard
from .suggestions import Proposal

__all__ = [
    "Action",
    "AgendaItem",
    "Card",
    "CardLine",
    "Check",
    "Correction",
    "DateAnswer",
    "Decision",
    "Dissent",
    "Group",
    "GroupSeat",
    "LineMark",
    "Meeting",
    "Minute",
    "OfferedDate",
    "OnRoll",
    "OpenBallot",
    "Outcome",
    "Present",
    "Proposal",
    "Reply",
    "Role",
    "ViewHeard",
    "Vote",
]
