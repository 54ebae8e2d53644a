"""What is otherwise for some kinds of page than for most, which both sides read. The part that owns a kind says it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse


def _in_the_list(page) -> str:
    return reverse("portal:pages:page", args=[page.pk])


@dataclass(frozen=True)
class Kind:
    """`is_agreed(page, digest)`: whether the site may say this; None for what both sides read. `home(page)`: the
    address where its people look after it. `may_fix(user, page)`: who puts small things right at once, and
    `may_undo(user, page)`: who puts back what was there before. `wishes(user, page)`: what others asked to be changed
    in it, as far as somebody may know: (who, words). `collection`: the name of the one for what its people bring; none
    for what the site's own pages show."""

    is_agreed: Callable[[object, str], bool] | None = None
    home: Callable[[object], str] = _in_the_list
    may_fix: Callable[[object, object], bool] = lambda user, page: True
    may_undo: Callable[[object, object], bool] = lambda user, page: True
    wishes: Callable[[object, object], list[tuple[str, str]]] = lambda user, page: []
    collection: str = ""

    @property
    def is_read_by_both_sides(self) -> bool:
        return self.is_agreed is None


USUAL = Kind()
_kinds: dict[type, Kind] = {}


def register(model: type, kind: Kind) -> None:
    """Called in a part's apps.py."""
    _kinds[model] = kind


def kind_of(page) -> Kind:
    """Also of a page that was fetched as Wagtail's bare one."""
    return _kinds.get(page.specific_class, USUAL)
