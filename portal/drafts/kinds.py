"""Which forms keep drafts. A draft is about a thing such as "page:12"; the part that owns it says who may edit it."""

import re
from collections.abc import Callable, Iterable
from itertools import islice

from django.utils.translation import gettext as _

from portal.needs import Need

ABOUT = re.compile(r"(?P<kind>[a-z][a-z-]{1,30}):(?P<name>[a-z0-9-]{1,60})\Z")

NEW = "new"  # the name of what is still to be made: everybody's own, so nobody is told who else has it open

_may_edit: dict[str, Callable[[object, str], bool]] = {}
_begun: dict[str, Callable[[object, list[str]], Iterable[Need]]] = {}


def register(kind: str, may_edit: Callable[[object, str], bool], begun: Callable[[object, list[str]], Iterable[Need]]):
    """Let forms about `kind:name` keep drafts for whoever `may_edit(user, name)`; `begun(user, names)` says on the home
    which of them were begun and not sent, and leads back. Called in a part's apps.py."""
    _may_edit[kind], _begun[kind] = may_edit, begun


def begun(user, kind: str, names: list[str]) -> Iterable[Need]:
    return _begun[kind](user, names) if kind in _begun else ()


SHOWN, TRIED = 2, 4  # of each kind, on somebody's home; and tried, when the first few cannot be opened any more


def begun_of(user, names: list[str], *, may_edit, form_of) -> Iterable[Need]:
    """What a part's `begun` says: those of its kind that this person may still send. `form_of(user, name)` gives what
    the words are for, and the address of their form. A query or two for each that is tried."""
    for name in islice((name for name in names[:TRIED] if may_edit(user, name)), SHOWN):
        what, url = form_of(user, name)
        yield Need(_("You began to write %(what)s, and did not send it.") % {"what": what}, url, _("Go on"))


def may_edit(user, about: str) -> bool:
    found = ABOUT.match(about)
    return bool(found) and found["kind"] in _may_edit and _may_edit[found["kind"]](user, found["name"])


def form_of(user, about: str) -> str:
    """Where words about this wait for somebody; empty, when they cannot open that form any more."""
    found = ABOUT.match(about)
    return next((one.url for one in begun(user, found["kind"], [found["name"]])), "") if found else ""


def is_new(about: str) -> bool:
    return about.endswith(f":{NEW}")
