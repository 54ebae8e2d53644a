"""What waits for a person. Each part registers functions; the portal's home begins with the soonest of it all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

AT_FIRST = 5  # on the home; the others at one press
OF_A_KIND = 30  # that a part may look up: nobody reads more


@dataclass(frozen=True)
class Need:
    """One thing somebody can do now: what it is, where, and by when (None: whenever they like)."""

    words: str
    url: str
    button: str
    by: datetime | None = None


_sources: list[Callable[[object], Iterable[Need]]] = []


def register(source: Callable[[object], Iterable[Need]]) -> None:
    """Add a function from a user to their needs. It may cost two queries at most."""
    _sources.append(source)


def needs_of(user) -> list[Need]:
    return soonest_first(need for source in _sources for need in source(user))


def soonest_first(needs: Iterable[Need]) -> list[Need]:
    """Those without a date come last."""
    return sorted(needs, key=lambda need: (need.by is None, (need.by and need.by.timestamp()) or 0))
