"""Several who press at the same moment, and many who write the ledger. Real connections, real threads."""

import random
from collections import Counter
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from portal.members.services import erase_person
from portal.reciprocity import services
from portal.reciprocity.models import Account, Entry, Giving, Offer, Posting, TimeTransfer
from portal.reciprocity.services import ledger
from tests.at_once import came_to
from tests.effort import RACES, THOROUGH
from tests.factories.people import UserFactory
from tests.factories.reciprocity import answered, approved, budget, cost, fresh, hours, kind, paid, reward

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
PENCE = Entry.Unit.PENCE
WRITERS, WRITTEN = 32, 200 if THOROUGH else 20
SPENT, AGAIN, UNEVEN = 4, 0.2, 0.02


@pytest.fixture
def cora():
    return UserFactory(groups=["Coordinators"])


@pytest.fixture
def helen():
    return UserFactory(groups=["Payers"])


def test_many_writers_leave_a_ledger_that_comes_to_nothing(cora):
    """Each writes so many; one in five repeats an earlier key with another amount, and one in fifty is uneven."""
    accounts = [ledger.account(f"fund:{number}") for number in range(8)]
    written: dict[str, set] = {}
    refused = Counter()

    def write(number):
        dice, mine = random.Random(number), []
        for _time in range(WRITTEN):
            giver, receiver = dice.sample(accounts, 2)
            amount, key = dice.randrange(1, 9_999), f"{number}:{uuid4()}"
            if mine and dice.random() < AGAIN:
                key = dice.choice(mine)
            uneven = 1 if dice.random() < UNEVEN else 0
            moves = {giver: -amount, receiver: amount + uneven}
            try:
                posting = ledger.post(key=key, what="given.fee", unit=PENCE, moves=moves, by=cora)
            except ledger.Unbalanced:
                refused[number] += 1
            else:
                mine.append(key)
                written.setdefault(key, set()).add(posting.pk)

    came = came_to(*(lambda number=number: write(number) for number in range(WRITERS)))
    assert came == ["done"] * WRITERS
    assert not Entry.objects.imbalances()
    assert sum(Entry.objects.balance(one, PENCE) for one in Account.objects.all()) == 0
    assert {key: len(found) for key, found in written.items()} == dict.fromkeys(written, 1), (
        "a replay had another answer"
    )
    assert Posting.objects.count() == len(written)
    assert sum(refused.values()) > 0, "nothing uneven was tried"
    assert Entry.objects.count() == 2 * Posting.objects.count()


def test_the_same_key_from_many_at_once_is_one_posting(cora):
    giver, receiver = ledger.account(ledger.ORGANISATION), ledger.account(ledger.OUTSIDE)
    for number in range(RACES):
        moves, found = {giver: -500, receiver: 500}, []

        def write(number=number, moves=moves, found=found):
            found.append(ledger.post(key=f"key {number}", what="given.fee", unit=PENCE, moves=moves, by=cora).pk)

        assert came_to(*[write] * SPENT) == ["done"] * SPENT
        assert len(set(found)) == 1
    assert Entry.objects.balance(receiver, PENCE) == 500 * RACES


def test_an_entry_that_comes_while_its_posting_is_written_is_refused(cora):
    """Neither transaction sees the other: they wait for one another by the posting's number."""
    giver, receiver = ledger.account(ledger.ORGANISATION), ledger.account(ledger.OUTSIDE)
    for _repeat in range(RACES):
        number = uuid4()

        def write(number=number):
            with transaction.atomic():
                Entry.objects.bulk_create(entries(number, (giver, -500), (receiver, 500)))
                Posting(pk=number, key=str(number), what="x", on=timezone.localdate(), by=cora).save(force_insert=True)

        def slip_one_in(number=number):
            with transaction.atomic():
                Entry.objects.bulk_create(entries(number, (receiver, 1)))

        came = came_to(write, slip_one_in)
        assert came[1] == IntegrityError.__name__
        assert not Entry.objects.imbalances()


def entries(number, *moves):
    return [Entry(posting_id=number, account=account, unit=PENCE, amount=amount) for account, amount in moves]


def test_two_who_offer_to_those_of_one_meeting_wait_for_one_another(cora, helen):
    """Some of the same people, and an activity that neither has made yet."""
    for number in range(RACES):
        one, two, three = UserFactory.create_batch(3)
        what = {"title": "Tuesday", "subject": f"meeting:{number + 1}", "rewards": [{"kind": kind(), "pence": 500}]}
        came = came_to(
            lambda what=what, people=[one, two]: services.offer_to_each(people=people, by=cora, **what),
            lambda what=what, people=[two, three]: services.offer_to_each(people=people, by=helen, **what),
        )
        assert came == ["done", "done"]
        assert Offer.objects.filter(activity__subject=what["subject"]).count() == 3


def test_an_older_look_writes_nothing(cora):
    giver, receiver = ledger.account(ledger.ORGANISATION), ledger.account(ledger.OUTSIDE)
    with pytest.raises(IntegrityError), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        Entry.objects.bulk_create(entries(uuid4(), (giver, -500), (receiver, 500)))


def test_two_who_say_yes_to_one_cost_say_it_once(cora, helen):
    for _repeat in range(RACES):
        made = cost(UserFactory())
        came = came_to(*(lambda by=by, made=made: services.approve(cost=fresh(made), by=by) for by in (cora, helen)))
        assert sorted(came) == ["TooLate", "done"]


def test_two_who_pay_one_cost_pay_it_once(cora, helen):
    for _repeat in range(RACES):
        mina = UserFactory()
        made = cost(mina)
        services.approve(cost=made, by=cora)
        came = came_to(*(lambda by=by, made=made: pay(made, by) for by in (cora, helen)))
        assert sorted(came) == ["TooLate", "done"]
        assert Entry.objects.balance(ledger.account_of(mina), PENCE) == made.pence


def pay(made, by):
    services.give(thing=fresh(made), on=timezone.localdate(), how="paid", by=by)


def test_a_no_and_a_giving_at_once_are_one_of_both(cora):
    for _repeat in range(RACES):
        mina = UserFactory()
        made = answered(mina, by=cora)
        came = came_to(
            lambda made=made, mina=mina: services.answer(reward=fresh(made), answer="no", by=mina),
            lambda made=made: pay(made, cora),
        )
        assert "done" in came
        given = fresh(made).given_id is not None
        assert (Entry.objects.balance(ledger.account_of(mina), PENCE) == 2_000) is given
        assert fresh(made).answer == ("yes" if given else "no")


def test_taken_back_by_two_it_is_reversed_once(cora, helen):
    for _repeat in range(RACES):
        mina = UserFactory()
        made = paid(mina, by=cora)
        came = came_to(
            *(
                lambda by=by, made=made: services.take_back(thing=fresh(made), why="Pressed by mistake.", by=by)
                for by in (cora, helen)
            )
        )
        assert sorted(came) == ["TooLate", "done"]
        assert Entry.objects.balance(ledger.account_of(mina), PENCE) == 0
        assert Giving.objects.filter(cost=made, undone_at=None).count() == 0


def test_whoever_leaves_while_they_are_given_something_leaves_even_books(cora):
    for _repeat in range(RACES):
        mina = UserFactory()
        made = answered(mina, by=cora)
        came = came_to(lambda mina=mina: erase_person(person=mina, by=None), lambda made=made: pay(made, cora))
        assert came[0] == "done"
        assert not Entry.objects.imbalances()


def test_the_last_of_a_budget_offered_twice_is_offered_once(cora, helen):
    for _repeat in range(RACES):
        of = budget(by=cora, pence=2_000)
        people = UserFactory(), UserFactory()
        pairs = zip((cora, helen), people, strict=True)
        came = came_to(*(lambda by=by, who=who, of=of: reward(who, by=by, budget=of) for by, who in pairs))
        assert sorted(came) == ["BeyondBudget", "done"]
        assert services.left_of(of) == 0


def test_a_yes_after_all_and_an_offer_of_the_last_are_one_of_both(cora):
    for _repeat in range(RACES):
        of, mina, other = budget(by=cora, pence=2_000), UserFactory(), UserFactory()
        made = answered(mina, by=cora, says="no", budget=of)
        cost_of = approved(UserFactory(), by=cora, pence=2_000, no_receipt_because="Lost.")
        came = came_to(
            lambda made=made, mina=mina: services.answer(reward=fresh(made), answer="yes", by=mina),
            lambda other=other, of=of: reward(other, by=cora, budget=of),
            lambda of=of, cost_of=cost_of: services.choose_budget(cost=fresh(cost_of), budget=of, by=cora),
        )
        assert came.count("done") == 1
        assert set(came) - {"done"} <= {"NotEnoughLeft", "BeyondBudget"}
        assert services.left_of(of) == 0
    assert not list(services.problems())


# --- Hours ------------------------------------------------------------------------------------------------------------
def test_hours_that_are_sent_by_many_presses_at_once_move_once(cora):
    for number in range(RACES):
        mina = UserFactory()
        came = came_to(*[lambda mina=mina, number=number: hours(cora, mina, key=f"press {number}")] * SPENT)
        assert came == ["done"] * SPENT
        assert services.minutes_of(mina) == 120
        assert TimeTransfer.objects.filter(to=mina).count() == 1


def test_the_last_hour_of_the_pot_is_given_to_one_of_two(cora, helen):
    for _repeat in range(RACES):
        hours(UserFactory(), minutes=60)
        wes, sol = UserFactory(), UserFactory()
        came = came_to(
            lambda wes=wes: hours(cora, wes, minutes=60, from_pot=True),
            lambda sol=sol: hours(helen, sol, minutes=60, from_pot=True),
        )
        assert sorted(came) == ["NotInThePot", "done"]
        assert services.minutes_in_pot() == 0
    assert not list(services.problems())


def test_taken_back_from_the_pot_and_handed_on_at_once_are_one_of_both(cora):
    for _repeat in range(RACES):
        mina, wes = UserFactory(), UserFactory()
        given = hours(mina, minutes=60)
        came = came_to(
            lambda mina=mina, given=given: services.take_hours_back(transfer=given, why="By mistake.", by=mina),
            lambda wes=wes: hours(cora, wes, minutes=60, from_pot=True),
        )
        assert sorted(came) == ["NotInThePot", "done"]
        assert services.minutes_in_pot() == 0


def test_hours_that_go_back_from_both_sides_go_back_once():
    for _repeat in range(RACES):
        mina, wes = UserFactory(), UserFactory()
        made = hours(mina, wes)
        came = came_to(
            lambda mina=mina, made=made: services.take_hours_back(transfer=fresh(made), why="By mistake.", by=mina),
            lambda wes=wes, made=made: services.hand_hours_back(transfer=fresh(made), by=wes),
        )
        assert sorted(came) == ["TooLate", "done"]
        assert (services.minutes_of(mina), services.minutes_of(wes)) == (0, 0)


def test_two_who_give_each_other_hours_wait_for_one_another_and_not_for_ever():
    for _repeat in range(RACES):
        mina, wes = UserFactory(), UserFactory()
        came = came_to(
            lambda mina=mina, wes=wes: hours(mina, wes, minutes=60),
            lambda mina=mina, wes=wes: hours(wes, mina, minutes=90),
        )
        assert came == ["done", "done"]
        assert services.minutes_of(mina) == 30


def test_whoever_leaves_while_they_get_hours_leaves_even_books_and_no_words(cora):
    for _repeat in range(RACES):
        mina = UserFactory()
        came = came_to(
            lambda mina=mina: erase_person(person=mina, by=None),
            lambda mina=mina: hours(cora, mina, what="The roof"),
        )
        assert came[0] == "done"
        assert came[1] in ("done", "HasLeft")
        assert not TimeTransfer.objects.filter(to=mina).exclude(what="").exists()
    assert not list(services.problems())
