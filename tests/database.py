"""The suite's databases: migrated once, kept until a migration changes, and copied for every worker.

Migrating takes half a minute, copying less than a second. Loaded as a plugin by tests/conftest.py, where it stands in
for pytest-django's own fixture; `--create-db` migrates again. `python -m tests.database` migrates before anybody waits.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path

import django
import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection

KEPT = settings.BASE_DIR / "var"
# What a migrated database comes from, besides the migrations: code that writes to it once they have run.
AFTERWARDS = ("append_only", "post_migrate")


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker, django_db_createdb):
    """A worker's own copy of the migrated database, dropped at the end."""
    take, drop = _ways()
    with django_db_blocker.unblock():
        name = take(anew=django_db_createdb)
    yield
    with django_db_blocker.unblock():
        connection.close()
        drop(name)


def pytest_unconfigure():
    shutil.rmtree(settings.VAR_DIR, ignore_errors=True)


def _ways():
    return {"sqlite": (_sqlite, _drop_sqlite), "postgresql": (_postgresql, _drop_postgresql)}[connection.vendor]


def fingerprint() -> str:
    """Changes when a migrated database would come out differently."""
    folders = [Path(app.path) for app in apps.get_app_configs()]
    files = {file for folder in folders for file in folder.glob("migrations/*.py")}
    for file in {file for folder in folders for pattern in ("*.py", "models/*.py") for file in folder.glob(pattern)}:
        if any(word in file.read_text() for word in AFTERWARDS):
            files.add(file)
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(str(file).encode() + file.read_bytes())
    return digest.hexdigest()[:12]


@contextmanager
def _one_at_a_time():
    KEPT.mkdir(exist_ok=True)
    with (KEPT / f"test-template-{connection.vendor}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _use(name):
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = str(name)


# --- SQLite: a file ---------------------------------------------------------------------------------------------------
def _sqlite(*, anew):
    template = KEPT / f"test-template-{fingerprint()}.sqlite3"
    with _one_at_a_time():
        if anew or not template.exists():
            _make_sqlite(template)
        copy = settings.VAR_DIR / "alongside.sqlite3"
        shutil.copyfile(template, copy)
    _use(copy)
    return copy


def _make_sqlite(template):
    for old in KEPT.glob("test-template-*.sqlite3"):
        old.unlink()
    migrated = settings.VAR_DIR / "migrated.sqlite3"
    _use(migrated)
    call_command("migrate", verbosity=0)
    connection.close()
    half = template.with_suffix(".half")
    half.unlink(missing_ok=True)
    with closing(sqlite3.connect(migrated)) as database:
        database.execute("VACUUM INTO ?", [str(half)])
    half.rename(template)
    migrated.unlink()


def _drop_sqlite(name):
    """Nothing to do: the run's folder goes with everything in it."""


# --- PostgreSQL: CREATE DATABASE … TEMPLATE ---------------------------------------------------------------------------
def _postgresql(*, anew):
    first = settings.DATABASES["default"]["NAME"]
    template, copy = f"{first}_template_{fingerprint()}", f"{first}_test_{os.getpid()}"
    with _one_at_a_time(), _server() as server:
        there = {name for (name,) in server.execute("SELECT datname FROM pg_database")}
        if anew or template not in there:
            _make_postgresql(server, first, template, there)
        server.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{template}"')
        # Nobody misses it after a power cut, and waiting for the disk takes longer than many a test.
        server.execute(f'ALTER DATABASE "{copy}" SET synchronous_commit = off')
    _use(copy)
    return copy


def _make_postgresql(server, first, template, there):
    half = f"{first}_half"
    used = {name for (name,) in server.execute("SELECT datname FROM pg_stat_activity")}
    for name in there - used:
        if name == half or name.startswith((f"{first}_template_", f"{first}_test_")):
            server.execute(f'DROP DATABASE IF EXISTS "{name}"')
    server.execute(f'CREATE DATABASE "{half}"')
    _use(half)
    call_command("migrate", verbosity=0)
    connection.close()
    server.execute(f'ALTER DATABASE "{half}" RENAME TO "{template}"')


def _drop_postgresql(name):
    with _server() as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _server():
    known = settings.DATABASES["default"]
    return psycopg.connect(
        host=known["HOST"],
        port=known["PORT"] or None,
        user=known["USER"],
        password=known["PASSWORD"],
        dbname="postgres",
        autocommit=True,
    )


if __name__ == "__main__":
    django.setup()
    take, drop = _ways()
    drop(take(anew=False))
    pytest_unconfigure()
