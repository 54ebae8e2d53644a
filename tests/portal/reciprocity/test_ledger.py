"""The ledger: what moved comes to nothing, nothing is changed, and the same thing twice is once."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from portal.audit.append_only import missing
from portal.reciprocity.models import Account, Entry, Posting
from portal.reciprocity.services import ledger
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
PENCE, MINUTES = Entry.Unit.PENCE, Entry.Unit.MINUTES


@pytest.fixture
def by():
    return UserFactory()


@pytest.fixture
def accounts(by):
    return ledger.account(ledger.ORGANISATION), ledger.account_of(by)


def post(accounts, by, amount=2_000, key="one", unit=PENCE):
    giver, receiver = accounts
    return ledger.post(key=key, what="given.fee", unit=unit, moves={giver: -amount, receiver: amount}, by=by)


def balances(accounts, unit=PENCE):
    return [Entry.objects.balance(one, unit) for one in accounts]


def test_what_one_gives_the_other_gets(accounts, by):
    post(accounts, by)
    assert balances(accounts) == [-2_000, 2_000]
    assert balances(accounts, MINUTES) == [0, 0]


def test_the_same_key_again_answers_with_the_first(accounts, by):
    first = post(accounts, by)
    assert post(accounts, by, amount=9_900) == first
    assert balances(accounts) == [-2_000, 2_000]


def test_a_mistake_is_reversed_once_and_both_stay(accounts, by):
    posting = post(accounts, by)
    opposite = ledger.reverse(posting=posting, by=by)
    assert ledger.reverse(posting=posting, by=by) == opposite
    assert balances(accounts) == [0, 0]
    assert Posting.objects.count() == 2
    assert posting.reversed_by == opposite


@pytest.mark.parametrize(
    "moves", [{0: -2_000, 1: 1_999}, {0: 0, 1: 0}, {0: 2_000}, {}], ids=["not even", "nothing", "one side", "empty"]
)
def test_what_does_not_come_to_nothing_is_refused(accounts, by, moves):
    moves = {accounts[place]: amount for place, amount in moves.items()}
    with pytest.raises(ledger.Unbalanced):
        ledger.post(key="one", what="given.fee", unit=PENCE, moves=moves, by=by)
    assert (Posting.objects.count(), Entry.objects.count()) == (0, 0)


def entry(posting, account, amount, unit=PENCE):
    return Entry(posting_id=posting, account=account, amount=amount, unit=unit)


def posting(key, by):
    return Posting(pk=key, key=str(key), what="by.hand", on=timezone.localdate(), by=by)


def test_time_and_money_never_share_a_posting(accounts, by):
    number, (giver, receiver) = uuid4(), accounts
    pairs = [(giver, -5, PENCE), (receiver, 5, PENCE), (giver, -5, MINUTES), (receiver, 5, MINUTES)]
    Entry.objects.bulk_create(entry(number, account, amount, unit) for account, amount, unit in pairs)
    with pytest.raises(IntegrityError), transaction.atomic():
        posting(number, by).save(force_insert=True)
    Entry.objects.filter(posting_id=number).count()
    transaction.set_rollback(True)


def test_no_entry_is_added_to_a_posting_that_stands(accounts, by):
    standing = post(accounts, by)
    with pytest.raises(IntegrityError), transaction.atomic():
        Entry.objects.bulk_create([entry(standing.pk, accounts[0], -1), entry(standing.pk, accounts[1], 1)])
    assert balances(accounts) == [-2_000, 2_000]


@pytest.mark.parametrize("table", ["reciprocity_entry", "reciprocity_posting"])
@pytest.mark.parametrize("sql", ['UPDATE "{}" SET {} = {}', 'DELETE FROM "{}"'], ids=["update", "delete"])
def test_the_database_refuses_changes_by_hand(accounts, by, table, sql):
    post(accounts, by)
    column = ("amount", 1) if table == "reciprocity_entry" else ("what", "'x'")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.format(table, *column))
    assert balances(accounts) == [-2_000, 2_000]


@pytest.mark.parametrize("table", ["reciprocity_entry", "reciprocity_posting", "reciprocity_account"])
def test_no_row_is_put_in_the_place_of_another(accounts, by, table):
    """SQLite's INSERT OR REPLACE takes the old row away; PostgreSQL has an ON CONFLICT that updates it."""
    post(accounts, by)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")
        columns, row = [one[0] for one in cursor.description], cursor.fetchone()
    names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join(["%s"] * len(columns))
    changed = ", ".join(f'"{name}" = EXCLUDED."{name}"' for name in columns)
    sql = f"INSERT INTO {table} ({names}) VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {changed}"
    if connection.vendor == "sqlite":
        sql = f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({marks})"
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, row)
    assert balances(accounts) == [-2_000, 2_000]


def test_its_guards_are_there():
    assert missing() == set()


def test_it_sums_to_nothing_whatever_was_written(accounts, by):
    for number in range(5):
        post(accounts, by, amount=100 + number, key=f"key {number}")
    ledger.reverse(posting=Posting.objects.first(), by=by)
    assert not Entry.objects.imbalances()
    assert sum(balances(accounts)) == 0
    assert Account.objects.get(person=by) == accounts[1]
