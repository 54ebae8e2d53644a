"""Factories that ask services by the dozen, once: what these wrote is written again as rows.

A story that everybody said yes to takes 560 statements, and hundreds of tests begin with one. Rows that are written
again have numbers of their own, far from those that a test counts up to by itself.
"""

import inspect
from datetime import date, timedelta
from functools import partial, wraps
from itertools import count

from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone, translation
from wagtail.models import Locale, Page, Site

from home import freshness

FAR = 1_000_000  # from the numbers of one kept thing to those of the next
FRESH = timedelta(hours=1)  # what tests look at is never older
PLAIN = str, int, date, type, type(None)


def kept(parent):
    """For a factory of a page below `parent(**given)`, whose rows follow from the plain values that it is given, from
    what stands there already, from the day, the language and the gate to the site. It gives rows, or lists or tuples
    of them.

    What nobody asks for a second time is not kept. With other values, or once rows of these numbers are there, the
    services are asked as always.
    """

    def decorate(factory):
        signature = inspect.signature(factory)

        @wraps(factory)
        def again(*args, **given):
            given |= zip(signature.parameters, args, strict=False)
            place = parent(**given)
            said = tuple(sorted((name, repr(value)) for name, value in given.items() if value != place))
            if not all(isinstance(value, PLAIN) or value == place for value in given.values()):
                return factory(**given)
            key = connection.vendor, factory.__qualname__, said, *_around(place)
            return _once_more(key, partial(factory, **given), place)

        return again

    return decorate


def _around(parent) -> tuple:
    there = tuple(parent.get_children().values_list("slug", flat=True))
    languages = tuple(Locale.objects.order_by("pk").values_list("pk", "language_code"))
    return parent.path, there, languages, translation.get_language(), timezone.localdate(), settings.PUBLISH_GATE


def _once_more(key, factory, parent):
    if key not in _asked:
        _asked.add(key)
        return factory()
    rows = _kept.get(key)
    if rows is None or not rows.are_fresh:
        rows = _kept[key] = Rows(factory, parent)
        return rows.given
    try:
        return rows.write()
    except IntegrityError:
        return factory()


# SQLite's indexes of words: with each page Wagtail weighs the titles of all.
REWEIGHED, WRITTEN_BY_TRIGGERS = {"wagtailsearch_indexentry"}, "wagtailsearch_indexentry_fts"


class Rows:
    """What a factory wrote, by table; and what it gave, to be fetched each time."""

    def __init__(self, factory, parent):
        _count_from(next(_places))
        self.made_at, self.parent = timezone.now(), parent.path
        before = _everything()
        self.given = factory()
        self._count_children(-1)  # the parent is another row in every test: of it nothing is kept
        after = _everything()
        self._count_children(1)
        for table, rows in before.items():
            changed = table not in REWEIGHED and any(after[table].get(key) != row for key, row in rows.items())
            assert not changed, f"Rows of {table} that were there before cannot be written again."
        self.new = {
            table: new for table, rows in after.items() if (new := [rows[key] for key in rows.keys() - before[table]])
        }
        self.beyond = next(_places)

    @property
    def are_fresh(self) -> bool:
        return timedelta() <= timezone.now() - self.made_at < FRESH

    def write(self):
        with transaction.atomic():
            _insert(self.new)
            self._count_children(1)
            _count_from(self.beyond)
        freshness.changed()  # as the services say
        Site.clear_site_root_paths_cache()
        return _fetched(self.given)

    def _count_children(self, more):
        Page.objects.filter(path=self.parent).update(numchild=models.F("numchild") + more)


def _fetched(given):
    if isinstance(given, models.Model):
        return type(given)._base_manager.get(pk=given.pk)
    return type(given)(_fetched(one) for one in given)


def _everything() -> dict[str, dict]:
    """The rows of every table, by primary key."""
    found = {}
    row = "one.*" if connection.vendor == "sqlite" else "row_to_json(one)::text"
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            table, key = model._meta.db_table, model._meta.pk.column
            if table != WRITTEN_BY_TRIGGERS:
                cursor.execute(f'SELECT one."{key}", {row} FROM "{table}" AS one')
                found[table] = {key: values for key, *values in cursor.fetchall()}
    return found


def _insert(new):
    """Foreign keys are looked at when all of them are there."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for table, rows in new.items():
                columns = ", ".join(["%s"] * len(rows[0]))
                cursor.executemany(f'INSERT INTO "{table}" VALUES ({columns})', rows)
            return
        insert = 'INSERT INTO "{0}" SELECT one.* FROM json_populate_recordset(NULL::"{0}", %s) AS one'
        words = [f"[{', '.join(row for (row,) in rows)}]" for rows in new.values()]
        cursor.execute("; ".join(insert.format(table) for table in new), words)


def _count_from(number):
    """The rows of every table that are made after this are numbered beyond it."""
    with connection.cursor() as cursor:
        for statement in COUNT_FROM[connection.vendor]:
            cursor.execute(statement, [number])


COUNT_FROM = {
    "sqlite": [
        "UPDATE sqlite_sequence SET seq = max(seq, %s)",
        """
        INSERT INTO sqlite_sequence (name, seq)
        SELECT name, %s FROM sqlite_master WHERE type = 'table' AND sql LIKE '%%AUTOINCREMENT%%'
            AND name NOT IN (SELECT name FROM sqlite_sequence)
        """,
    ],
    "postgresql": [
        """
        SELECT setval(format('%%I', sequencename)::regclass, greatest(last_value, %s))
        FROM pg_sequences WHERE schemaname = 'public'
        """
    ],
}
_places = count(FAR, FAR)
_asked: set[tuple] = set()
_kept: dict[tuple, Rows] = {}
