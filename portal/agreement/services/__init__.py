"""Verbs of agreeing on public pages: writing, reading, and putting small things right."""

from .easy_read import pairs_of, write_easy_read
from .fixing import (
    AlreadyUndone,
    CannotUndo,
    ChangedSince,
    NotLive,
    NotOnTheSite,
    Scheduled,
    TooBig,
    TooLate,
    TooManyFixes,
    make_small_fix,
    see_small_fix,
    undo_small_fix,
)
from .reading import ChangedMeanwhile, NothingToRead, NotYours, ask_for_change, say_yes
from .scheduling import drop_schedule
from .starting import PeopleHaveWritten, start_with
from .translating import put_sentences, send_translation
from .writing import (
    Incomplete,
    Locked,
    NothingChanged,
    NothingNew,
    Stale,
    Writing,
    hold,
    lapse_what_changed,
    save_for_later,
    send_to_be_read,
    take_back,
    version_of,
)

__all__ = [
    "AlreadyUndone",
    "CannotUndo",
    "ChangedMeanwhile",
    "ChangedSince",
    "Incomplete",
    "Locked",
    "NotLive",
    "NotOnTheSite",
    "NotYours",
    "NothingChanged",
    "NothingNew",
    "NothingToRead",
    "PeopleHaveWritten",
    "Scheduled",
    "Stale",
    "TooBig",
    "TooLate",
    "TooManyFixes",
    "Writing",
    "ask_for_change",
    "drop_schedule",
    "hold",
    "lapse_what_changed",
    "make_small_fix",
    "pairs_of",
    "put_sentences",
    "save_for_later",
    "say_yes",
    "see_small_fix",
    "send_to_be_read",
    "send_translation",
    "start_with",
    "take_back",
    "undo_small_fix",
    "version_of",
    "write_easy_read",
]
