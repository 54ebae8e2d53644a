"""What waits for a person. Each part registers functions; the portal's home begins with the soonest of it all."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import IntegerField, QuerySet, Value

from portal.prepared import Given, Prepared

AT_FIRST = 5  # on the home; the others at one press
OF_A_KIND = 30  # that a part may look up: nobody reads more


@dataclass(frozen=True)
class Need:
    """One thing somebody can do now: what it is, where, and by when (None: whenever they like)."""

    words: str
    url: str
    button: str
    by: datetime | None = None


ME = Given("me", IntegerField())
_sources: list[tuple[Callable[[object], Iterable[Need]], Callable[[Given], QuerySet] | None]] = []


def register(source: Callable[[object], Iterable[Need]], *, when: Callable[[Given], QuerySet] | None = None) -> None:
    """Add a function from a user to their needs. It may cost two queries at most. `when`: from a person's number to
    rows that are there whenever it has something to say to them; those of all sources are looked for together, and
    whoever has none is spared its own queries."""
    _sources.append((source, when))


def _all_hints():
    hints = ((number, when(ME)) for number, (_source, when) in enumerate(_sources) if when)
    first, *others = (found.order_by().values_list(Value(number, IntegerField())) for number, found in hints)
    return first.union(*others)


HINTS = Prepared(_all_hints)


def needs_of(user) -> list[Need]:
    hinted = {number for (number,) in HINTS.rows(me=user.pk)} if any(when for _source, when in _sources) else ()
    asked = (source for number, (source, when) in enumerate(_sources) if when is None or number in hinted)
    return soonest_first(need for source in asked for need in source(user))


def soonest_first(needs: Iterable[Need]) -> list[Need]:
    """Those without a date come last."""
    return sorted(needs, key=lambda need: soonness(need.by))


def soonness(by: datetime | None) -> tuple:
    """To sort by."""
    return by is None, by.timestamp() if by else 0
