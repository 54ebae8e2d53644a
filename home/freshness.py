"""One word, shared by every worker, that is new whenever something the public reads has changed.

What is kept in a worker's memory or in the page cache is kept under this word: nothing has to be found and thrown away,
it is simply never asked for again.
"""

import secrets
import time

from django.core.cache import cache
from django.db import transaction
from django.utils.translation import get_language

KEY = "freshness"
KEPT = 600  # seconds, in case a change was made where no signal could tell of it
_kept: dict[tuple[str, str], tuple[str, float, object]] = {}


def stamp() -> str:
    """The word of this moment. Read it before making what is kept, so that a change meanwhile is not missed."""
    word = cache.get(KEY)
    if word is None:
        cache.add(KEY, secrets.token_hex(8), None)
        word = cache.get(KEY, "")
    return word


def changed(**kwargs):
    """Forget what was kept: now for this transaction, and again when others can see what it wrote."""
    _renew()
    transaction.on_commit(_renew)


def _renew():
    cache.set(KEY, secrets.token_hex(8), None)


def keep(request, name, make):
    """The value under `name` in the reader's language, made again when anything public has changed since."""
    word = getattr(request, "freshness", None)
    if word is None:
        word = stamp()
        if request is not None:
            request.freshness = word
    key = (name, get_language())
    made_for, until, value = _kept.get(key, ("", 0, None))
    if made_for != word or until < time.monotonic():
        value = make()
        _kept[key] = (word, time.monotonic() + KEPT, value)
    return value
