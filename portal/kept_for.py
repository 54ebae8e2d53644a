"""What is kept for so long and no longer. Each part says in its `retention.py` which kinds of things it lets go, as
`KINDS`; `manage.py retention` shows them, and the clock does it once a day."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import Promise


@dataclass(frozen=True)
class Kind:
    """`due()`: what goes today; `held()`: what would go one day, and is kept for a reason in law; `let_go(one)` does
    it, and doing it again changes nothing."""

    name: str  # in the trail
    words: Promise
    how_long: Promise
    due: Callable[[], QuerySet]
    let_go: Callable[[object], None]
    held: Callable[[], QuerySet] | None = None
