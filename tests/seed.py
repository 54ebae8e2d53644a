"""Puts a worker's database back as it was kept, after a test that really committed.

Django's own way is `flush`, which append-only tables refuse, and which would take Wagtail's first page, site and
language away. A copy of the kept rows is put back in milliseconds, and no guard of the product is lifted for it.
"""

import sqlite3

from django.db import connection

MIGRATED = "migrated"


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
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        _kept[name].backup(connection.connection)
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = %s", [f"seed_{name}"])
        # As a replica the database fires no triggers: neither ours nor those that check foreign keys row by row.
        # Deleting few rows is quicker than TRUNCATE, which makes every table's files anew.
        put_back = [
            f'DELETE FROM public."{table}"; INSERT INTO public."{table}" SELECT * FROM seed_{name}."{table}"'
            for (table,) in cursor.fetchall()
        ]
        role = "SET session_replication_role"
        cursor.execute("; ".join([f"BEGIN; {role} = replica", *put_back, f"{role} = DEFAULT; COMMIT"]))


_kept: dict[str, sqlite3.Connection | None] = {}
