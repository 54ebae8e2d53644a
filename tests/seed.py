"""Puts a worker's database back as it was kept, after a test that really committed.

Django's own way is `flush`, which append-only tables refuse, and which would take Wagtail's first page, site and
language away. A copy of the kept rows is put back in milliseconds, and no guard of the product is lifted for it.
"""

import sqlite3

from django.db import connection

MIGRATED, STARTED = "migrated", "started"
# Reading is cheap, and rows that are deleted and written again slow a table down until it is cleaned.
ONLY_WHAT_DIFFERS = """
DELETE FROM public."{table}" AS now WHERE now::text NOT IN (SELECT kept::text FROM {schema}."{table}" AS kept);
INSERT INTO public."{table}" SELECT * FROM {schema}."{table}" AS kept
    WHERE kept::text NOT IN (SELECT now::text FROM public."{table}" AS now)
"""


def keep(name=MIGRATED):
    """Remember the rows as they are now. A worker keeps those of the migrations before its first test."""
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        _kept[name] = sqlite3.connect(":memory:", check_same_thread=False)
        connection.connection.backup(_kept[name])
        return
    _kept[name] = None
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS seed_{name} CASCADE")
        cursor.execute(f"CREATE SCHEMA seed_{name}")
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'CREATE TABLE seed_{name}."{table}" AS TABLE public."{table}"')


def has(name) -> bool:
    return name in _kept


def restore(name=MIGRATED):
    """Forget everything that was committed since `keep(name)`."""
    global _untouched
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        _kept[name].backup(connection.connection)
    else:
        _put_back(f"seed_{name}")
    _untouched = name


def begin_with(name):
    """Nothing to do when the test before has left these rows for this one."""
    global _untouched
    if _untouched != name:
        restore(name)
    _untouched = ""


def _put_back(schema):
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = %s", [schema])
        # As a replica the database fires no triggers: neither ours nor those that check foreign keys row by row.
        statements = [ONLY_WHAT_DIFFERS.format(schema=schema, table=table) for (table,) in cursor.fetchall()]
        role = "SET LOCAL session_replication_role = replica; SET LOCAL work_mem = '64MB'"
        cursor.execute("; ".join([f"BEGIN; {role}", *statements, "COMMIT"]))


_kept: dict[str, sqlite3.Connection | None] = {}
_untouched = ""
