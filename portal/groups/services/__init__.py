"""Verbs of groups: starting one, asking people, answering, meeting."""

from .joining import (
    NotAsked,
    answer,
    ask,
    ask_to_join,
    give_back,
    leave,
    let_in,
    not_now,
    take_on,
)
from .meeting import NotOffered, TooLate, call_off, change_meeting, choose, offer_dates, reply, say_when
from .starting import Finished, change, start

__all__ = [
    "Finished",
    "NotAsked",
    "NotOffered",
    "TooLate",
    "answer",
    "ask",
    "ask_to_join",
    "call_off",
    "change",
    "change_meeting",
    "choose",
    "give_back",
    "leave",
    "let_in",
    "not_now",
    "offer_dates",
    "reply",
    "say_when",
    "start",
    "take_on",
]
