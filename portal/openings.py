"""What is open to join. Each part registers one function; "Find something to do" shows what all of them give."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Opening:
    """Something somebody could do: what kind of thing it is, where to say yes, and whom it may interest."""

    kind: str
    title: str
    url: str
    words: str = ""
    until: date | None = None
    interests: frozenset[int] = frozenset()


_sources: list[Callable[[object], Iterable[Opening]]] = []


def register(source: Callable[[object], Iterable[Opening]]) -> None:
    """Add a function from a user to what is open to them. It may cost two queries at most."""
    _sources.append(source)


def openings_for(user, *, interests: frozenset[int]) -> list[Opening]:
    """What shares most with `interests` first, then what ends soonest."""
    found = [opening for source in _sources for opening in source(user)]
    return sorted(found, key=lambda one: (-len(one.interests & interests), one.until or date.max, one.title))
