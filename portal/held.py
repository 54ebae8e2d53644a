"""What is kept about people, key by key: what a person's own copy says of it, and what becomes of it when they leave.

Each part lists the keys of its own tables in its `exports.py`, as `HELD`. A key to a person that no part lists fails
the build (tests/portal/members/test_held.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


class Then(Enum):
    """What becomes of a row when the person it points to leaves for good."""

    DELETE = "deleted"
    BLANK = "blanked"
    KEEP = "kept"


@dataclass(frozen=True)
class Held:
    """One key to a person, such as "drafts.Draft.person".

    `title` and `shows` (names on the row) make its part of the person's copy; without a title it is not in it.
    `why` says why a row stays, or why it is in nobody's copy. `blank`: fields, and their values once the person has
    left. `files`: fields whose files go with the row.
    """

    key: str
    then: Then
    title: str = ""
    shows: tuple[str, ...] = ()
    why: str = ""
    blank: Mapping[str, object] = field(default_factory=dict)
    files: tuple[str, ...] = ()


def deleted(key, title="", shows=(), why="", files=()) -> Held:
    return Held(key, Then.DELETE, title, tuple(shows), why, files=tuple(files))


def blanked(key, blank, title="", shows=(), why="") -> Held:
    return Held(key, Then.BLANK, title, tuple(shows), why, blank=blank)


def kept(key, why, title="", shows=()) -> Held:
    return Held(key, Then.KEEP, title, tuple(shows), why)
