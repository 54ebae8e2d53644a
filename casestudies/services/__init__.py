"""Verbs of telling a story together."""

from .agreeing import (
    Changed,
    FirstAllow,
    NotReady,
    NotTheirs,
    NoYes,
    StoryFirst,
    WroteIt,
    is_trusted,
    look,
    put_back,
    say_yes,
    take_yes_back,
    version_before,
)
from .consenting import NotInIt, allow, end, seen_and_allowed
from .editor import leave_editor, tell_of_notes, use_editor
from .ending import end_what_is_over, tell_of_ends, went_off
from .forgetting import forget_page, forget_story
from .holding import Gone, Hidden, hold_each
from .naming import names_of
from .people import IsIn, NotAsked, answer, ask, ask_no_longer
from .recording import Enough, add_recording, take_recording_away
from .starting import NoPlace, start
from .taking_down import (
    DAYS,
    NotDown,
    TakenDownByAnother,
    bring_back,
    delete_now,
    leave,
    let_go,
    let_go_on_its_day,
    take_down,
)
from .translating import CannotBeTrusted, NoSentences, NotNew, make_draft, trust, trust_no_longer

__all__ = [
    "DAYS",
    "CannotBeTrusted",
    "Changed",
    "Enough",
    "FirstAllow",
    "Gone",
    "Hidden",
    "IsIn",
    "NoPlace",
    "NoSentences",
    "NoYes",
    "NotAsked",
    "NotDown",
    "NotInIt",
    "NotNew",
    "NotReady",
    "NotTheirs",
    "StoryFirst",
    "TakenDownByAnother",
    "WroteIt",
    "add_recording",
    "allow",
    "answer",
    "ask",
    "ask_no_longer",
    "bring_back",
    "delete_now",
    "end",
    "end_what_is_over",
    "forget_page",
    "forget_story",
    "hold_each",
    "is_trusted",
    "leave",
    "leave_editor",
    "let_go",
    "let_go_on_its_day",
    "look",
    "make_draft",
    "names_of",
    "put_back",
    "say_yes",
    "seen_and_allowed",
    "start",
    "take_down",
    "take_recording_away",
    "take_yes_back",
    "tell_of_ends",
    "tell_of_notes",
    "trust",
    "trust_no_longer",
    "use_editor",
    "version_before",
    "went_off",
]
