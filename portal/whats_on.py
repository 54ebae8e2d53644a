"""What is on. Each part registers one function; lists, the home and calendars show what all of them give."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Happening:
    """Something at a time. `uid` names it for ever, whatever else changes, so that calendars know it again."""

    uid: str
    title: str
    url: str
    starts_at: datetime
    ends_at: datetime | None = None
    place: str = ""
    words: str = ""
    called_off: bool = False


_sources: list[Callable[[object, datetime], Iterable[Happening]]] = []


def register(source: Callable[[object, datetime], Iterable[Happening]]) -> None:
    """Add a function from a user and a time to what this user may come to after it. It may cost two queries at most."""
    _sources.append(source)


def happenings_for(user, *, after: datetime) -> list[Happening]:
    """The soonest first."""
    found = [happening for source in _sources for happening in source(user, after)]
    return sorted(found, key=lambda happening: (happening.starts_at, happening.uid))
