"""The clock runs what is due, once, whoever calls it; and one thing that fails holds up nothing else."""

import threading
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.utils import timezone
from wagtail.models import Page

from home.models import StandardPage
from operations import backups, clock, ticking
from operations.models import ClockRun
from operations.parts import modules
from tests.at_once import came_to
from tests.factories.pages import agreed


def run(*args):
    said, complained = StringIO(), StringIO()
    call_command("clock", *args, stdout=said, stderr=complained)
    return said.getvalue(), complained.getvalue()


@pytest.fixture
def due(monkeypatch):
    """`due(function, …)`: what the clock has to do for the site in this test, besides what the parts want."""
    return lambda *functions: monkeypatch.setattr(clock, "DUE", list(functions))


def test_every_part_with_a_clock_is_heard(db):
    assert {"operations", "portal.drafts"} <= set(modules("clock"))
    assert all(callable(function) for module in modules("clock").values() for function in module.DUE)


def test_it_writes_down_what_ran_and_when(db):
    began = timezone.now()

    assert run() == ("", "")

    assert ticking.last_ran() >= began
    rows = {row.name: row for row in ClockRun.objects.all()}
    assert set(rows) == {"clock"} | {name for name in rows if "." in name}
    assert rows["operations.publish_scheduled"].problem == ""
    assert rows["portal.drafts.let_old_answers_go"].ended_at >= began


def test_one_that_fails_is_named_and_the_others_run(db, due, caplog):
    ran = []

    def first():
        raise OperationalError("Mina's address is 3 Long Lane")

    def second():
        ran.append("second")

    due(first, second)
    _said, complained = run()

    assert ran == ["second"]
    assert "operations.first: OperationalError" in complained
    assert ClockRun.objects.get(name="operations.first").problem == "OperationalError"
    assert ClockRun.objects.get(name="clock").problem == "operations.first"
    assert not ClockRun.objects.filter(problem__contains="Lane").exists()


def test_a_second_clock_leaves_it_to_the_first(db, due):
    inner = []

    def slow():
        inner.append(ticking.tick())

    due(slow)
    ticking.tick()

    assert inner == [None]


def test_a_clock_that_was_cut_off_holds_the_others_up_for_minutes_only(db, due):
    ran = []

    def function():
        ran.append(1)

    due(function)
    ClockRun.objects.create(name=ticking.CLOCK, lent_until=timezone.now() + timedelta(minutes=1))
    assert ticking.tick() is None

    ClockRun.objects.update(lent_until=timezone.now() - timedelta(seconds=1))
    assert ticking.tick() is not None
    assert ran == [1]


def test_a_clock_that_lost_its_turn_stops_and_does_not_end_the_others_turn(db, due):
    elsewhere = timezone.now() + timedelta(minutes=3)
    ran = []

    def overtaken():
        ClockRun.objects.filter(name=ticking.CLOCK).update(lent_until=elsewhere)

    def next_one():
        ran.append(1)

    due(overtaken, next_one)
    ticking.tick()

    assert ran == []
    assert ClockRun.objects.get(name=ticking.CLOCK).lent_until == elsewhere


def test_what_needs_an_hour_between_gets_it_and_a_failure_is_tried_again_sooner(db, due):
    ran = []

    def hourly():
        ran.append(1)
        if len(ran) == 1:
            raise OSError

    hourly.every = timedelta(hours=1)
    due(hourly)
    for _minute in range(3):
        ticking.tick()
    assert len(ran) == 1

    ClockRun.objects.filter(name="operations.hourly").update(ended_at=timezone.now() - timedelta(minutes=11))
    for _minute in range(3):
        ticking.tick()
    assert len(ran) == 2

    ClockRun.objects.filter(name="operations.hourly").update(ended_at=timezone.now() - timedelta(minutes=61))
    ticking.tick()
    assert len(ran) == 3


@pytest.mark.django_db(transaction=True)
def test_clocks_at_the_same_moment_run_everything_once(due):
    ran = []

    def function():
        ran.append(1)
        threading.Event().wait(0.2)

    due(function)
    assert came_to(*[ticking.tick] * 4) == ["done"] * 4
    assert ran == [1]


def test_a_page_goes_live_at_the_time_somebody_chose(db):
    parent = Page.objects.filter(depth=2).first()
    page = StandardPage(title="Open evening", slug="open-evening", live=False)
    page.go_live_at = timezone.now() - timedelta(minutes=1)
    parent.add_child(instance=page)
    agreed(page.save_revision(approved_go_live_at=page.go_live_at))

    run()

    assert Page.objects.get(pk=page.pk).live


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("wanted", "backups_made"), [(True, 1), (False, 0)])
def test_a_daily_backup_is_made_where_it_is_wanted(settings, tmp_path, wanted, backups_made):
    settings.BACKUP_DIR, settings.BACKUP_DAILY = tmp_path, wanted

    ticking.tick()
    ticking.tick()

    assert len(backups.kept()) == backups_made


@pytest.mark.django_db(transaction=True)
def test_it_goes_on_when_the_database_was_away(due, monkeypatch, caplog):
    """`--every` keeps running: the next minute may be better. Ctrl-C ends it without a word."""
    pauses = []
    there, away = '"operations_clockrun"', '"somewhere_else"'
    renames = [f"ALTER TABLE {there} RENAME TO {away}", f"ALTER TABLE {away} RENAME TO {there}", "SELECT 1"]

    def pause(seconds):
        pauses.append(seconds)
        with connection.cursor() as cursor:
            cursor.execute(renames[len(pauses) - 1])
        if len(pauses) == 3:
            raise KeyboardInterrupt

    due()
    monkeypatch.setattr("time.sleep", pause)
    run("--every", "60")

    assert pauses == [60, 60, 60]
    assert "The clock will try again" in caplog.text
    assert ticking.last_ran() is not None
