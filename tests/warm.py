"""Brand, menus and the words around a page, found once for the rows that tests begin with.

Otherwise the first request of every test would look for them. A test that changes anything public forgets them all, as
a worker of the site does; nothing that a test made is kept for the next.
"""

from math import inf

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.utils import translation

from home import freshness

_known: dict[str, tuple[str, dict]] = {}


def keep(name) -> None:
    """Of the rows of the seed `name`, which are in the database now."""
    forget()
    with transaction.atomic():
        for path in ("/", "/search/", "/accounts/login/"):
            Client().get(path)
        transaction.set_rollback(True)
    values = {key: (word, inf, value) for key, (word, _until, value) in freshness._kept.items()}
    _known[name] = freshness.stamp(), values


def begin_with(name) -> None:
    forget()
    if name in _known:
        word, values = _known[name]
        cache.set(freshness.KEY, word, None)
        freshness._kept.update(values)
        freshness._met = word


def forget() -> None:
    """The last address chose a language, too."""
    cache.clear()
    freshness._kept.clear()
    translation.activate(settings.LANGUAGE_CODE)
