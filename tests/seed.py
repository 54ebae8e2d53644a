"""Puts a worker's database back as it was kept, after a test that really committed.

Django's own way is `flush`, which append-only tables refuse, and which would take Wagtail's first page, site and
language away. A copy of the kept rows is put back in milliseconds, and no guard of the product is lifted for it.
"""

import json
import sqlite3
from contextlib import closing

from django.db import connection

MIGRATED, STARTED = "migrated", "started"
# Reading is cheap, and rows that are deleted and written again slow a table down until it is cleaned.
ONLY_WHAT_DIFFERS = """
DELETE FROM public."{table}" AS now WHERE now::text NOT IN (SELECT kept::text FROM {schema}."{table}" AS kept);
INSERT INTO public."{table}" SELECT * FROM {schema}."{table}" AS kept
    WHERE kept::text NOT IN (SELECT now::text FROM public."{table}" AS now)
"""
MARK = """
SELECT '{table}', md5(string_agg(now.ctid::text || now.xmin::text, ' ')) FROM public."{table}" AS now
"""
# As a function, it is thought out once a connection and not each time: that takes longer than reading.
MARKS = """
CREATE FUNCTION {schema}.marks() RETURNS TABLE ("table" text, mark text) LANGUAGE plpgsql
    SET max_parallel_workers_per_gather = 0
    AS $$ BEGIN RETURN QUERY {marks}; END $$
"""
# Rows that are copied do not move the counters that number new ones.
HOW_FAR_NUMBERS_ARE = """
SELECT format('%I', sequencename), last_value FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL
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
        tables = connection.introspection.table_names(cursor)
        _can_mark(cursor, name, tables)
        _marked[name] = _marks(cursor, name)
        for table in tables:
            cursor.execute(f'CREATE TABLE seed_{name}."{table}" AS TABLE public."{table}"')


def save(name, folder):
    """What is kept, as files, for another worker's `load()`."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(folder / "rows.sqlite3")) as file:
            _kept[name].backup(file)
        return
    with connection.cursor() as cursor:
        for table in _tables(cursor, f"seed_{name}"):
            with (
                (folder / table).open("wb") as file,
                cursor.copy(f'COPY seed_{name}."{table}" TO STDOUT (FORMAT BINARY)') as rows,
            ):
                file.writelines(rows)
        cursor.execute(HOW_FAR_NUMBERS_ARE)
        (folder / "numbers.json").write_text(json.dumps(dict(cursor.fetchall())))


def load(name, folder):
    """As if the rows that another worker has saved had been kept here."""
    if connection.vendor == "sqlite":
        _kept[name] = sqlite3.connect(":memory:", check_same_thread=False)
        with closing(sqlite3.connect(folder / "rows.sqlite3")) as file:
            file.backup(_kept[name])
        return
    _kept[name] = None
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA seed_{name}")
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'CREATE TABLE seed_{name}."{table}" (LIKE public."{table}")')
            with cursor.copy(f'COPY seed_{name}."{table}" FROM STDIN (FORMAT BINARY)') as rows:
                rows.write((folder / table).read_bytes())
        # They are not in the site's own tables before they are first put back.
        _marked[name] = dict.fromkeys(_tables(cursor, f"seed_{name}"), "")
        _can_mark(cursor, name, _marked[name])
        for sequence, last in json.loads((folder / "numbers.json").read_text()).items():
            cursor.execute("SELECT setval(%s::regclass, %s)", [sequence, last])


def has(name) -> bool:
    return name in _kept


def restore(name=MIGRATED):
    """Forget everything that was committed since `keep(name)`."""
    global _untouched
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        _kept[name].backup(connection.connection)
    else:
        _put_back(name)
    _untouched = name


def begin_with(name):
    """Nothing to do when the test before has left these rows for this one."""
    global _untouched
    if _untouched != name:
        restore(name)
    _untouched = ""


def _tables(cursor, schema) -> list[str]:
    cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = %s", [schema])
    return [table for (table,) in cursor.fetchall()]


def _marks(cursor, name) -> dict[str, str | None]:
    """Different whenever a table is: a row that was written has a new place in it, by a new transaction."""
    cursor.execute(f"SELECT * FROM seed_{name}.marks()")
    return dict(cursor.fetchall())


def _can_mark(cursor, name, tables):
    marks = " UNION ALL ".join(MARK.format(table=table) for table in tables)
    cursor.execute(MARKS.format(schema=f"seed_{name}", marks=marks))


def _put_back(name):
    kept = _marked[name]
    with connection.cursor() as cursor:
        now = _marks(cursor, name)
        written = [table for table in kept if now[table] != kept[table]]
        if not written:
            return
        # As a replica the database fires no triggers: neither ours nor those that check foreign keys row by row.
        role = "SET LOCAL session_replication_role = replica; SET LOCAL work_mem = '64MB'"
        # Nobody else writes to them from here until they are marked.
        names = ", ".join(f'public."{table}"' for table in written)
        lock = f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE"
        statements = [ONLY_WHAT_DIFFERS.format(schema=f"seed_{name}", table=table) for table in written]
        cursor.execute("; ".join([f"BEGIN; {role}", lock, *statements]))
        now = _marks(cursor, name)
        cursor.execute("COMMIT")
    kept |= {table: now[table] for table in written}


_kept: dict[str, sqlite3.Connection | None] = {}
# How each table of PostgreSQL looked when its rows were those that are kept.
_marked: dict[str, dict[str, str]] = {}
_untouched = ""
