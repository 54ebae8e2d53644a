"""Verbs of telling a story together."""

from .agreeing import (
    Changed,
    FirstAllow,
    NotReady,
    NotTheirs,
    WroteIt,
    look,
    put_back,
    say_yes,
    take_yes_back,
    version_before,
)
from .consenting import NotInIt, allow, end, seen_and_allowed
from .editor import leave_editor, use_editor
from .ending import end_what_is_over, tell_of_ends
from .forgetting import forget_story
from .holding import Gone, Hidden, hold_each
from .naming import names_of
from .people import IsIn, NotAsked, answer, ask, ask_no_longer
from .starting import NoPlace, start
from .taking_down import DAYS, NotDown, TakenDownByAnother, bring_back, delete_now, leave, let_go_on_its_day, take_down

__all__ = [
    "DAYS",
    "Changed",
    "FirstAllow",
    "Gone",
    "Hidden",
    "IsIn",
    "NoPlace",
    "NotAsked",
    "NotDown",
    "NotInIt",
    "NotReady",
    "NotTheirs",
    "TakenDownByAnother",
    "WroteIt",
    "allow",
    "answer",
    "ask",
    "ask_no_longer",
    "bring_back",
    "delete_now",
    "end",
    "end_what_is_over",
    "forget_story",
    "hold_each",
    "leave",
    "leave_editor",
    "let_go_on_its_day",
    "look",
    "names_of",
    "put_back",
    "say_yes",
    "seen_and_allowed",
    "start",
    "take_down",
    "take_yes_back",
    "tell_of_ends",
    "use_editor",
    "version_before",
]
