"""Taking the whole database out and putting it back, on SQLite and on PostgreSQL, and a fingerprint of each table."""

import hashlib
import os
import re
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from django.db import connection, transaction

SUM = 2**256
# Where what a restore replaces stands until it is gone. PostgreSQL keeps a lock for everything that one transaction
# makes or drops: dropping the old and making the new in one takes more than a server has room for as it comes.
ASIDE = "replaced_by_restore"


class CannotCopy(Exception):
    """The database's own tools are missing, too old, or refused."""


def take_out(to: Path) -> dict[str, list]:
    """Write the database to the file `to`; returns the fingerprints of its tables at that very moment."""
    return {"sqlite": _take_out_sqlite, "postgresql": _take_out_postgresql}[connection.vendor](to)


def put_back(file: Path, extensions=()):
    """Replace the whole database by what `file` holds: all of it, or nothing of it."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as source:
            source.backup(connection.connection)
    else:
        _put_back_postgresql(file, extensions)
    connection.close()


def size() -> int:
    """About how many bytes a copy will take at most."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        else:
            cursor.execute("SELECT pg_database_size(current_database())")
        return cursor.fetchone()[0]


def fingerprints() -> dict[str, list]:
    """table → [rows, sum of the rows' SHA-256]: equal when the tables hold the same rows, in whatever order."""
    if connection.vendor == "sqlite":
        return _fingerprints_sqlite(connection.settings_dict["NAME"])
    return {table: _fingerprint(_rows_postgresql(table)) for table in sorted(connection.introspection.table_names())}


def extensions() -> list[str]:
    """What PostgreSQL was taught besides, such as pg_trgm: lives beside the tables and must be there before them."""
    if connection.vendor == "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT extname FROM pg_extension WHERE extname <> 'plpgsql' ORDER BY 1")
        return [name for (name,) in cursor.fetchall()]


def _fingerprint(rows) -> list:
    count = total = 0
    for row in rows:
        count += 1
        total += int.from_bytes(hashlib.sha256(row).digest(), "big")
    return [count, f"{total % SUM:064x}"]


# --- SQLite -----------------------------------------------------------------------------------------------------------
def _take_out_sqlite(to):
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(to)])
    return _fingerprints_sqlite(to)


def _fingerprints_sqlite(path):
    # A connection of its own: Django's turns dates and numbers into objects on the way.
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        tables = database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' "
            "AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
        )
        return {
            name: _fingerprint(repr(row).encode() for row in database.execute(f'SELECT * FROM "{name}"'))  # nosec B608
            for (name,) in tables.fetchall()
        }


# --- PostgreSQL -------------------------------------------------------------------------------------------------------
def _take_out_postgresql(to):
    dump = _tool("pg_dump")
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        # The dump and the fingerprints look at the same moment, whatever is written meanwhile.
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        _run([dump, "--format=custom", "--schema=public", f"--snapshot={snapshot}", f"--file={to}"])
        return fingerprints()


def _put_back_postgresql(file, extensions):
    script = file.with_name("database.sql")
    _run([_tool("pg_restore"), "--schema=public", "--no-owner", "--no-privileges", f"--file={script}", str(file)])
    drop_replaced()
    first = [f"ALTER SCHEMA public RENAME TO {ASIDE}", "CREATE SCHEMA public"]
    first += [f'ALTER EXTENSION "{name}" SET SCHEMA public' for name in _extensions_among_the_tables()]
    first += [f'CREATE EXTENSION IF NOT EXISTS "{name}"' for name in extensions]
    connection.close()
    _run(
        [_tool("psql"), "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"]
        + [f"--command={statement}" for statement in first]
        + [f"--file={script}"]
    )
    drop_replaced()


def drop_replaced():
    """Drop what a restore replaced, a table at a time, also where it was cut off before it could."""
    if connection.vendor == "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [ASIDE])
        for (table,) in cursor.fetchall():
            cursor.execute(f'DROP TABLE IF EXISTS {ASIDE}."{table}" CASCADE')
        cursor.execute(f"DROP SCHEMA IF EXISTS {ASIDE} CASCADE")


def _extensions_among_the_tables():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT extname FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace "
            "WHERE nspname = 'public' ORDER BY 1"
        )
        return [name for (name,) in cursor.fetchall()]


def _rows_postgresql(table):
    statement = f'COPY (SELECT * FROM public."{table}") TO STDOUT'  # nosec B608
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        yield from (bytes(row) for row in copy)


def _tool(name) -> str:
    """PostgreSQL's own programme, if it is here and not older than the server: an older one cannot read it."""
    path = shutil.which(name)
    needed = connection.pg_version // 10000
    hint = f"Install PostgreSQL's client programmes, version {needed} or newer (Debian: postgresql-client-{needed})."
    if path is None:
        raise CannotCopy(f"{name} is not on this machine. {hint}")
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=True).stdout
    if int(re.search(r"\d+", said)[0]) < needed:
        raise CannotCopy(f"{name} is older than the database. {hint}")
    return path


def _run(command):
    done = subprocess.run(command, capture_output=True, env=os.environ | _address(), check=False)
    if done.returncode:
        words = done.stderr.decode(errors="replace").strip().splitlines()
        raise CannotCopy(f"{Path(command[0]).name} stopped: {words[0] if words else done.returncode}")


def _address() -> dict[str, str]:
    """Where the database is, in the environment: a password among the arguments could be read by everyone here."""
    known = connection.settings_dict
    named = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD", "NAME": "PGDATABASE"}
    address = {variable: str(known[key]) for key, variable in named.items() if known.get(key)}
    options = {"sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "service": "PGSERVICE", "passfile": "PGPASSFILE"}
    given = known.get("OPTIONS", {})
    return address | {variable: str(given[key]) for key, variable in options.items() if key in given}
