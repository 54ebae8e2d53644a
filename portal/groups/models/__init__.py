"""Action groups: who is in them, when they meet, what is on the agenda, and what came of it."""

from .actions import Action
from .agenda import AgendaItem
from .cards import Card, CardLine
from .decisions import Decision, Dissent, OnRoll, OpenBallot, Outcome, Vote
from .easy_read import EasyRead
from .groups import Group, GroupSeat, Names, Role
from .in_public import AskedChange, Box, PublicMinutes, as_read, decisions_in, easy_read_in, source_of
from .meetings import DateAnswer, Meeting, OfferedDate, Reply
from .minutes import Check, Correction, LineMark, Minute, Present, ViewHeard
from .papers import Paper
from .suggestions import Proposal

__all__ = [
    "Action",
    "AgendaItem",
    "AskedChange",
    "Box",
    "Card",
    "CardLine",
    "Check",
    "Correction",
    "DateAnswer",
    "Decision",
    "Dissent",
    "EasyRead",
    "Group",
    "GroupSeat",
    "LineMark",
    "Meeting",
    "Minute",
    "Names",
    "OfferedDate",
    "OnRoll",
    "OpenBallot",
    "Outcome",
    "Paper",
    "Present",
    "Proposal",
    "PublicMinutes",
    "Reply",
    "Role",
    "ViewHeard",
    "Vote",
    "as_read",
    "decisions_in",
    "easy_read_in",
    "source_of",
]
