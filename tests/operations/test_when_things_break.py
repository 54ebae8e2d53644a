"""Mail, disk or database away: a plain page, nothing half-written, and /healthz says so."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from operations import health, ticking
from operations.models import ClockRun
from portal.audit.models import Entry
from portal.audit.services import audited, record
from portal.members.models import User
from tests.factories.people import UserFactory
from tests.operations.conftest import BEHIND_A_PROXY, ask, gunicorn, manage

NOWHERE = "postgres://nobody@127.0.0.1:1/nothing"


@pytest.fixture(scope="module")
def without_database(production):
    with gunicorn(DATABASE_URL=NOWHERE, **production) as port:
        yield port


@pytest.mark.parametrize("path", ["/", "/accounts/login/", "/portal/"])
def test_with_the_database_away_people_read_a_plain_page(without_database, path):
    answer = ask(without_database, path, headers=BEHIND_A_PROXY | {"Cookie": "__Host-session=" + "a" * 32})

    assert answer.status in {500, 503}
    assert b"Something went wrong on our side" in answer.body
    assert b"OperationalError" not in answer.body
    assert b"127.0.0.1" not in answer.body
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_with_the_database_away_the_watcher_hears_of_it_and_no_more(without_database):
    answer = ask(without_database, "/healthz", headers=BEHIND_A_PROXY)

    assert (answer.status, answer.body) == (503, b"not ok")


def test_files_of_the_look_need_no_database(without_database, collected):
    sheet = next((collected / "css").glob("site.*.css"))
    assert ask(without_database, f"/static/css/{sheet.name}", headers=BEHIND_A_PROXY).status == 200


def test_all_is_well(db, client, django_assert_num_queries):
    ticking.tick()
    client.get("/healthz")

    with django_assert_num_queries(2):
        answer = client.get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok")
    assert "no-store" in answer.headers["Cache-Control"]
    assert health.problems() == []


@pytest.mark.parametrize("minutes", [11, None])
def test_a_clock_that_stopped_is_noticed(db, client, minutes):
    if minutes:
        ClockRun.objects.create(name="clock", ended_at=timezone.now() - timedelta(minutes=minutes))

    assert (client.get("/healthz").status_code, client.get("/healthz").content) == (503, b"not ok")
    with pytest.raises(CommandError, match="The clock has not run for ten minutes"):
        call_command("health")


def test_a_full_disk_is_noticed(db, client, settings):
    ticking.tick()
    settings.DISK_FLOOR = 2**60

    assert client.get("/healthz").status_code == 503
    with pytest.raises(CommandError, match="MB are free"):
        call_command("health")


def test_changes_of_the_database_that_wait_are_noticed(db, client, monkeypatch):
    monkeypatch.setattr(health, "_known_as_migrated", [])
    ticking.tick()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'operations'")

    assert client.get("/healthz").status_code == 503
    with pytest.raises(CommandError, match=r"waits for `manage.py migrate`"):
        call_command("health")


def test_only_reading_is_possible_there(client):
    assert client.post("/healthz").status_code == 405


@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_full_keeps_nothing_by_halves():
    """What a service writes and the trail of it stay together, also when there is room for one of them only."""
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite can be told to be full")
    UserFactory()
    people, entries = User.objects.count(), Entry.objects.count()
    with connection.cursor() as cursor:
        cursor.execute("SELECT page_count FROM pragma_page_count()")
        cursor.execute(f"PRAGMA max_page_count = {cursor.fetchone()[0]}")
    try:
        with pytest.raises(Exception, match="full"), audited():
            UserFactory()
            for number in range(1000):
                record("tests.filled", subject=f"page:{number}", words="x" * 1000)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA max_page_count = 1073741823")

    assert (User.objects.count(), Entry.objects.count()) == (people, entries)


def test_a_command_says_that_the_database_is_away(production):
    done = manage("health", DATABASE_URL=NOWHERE, **production)

    assert done.returncode == 1
    assert "The database does not answer." in done.stderr
