"""Which forms keep drafts. A draft is about a thing such as "page:12"; the part that owns it says who may edit it."""

import re
from collections.abc import Callable

ABOUT = re.compile(r"(?P<kind>[a-z][a-z-]{1,30}):(?P<name>[a-z0-9-]{1,60})\Z")

NEW = "new"  # the name of what is still to be made: everybody's own, so nobody is told who else has it open

_may_edit: dict[str, Callable[[object, str], bool]] = {}


def register(kind: str, may_edit: Callable[[object, str], bool]) -> None:
    """Let forms about `kind:name` keep drafts for whoever `may_edit(user, name)`. Called in a part's apps.py."""
    _may_edit[kind] = may_edit


def may_edit(user, about: str) -> bool:
    found = ABOUT.match(about)
    return bool(found) and found["kind"] in _may_edit and _may_edit[found["kind"]](user, found["name"])


def is_new(about: str) -> bool:
    return about.endswith(f":{NEW}")
