"""What people give and get, in sums: as a page shows it to everybody. The part that adds up says here how."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Table:
    """See components/sums.html. `rows`: for components/bars.html."""

    caption: str
    rows: list[dict]


@dataclass(frozen=True)
class Sums:
    """Between two days. Only what is nobody's own: a side of too few people has no table."""

    first: date
    last: date
    gave: list[Table]
    got: list[Table]
    until: date | None = None  # the last day on which it is of these days


@dataclass(frozen=True)
class Source:
    """`sums()`: of the last year that is over. `changed()`: what changed because of what people gave, in words of which
    whoever gave it said that everybody may read them."""

    sums: Callable[[], Sums]
    changed: Callable[[], Sequence[str]]


_sources: list[Source] = []


def register(source: Source) -> None:
    """Called in a part's apps.py."""
    _sources[:] = [source]


def source() -> Source | None:
    return _sources[0] if _sources else None
