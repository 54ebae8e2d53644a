"""What is to be paid, as a file; and whether the books hold together."""

import csv
from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from portal.audit.models import Entry as Trail
from portal.members.services import erase_person
from portal.notices.models import Notice
from portal.reciprocity.models import Cost, Entry, Giving, Offer
from portal.reciprocity.services import add_up, ledger, left_of, problems, set_way, take_back
from portal.today import facts
from tests.factories.people import UserFactory
from tests.factories.reciprocity import answered, approved, budget, fresh, got, paid, reward
from tests.portal.members.door import words

pytestmark = pytest.mark.django_db
FILE, ALL = (f"/portal/give-and-get/{name}" for name in ("to-pay/file/", "all/"))


@pytest.fixture
def cora():
    return UserFactory(known_as="Cora", groups=["Coordinators"])


@pytest.fixture
def mina():
    return UserFactory(known_as="Mina")


@pytest.fixture
def browser(client, cora):
    client.force_login(cora)
    return client


# --- What is to be paid
def taken(browser) -> list[list[str]]:
    answer = browser.post(FILE, {"key": uuid4()})
    assert answer["Cache-Control"] == "no-store"
    return list(csv.reader(StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))[1:]


def test_the_file_says_who_gets_how_much_how_and_by_when(browser, mina, cora):
    art = budget(by=cora)
    by_when = timezone.localdate() + timedelta(days=3)
    first = answered(mina, by=cora, by_when=by_when, says="less", takes_pence=1_250, budget=art)
    away = answered(mina, by=cora, by_when=by_when, says="away", goes_to="=the food bank")
    bus = approved(mina, by=cora)
    set_way(kind=bus.kind, way="cash", counts_as="people", by=cora)
    own = answered(cora, by=UserFactory(groups=["Payers"]), works="fee", by_when=by_when + timedelta(days=40))
    for other in (reward(mina, by=cora), got(mina, by=cora), answered(mina, by=cora, works="thing")):
        assert other.pk
    answered(mina, by=cora, says="no")
    assert taken(browser) == [
        [first.about, "Mina", "Voucher", "12.50", "bought and handed on", str(by_when), "The art group", ""],
        [away.about, "'=the food bank", "Voucher", "20.00", "bought and handed on", str(by_when), "", ""],
        [bus.about, "Mina", "Bus, tram or train", "4.60", "petty cash", str(bus.by_when), "", ""],
        [own.about, "Cora", "Fee", "20.00", "", str(by_when + timedelta(days=40)), "", ""],
    ]


def test_that_it_was_taken_stands_in_the_trail_without_a_word(browser, mina, cora):
    answered(mina, by=cora)
    taken(browser)
    entry = Trail.objects.get(verb="reciprocity.payments_taken")
    assert (entry.by, entry.detail, entry.subject) == (cora, {}, "reciprocity:payments")


def test_nothing_is_taken_by_looking(browser):
    assert browser.get(FILE).status_code == 405


@pytest.mark.parametrize("many", [1, 12])
def test_the_file_costs_the_same_for_one_and_twelve(browser, cora, many, django_assert_num_queries):
    for _n in range(many):
        answered(UserFactory(), by=cora)
        approved(UserFactory(), by=cora)
    taken(browser)
    with django_assert_num_queries(13):
        taken(browser)


def test_what_is_late_is_said_without_reproach(browser, mina, cora):
    today = timezone.localdate()
    late, soon = (answered(mina, by=cora, by_when=today + timedelta(days=days)) for days in (-1, 0))
    page = words(browser.get(ALL))
    assert page.count("it was meant for") == 1
    assert page.index(f"/{late.pk}/give/") < page.index(f"/{soon.pk}/give/")


# --- The books
def books() -> str:
    return next(fact.words for fact in facts() if fact.label == "The books")


def test_books_that_hold_together(mina, cora, capsys):
    art = budget(by=cora)
    got(mina, by=cora, budget=art)
    paid(mina, by=cora)
    got(mina, by=cora, works="thing")
    got(mina, by=cora, says="away", goes_to="the food bank")
    take_back(thing=got(mina, by=cora, budget=art), why="By mistake.", by=cora)
    assert list(problems()) == []
    call_command("verify_ledger")
    assert "The books hold together: 5 postings" in capsys.readouterr().out
    assert (add_up(), books()) == (True, "They add up.")


def broken(name, made, cora):
    """One thing done behind the back of the services."""
    giving, account = made.given, ledger.account_of(made.person)
    if name == "amount":
        Giving.objects.filter(pk=giving.pk).update(pence=1)
    elif name == "no posting":
        Giving.objects.filter(pk=giving.pk).update(posting=None)
    elif name == "taken back":
        Giving.objects.filter(pk=giving.pk).update(undone_at=timezone.now(), undone_by=cora)
    elif name == "reversed":
        ledger.reverse(posting=giving.posting, by=cora)
    elif name == "no amount":
        Giving.objects.filter(pk=giving.pk).update(pence=None)
    elif name == "nothing given":
        moves = {ledger.account(ledger.ORGANISATION): -500, account: 500}
        ledger.post(key="by hand", what="given.fee", unit="pence", moves=moves, by=cora)
    elif name == "no budget":
        Offer.objects.filter(pk=made.offer_id).update(budget=None)


SAYS = {
    "amount": "is of 1 pence",
    "no posting": "is not in the ledger",
    "taken back": "was taken back, and posting",
    "reversed": "stands, and posting",
    "no amount": "has no amount",
    "nothing given": "is of nothing that was given",
    "no budget": "0 pence were given, and its account says 2000",
}


@pytest.mark.parametrize("name", SAYS)
def test_what_does_not_hold_together_is_said(mina, cora, name, capsys):
    broken(name, got(mina, by=cora, budget=budget(by=cora)), cora)
    found = list(problems())
    assert [problem for problem in found if SAYS[name] in problem], found
    with pytest.raises(CommandError, match="where the books do not hold together"):
        call_command("verify_ledger")
    assert SAYS[name] in capsys.readouterr().err
    assert "Mina" not in " ".join(found)


# --- Of somebody who has left for good --------------------------------------------------------------------------------
@pytest.mark.parametrize("make", [got, paid])
def test_what_they_never_got_is_taken_back_without_a_word_about_them(browser, mina, cora, make):
    art = budget(by=cora)
    made = make(mina, by=cora, **({"budget": art} if make is got else {}))
    if make is paid:
        Cost.objects.update(budget=art)
    account, giving = ledger.account_of(mina), made.given
    erase_person(person=mina, by=None)
    where = (
        f"/portal/give-and-get/{made.pk}/take-back/" if make is got else f"/portal/give-and-get/costs/{made.pk}/undo/"
    )
    form = browser.get(where).context["form"]
    assert set(form.fields) == {"key", "seen"}
    sent = {"key": uuid4(), "seen": form.initial["seen"], "why": "She lives in Elm Road now."}
    assert browser.post(where, sent).status_code == 302
    giving.refresh_from_db()
    assert (bool(giving.undone_at), giving.undone_by, giving.undone_why) == (True, cora, "")
    assert Entry.objects.balance(account, "pence") == 0
    assert not Notice.objects.filter(person=mina).exists()
    assert add_up()
    for page in (ALL, "/portal/today/"):
        assert "a former member" not in words(browser.get(page)), "nobody is to give it to them"
    assert left_of(art) == art.pence
    made = fresh(made)
    for verb in ("give", "say_missing", "say_it_came", "withdraw", "approve", "choose_budget", "take_back"):
        assert not cora.has_perm(f"reciprocity.{verb}", made), verb


def test_what_stands_of_them_can_only_be_taken_back(mina, cora):
    made = got(mina, by=cora)
    erase_person(person=mina, by=None)
    made = fresh(made)
    verbs = ("take_back", "give", "say_missing", "say_it_came", "withdraw", "write_answer_down")
    assert {verb for verb in verbs if cora.has_perm(f"reciprocity.{verb}", made)} == {"take_back"}


def test_a_cost_that_was_taken_back_before_they_left_is_nobodys_to_pay(browser, mina, cora):
    made, art = paid(mina, by=cora), budget(by=cora)
    take_back(thing=made, why="It was lost.", by=cora)
    Cost.objects.update(budget=art)
    erase_person(person=mina, by=None)
    assert left_of(art) == art.pence
    assert b"cost:" not in b"".join(browser.post(FILE).streaming_content)
    assert "a former member" not in words(browser.get(ALL))
