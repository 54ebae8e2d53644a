"""What an activity is here, such as a meeting ("meeting:7"): the parts say for which of theirs somebody may be offered
something, and which do not take place."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast, Concat

SUBJECT = re.compile(r"(?P<kind>[a-z]{1,30}):(?P<number>[1-9]\d{0,17})\Z")


@dataclass(frozen=True)
class Kind:
    """`takes_offers(user, number)`: this user may know of it, and it is still to come. `called_off()`: those that were
    to be, and are not. `says(number)`: how it is called here, and on which day it is."""

    takes_offers: Callable[[object, int], bool]
    called_off: Callable[[], QuerySet]
    says: Callable[[int], tuple[str, date | None]]


_kinds: dict[str, Kind] = {}


def register_subject(kind: str, *, takes_offers, called_off, says) -> None:
    _kinds[kind] = Kind(takes_offers, called_off, says)


def _found(subject: str) -> tuple[Kind | None, int]:
    found = SUBJECT.match(subject)
    return (_kinds.get(found["kind"]), int(found["number"])) if found else (None, 0)


def takes_offers(user, subject: str) -> bool:
    kind, number = _found(subject)
    return kind is not None and kind.takes_offers(user, number)


def says(subject: str) -> tuple[str, date | None]:
    """Of one that takes offers."""
    kind, number = _found(subject)
    return kind.says(number)


def is_called_off(subject: str) -> bool:
    kind, number = _found(subject)
    return kind is not None and kind.called_off().filter(pk=number).exists()


def called_off() -> Iterator[QuerySet]:
    """Of each kind, the subjects of what does not take place: to be looked up within a larger query."""
    for name, kind in _kinds.items():
        subject = Concat(Value(f"{name}:"), Cast("pk", CharField()))
        yield kind.called_off().order_by().annotate(subject_here=subject).values("subject_here")
