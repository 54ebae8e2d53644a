"""What a coordinator looks at in the morning. The parts register what falls due, and how things stand."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Due:
    """One thing that waits for somebody, and the day it is meant for. `url` leads there, when there is a place."""

    words: str
    by: date
    url: str = ""
    button: str = ""


@dataclass(frozen=True)
class Fact:
    """How something stands that nobody has to act on: what it is, and how it is, in words."""

    label: str
    words: str


@dataclass(frozen=True)
class Group:
    title: str
    items: list[Due]


_due: list[Callable[[object], Iterable[Due]]] = []
_facts: list[Callable[[], Iterable[Fact]]] = []


def register(source: Callable[[object], Iterable[Due]]) -> None:
    """Add a function from a user to what falls due. It costs the same number of queries for 1 thing and for 30."""
    _due.append(source)


def register_facts(source: Callable[[], Iterable[Fact]]) -> None:
    """Add a function that says how things stand."""
    _facts.append(source)


def due_for(user) -> list[Group]:
    """Everything by date, in groups: what was meant for an earlier day stands first under "Today"."""
    now = timezone.localdate()
    sunday = now + timedelta(days=6 - now.weekday())
    found = sorted((item for source in _due for item in source(user)), key=lambda item: item.by)
    groups = [
        Group(_("Today"), [item for item in found if item.by <= now]),
        Group(_("This week"), [item for item in found if now < item.by <= sunday]),
        Group(_("Later"), [item for item in found if item.by > max(now, sunday)]),
    ]
    return [group for group in groups if group.items]


def facts() -> list[Fact]:
    return [fact for source in _facts for fact in source()]
