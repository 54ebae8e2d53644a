"""Which forms keep drafts. A draft is about a thing such as "page:12"; the part that owns it says who may edit it."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from itertools import islice

from django.urls import NoReverseMatch, reverse
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


# --- Forms about one thing of a part ----------------------------------------------------------------------------------
@dataclass(frozen=True)
class FormOn:
    """A form about one of what `there_is` (with `visible_to`), for whoever has the `permission` on it. `what`: what the
    words are for; `form`: the name of its URL, which takes the parts of the draft's name, such as "7-scope"."""

    there_is: object
    permission: str
    what: str
    form: str


@dataclass(frozen=True)
class FormForNew:
    """A form that begins something."""

    permission: str
    what: str
    form: str


def register_forms(forms: dict[str, FormOn], new: dict[str, FormForNew] | None = None) -> None:
    """Let these forms keep drafts, by the kind of what they are about; `new` begin such a thing ("group:new")."""
    new = new or {}
    for kind in forms.keys() | new.keys():
        may = _may(forms.get(kind), new.get(kind))
        register(kind, may, partial(_begun_of_forms, may, forms.get(kind), new.get(kind)))


def _may(about: FormOn | None, begins: FormForNew | None):
    def may(user, name) -> bool:
        if name == NEW:
            return begins is not None and user.has_perm(begins.permission)
        if about is None:
            return False
        try:
            reverse(about.form, args=name.split("-"))
        except NoReverseMatch:  # there is no such form, and no way back to it
            return False
        name = name.partition("-")[0]
        known = about.there_is.visible_to(user).filter(pk=name) if name.isdecimal() and len(name) < 19 else []
        return any(user.has_perm(about.permission, one) for one in known)

    return may


def _begun_of_forms(may, about, begins, user, names):
    def form_of(user, name):
        if name == NEW:
            return begins.what, reverse(begins.form)
        return about.what, reverse(about.form, args=name.split("-"))

    return begun_of(user, names, may_edit=may, form_of=form_of)
