"""Puts a worker's database back as the migrations left it, after a test that really committed.

Django's own way is `flush`, which append-only tables refuse, and which would take Wagtail's first page, site and
language away. A copy of the seeded rows is put back in milliseconds, and no guard of the product is lifted for it.
"""

import sqlite3

from django.db import connection


def keep():
    """Remember the rows as the migrations left them. Called once a worker, before the first test."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        _kept_file.clear()
        copy = sqlite3.connect(":memory:", check_same_thread=False)
        connection.connection.backup(copy)
        _kept_file.append(copy)
        return
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA IF EXISTS seed CASCADE")
        cursor.execute("CREATE SCHEMA seed")
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'CREATE TABLE seed."{table}" AS TABLE public."{table}"')


def restore():
    """Forget everything that was committed since `keep()`."""
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        _kept_file[0].backup(connection.connection)
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'seed'")
        tables = [table for (table,) in cursor.fetchall()]
        # As a replica the database fires no triggers: neither ours nor those that check foreign keys row by row.
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("TRUNCATE {} CASCADE".format(", ".join(f'public."{table}"' for table in tables)))
        for table in tables:
            cursor.execute(f'INSERT INTO public."{table}" SELECT * FROM seed."{table}"')
        cursor.execute("SET session_replication_role = DEFAULT")


_kept_file: list[sqlite3.Connection] = []
