from datetime import timedelta
from functools import partial

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from portal.audit import append_only
from portal.audit.models import Checkpoint, Entry, Head
from portal.audit.services import audited, let_go, problems, record
from tests.at_once import came_to
from tests.factories.people import UserFactory


@audited()
def write(*verbs, subject="page:1", by=None):
    for verb in verbs:
        record(verb, subject=subject, by=by, page=1)


def verbs(subject="page:1"):
    return list(Entry.objects.filter(subject=subject).order_by("number").values_list("number", "verb"))


@pytest.mark.django_db
def test_entries_are_numbered_and_hold_together():
    person = UserFactory()
    write("fixed", "undone", by=person)
    write("fixed")
    assert verbs() == [(1, "fixed"), (2, "undone"), (3, "fixed")]
    assert Entry.objects.get(number=2).previous == Entry.objects.get(number=1).digest
    assert list(problems()) == []


@pytest.mark.django_db
def test_a_failed_service_leaves_no_trail():
    def fail():
        with audited():
            record("fixed", subject="page:1")
            raise ValueError

    with pytest.raises(ValueError):
        fail()
    assert verbs() == []
    write("read")
    assert verbs() == [(1, "read")]


@pytest.mark.django_db
def test_what_a_failed_inner_block_recorded_is_forgotten():
    with audited():
        record("opened", subject="page:1")
        with pytest.raises(ValueError), audited():
            record("fixed", subject="page:1")
            raise ValueError
        record("closed", subject="page:1")
    assert verbs() == [(1, "opened"), (2, "closed")]


@pytest.mark.django_db
def test_recording_outside_a_service_is_refused():
    with pytest.raises(RuntimeError, match="audited"):
        record("fixed", subject="page:1")


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Entry, Checkpoint])
@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_refuses_changes(model, change):
    write("fixed")
    let_go(subject="page:1", before=timezone.now() - timedelta(days=1))
    Checkpoint.objects.create(subject="x", number=1, digest="d", made_at=timezone.now(), signature="s")
    table = model._meta.db_table
    sql = f"UPDATE {table} SET subject = 'y'" if change == "update" else f"DELETE FROM {table}"
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.django_db
def test_truncate_is_refused_too():
    if connection.vendor != "postgresql":
        return  # SQLite has no TRUNCATE; its DELETE is refused above
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE audit_entry")


@pytest.mark.django_db
def test_retention_leaves_a_signed_checkpoint_and_a_chain_that_holds():
    write("fixed", "undone")
    later = timezone.now() + timedelta(seconds=1)
    assert let_go(subject="page:1", before=later) == 2
    write("read")
    assert verbs() == [(3, "read")]
    assert list(problems()) == []


@pytest.mark.django_db
def test_retention_cannot_take_what_no_checkpoint_stands_for():
    write("fixed", "undone")
    first = Entry.objects.get(number=1)
    Checkpoint.objects.create(subject="page:1", number=1, digest=first.digest, made_at=timezone.now(), signature="s")
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Entry.objects.filter(number=2).delete()


def _without_guard(sql):
    """What somebody with the database in their hands could do."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
            cursor.execute(sql)
            cursor.execute("SET session_replication_role = DEFAULT")
        else:
            for name in ("audit_entry_no_update", "audit_entry_no_delete"):
                cursor.execute(f"DROP TRIGGER {name}")
            cursor.execute(sql)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("UPDATE audit_entry SET verb = 'praised' WHERE number = 2", "page:1: entry 2 was changed."),
        ("DELETE FROM audit_entry WHERE number = 2", "page:1: entry 2 is missing."),
        ("DELETE FROM audit_entry WHERE number = 3", "page:1: the chain ends at 2, not at 3."),
        ("UPDATE audit_head SET number = 2", "page:1: the chain ends at 3, not at 2."),
    ],
)
def test_verify_finds_a_meddled_trail(sql, found):
    write("fixed", "undone", "fixed")
    _without_guard(sql)
    assert found in list(problems())
    with pytest.raises(CommandError):
        call_command("verify_audit")


@pytest.mark.django_db
def test_verify_finds_a_chain_whose_end_was_removed():
    write("fixed")
    Head.objects.all().delete()
    assert list(problems()) == ["page:1: the end of the chain is missing."]


@pytest.mark.django_db
def test_a_missing_guard_is_found_and_put_back():
    with connection.cursor() as cursor:
        on = " ON audit_entry" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER audit_entry_no_update{on}")
    assert [error.id for error in append_only.check_triggers(None, databases=["default"])] == ["audit.E001"]
    append_only.install()
    assert append_only.check_triggers(None, databases=["default"]) == []


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_time_make_one_chain():
    def writer(n):
        for _turn in range(10):
            with audited():
                record("a", subject="page:1", n=n)
                record("b", subject="page:2", n=n)
                record("c", subject=f"page:{n + 10}", n=n)

    assert came_to(*(partial(writer, n) for n in range(8))) == ["done"] * 8
    assert [number for number, _verb in verbs("page:1")] == list(range(1, 81))
    assert [number for number, _verb in verbs("page:2")] == list(range(1, 81))
    assert list(problems()) == []
