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
# In a worker's memory: a few for the site, some for each of the pages that were read last, and the cards of lists. A
# place holds some kilobytes at most; who came first goes first.
PLACES = 2_048
_kept: dict[tuple[str, str], tuple[str, float, object]] = {}
_met = ""  # the last word that anything was kept under


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


def keep(request, name, make, ends=None):
    """The value under `name` in the reader's language, made again when anything public has changed since. `ends` knows
    of a value the moment from which on it will be another, or None."""
    word = getattr(request, "freshness", None)
    if word is None:
        word = stamp()
        if request is not None:
            request.freshness = word
    _forget_what_was_before(word)
    key = (name, get_language())
    made_for, until, value = _kept.get(key, ("", 0, None))
    if made_for != word or until <= time.time():
        value = make()
        while len(_kept) >= PLACES:
            _kept.pop(next(iter(_kept)))
        end = ends(value) if ends else None
        until = time.time() + KEPT
        _kept[key] = (word, min(until, end.timestamp()) if end else until, value)
    return value


def _forget_what_was_before(word):
    """What somebody took back is asked for by nobody, and would stay in memory for as long as the worker runs."""
    global _met
    if word != _met:
        _kept.clear()
        _met = word


def first_end(pages):
    """For `keep`: the moment at which the first of some pages is over."""
    return min((page.expire_at for page in pages if page.expire_at), default=None)
