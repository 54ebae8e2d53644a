"""An offer before the work, an answer without a reason, and what is given once, by somebody else."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.audit.models import Entry as Trail
from portal.members.services import erase_person
from portal.notices.models import Notice
from portal.reciprocity.models import Activity, Entry, Giving, Offer, Policy, Posting, Reward
from portal.reciprocity.services import (
    NotSaidYes,
    NotTheirOwn,
    TooLate,
    answer,
    give,
    ledger,
    offer_to_each,
    say_it_came,
    say_missing,
    set_policy,
    take_back,
    withdraw,
)
from portal.reciprocity.services.giving import OwnWord, SomebodyElse
from portal.reciprocity.services.offering import OfferedAlready
from portal.reciprocity.stages import by_stage
from portal.reciprocity.statement import statement_of, tax_year
from portal.reciprocity.waiting import for_payers
from tests.factories.people import UserFactory
from tests.factories.reciprocity import answered, fresh, got, kind, reward

pytestmark = pytest.mark.django_db
PENCE = Entry.Unit.PENCE


@pytest.fixture
def cora():
    return UserFactory(known_as="Cora", groups=["Coordinators"])


@pytest.fixture
def mina():
    return UserFactory(known_as="Mina")


def balance(person):
    return Entry.objects.balance(ledger.account_of(person), PENCE)


def given(made, by, **how):
    return give(**{"thing": made, "on": timezone.localdate(), "how": "hand", "by": by} | how)


def test_an_offer_is_told_with_the_words_on_benefits(mina, cora):
    set_policy(adviser="Jo at the law centre, 01632 960 001", days_to_pay=10, no_receipt_pence=500, by=cora)
    made = reward(mina, by=cora)
    assert str(made) == "£20 voucher (Tesco)"
    notice = Notice.objects.get(person=mina, about=made.about)
    assert "Vouchers can affect benefits" in notice.words
    assert "01632 960 001" in notice.words


def test_what_is_not_money_says_nothing_of_benefits(mina, cora):
    made = reward(mina, by=cora, works="thing", what="food hygiene")
    assert "benefits" not in Notice.objects.get(about=made.about).words


def test_whoever_says_yes_is_told_by_when(mina, cora):
    set_policy(adviser="", days_to_pay=10, no_receipt_pence=500, by=cora)
    made = answered(mina, by=cora, day=date(2031, 3, 1))
    assert made.by_when == date(2031, 3, 11)
    assert made.state == "yes"


def test_given_it_stands_in_the_ledger_and_in_the_statement(mina, cora):
    made = answered(mina, by=cora)
    given(made, cora, how="code", code="GIFT-123")
    assert fresh(made).state == "given"
    assert balance(mina) == 2_000
    assert Entry.objects.balance(ledger.account(ledger.ORGANISATION), PENCE) == -2_000
    today = timezone.localdate()
    statement = statement_of(mina, today, today)
    assert (statement.total, [str(one.thing.kind) for one in statement.income]) == (2_000, ["Voucher"])
    assert statement_of(cora, today, today).income == []


def test_less_is_what_is_given(mina, cora):
    made = answered(mina, by=cora, says="less", takes_pence=500)
    given(made, cora)
    assert balance(mina) == 500


def test_what_goes_to_somebody_else_is_nobodys_income(mina, cora):
    made = answered(mina, by=cora, says="away", goes_to="the food bank")
    given(made, cora)
    assert balance(mina) == 0
    assert Entry.objects.balance(ledger.account(ledger.OUTSIDE), PENCE) == 2_000
    today = timezone.localdate()
    assert statement_of(mina, today, today).income == []


def test_a_thing_without_an_amount_moves_no_money(mina, cora):
    made = got(mina, by=cora, works="thing", what="food hygiene")
    today = timezone.localdate()
    statement = statement_of(mina, today, today)
    assert (statement.total, [one.thing for one in statement.others]) == (0, [made])
    assert not Posting.objects.exists()


def test_an_answer_may_change_until_it_is_given(mina, cora):
    made = answered(mina, by=cora, says="less", takes_pence=500)
    answer(reward=made, answer="no", by=mina)
    assert (fresh(made).state, fresh(made).takes_pence) == ("no", None)
    with pytest.raises(NotSaidYes):
        given(fresh(made), cora)
    answer(reward=made, answer="yes", by=mina)
    given(fresh(made), cora)
    with pytest.raises(TooLate):
        answer(reward=fresh(made), answer="no", by=mina)


def test_which_answer_it_was_stands_nowhere_in_the_trail(mina, cora):
    answered(mina, by=cora, says="less", takes_pence=500)
    assert [one.detail for one in Trail.objects.filter(verb="reciprocity.answered")] == [{}]


def test_nobody_gives_to_themselves(cora):
    sol = UserFactory(groups=["Payers"])
    made = answered(cora, by=sol)
    for verb in (given, lambda made, by: withdraw(reward=made, why="Too dear.", by=by)):
        with pytest.raises(NotTheirOwn):
            verb(made, cora)
    given(made, sol)
    with pytest.raises(NotTheirOwn):
        take_back(thing=fresh(made), why="mine", by=cora)
    with pytest.raises(IntegrityError), transaction.atomic():
        Giving.objects.create(reward=made, person=cora, on=timezone.localdate(), how="hand", by=cora)


def test_it_is_given_once(mina, cora):
    made = answered(mina, by=cora)
    given(made, cora)
    with pytest.raises(TooLate):
        given(made, cora)
    assert balance(mina) == 2_000


def test_what_did_not_arrive_is_put_right_and_given_again(mina, cora):
    made = got(mina, by=cora)
    say_missing(thing=made, by=mina)
    assert fresh(made).state == "missing"
    take_back(thing=fresh(made), why="It was lost in the post.", by=cora)
    assert (fresh(made).state, balance(mina)) == ("yes", 0)
    assert "lost in the post" in Notice.objects.get(person=mina, about=made.about).words
    given(fresh(made), cora)
    assert balance(mina) == 2_000
    assert Posting.objects.count() == 3
    say_missing(thing=fresh(made), by=mina)
    say_it_came(thing=fresh(made), by=mina)
    assert fresh(made).state == "given"


def test_what_is_not_offered_any_more_is_told_and_cannot_be_answered(mina, cora):
    made = reward(mina, by=cora)
    withdraw(reward=made, why="The day is called off.", by=cora)
    told = Notice.objects.get(person=mina, about=made.about)
    assert told.title.startswith("Not offered any more")
    assert "The day is called off." in told.words
    for says in ("yes", "no"):
        with pytest.raises(TooLate):
            answer(reward=made, answer=says, by=mina)
    with pytest.raises(TooLate):
        given(made, cora)


@pytest.mark.parametrize(
    "wrong",
    [{"takes_pence": 2_001, "answer": "yes"}, {"answer": "less", "takes_pence": 2_000}, {"pence": 0}],
    ids=["more than offered", "less that is not", "nothing"],
)
def test_the_database_refuses_amounts_that_make_no_sense(mina, cora, wrong):
    made = reward(mina, by=cora)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reward.objects.filter(pk=made.pk).update(**wrong)


def test_whoever_leaves_keeps_the_sums_and_loses_the_words(mina, cora):
    unanswered = reward(mina, by=cora)
    kept = got(mina, by=cora, how="code", code="GIFT-123", what="the shop by her house", expenses="Taxi from Elm Road")
    erase_person(person=mina, by=None)
    with pytest.raises(ObjectDoesNotExist):
        fresh(unanswered)
    kept = fresh(kept)
    assert (str(kept.person), kept.what, kept.given.code, kept.offer.expenses) == ("a former member", "", "", "")
    assert balance(mina) == 2_000
    assert Offer.objects.count() == 1


def test_nobody_but_they_and_whoever_pays_knows_of_it(mina, cora):
    made = reward(mina, by=cora)
    payer, other, boss = UserFactory(groups=["Payers"]), UserFactory(), UserFactory(is_superuser=True)
    writer = UserFactory(groups=["Page writers"])
    known = {one for one in (mina, cora, payer, other, boss, writer) if made in Reward.objects.visible_to(one)}
    assert known == {mina, cora, payer}
    assert known == {one for one in (mina, cora, payer, other, boss, writer) if one.has_perm("reciprocity.see", made)}


@pytest.mark.parametrize(
    ("day", "year"),
    [(date(2026, 4, 5), 2025), (date(2026, 4, 6), 2026), (date(2026, 12, 31), 2026), (date(2027, 1, 1), 2026)],
)
def test_a_tax_year_begins_on_the_sixth_of_april(day, year):
    assert tax_year(day) == (date(year, 4, 6), date(year + 1, 4, 5))


def test_a_policy_holds_from_its_day_on(cora):
    yesterday = timezone.localdate() - timedelta(days=1)
    Policy.objects.create(since=yesterday, adviser="the old one", days_to_pay=30, by=cora)
    set_policy(adviser="the new one", days_to_pay=7, no_receipt_pence=500, by=cora)
    assert (Policy.on(yesterday).adviser, Policy.on().adviser) == ("the old one", "the new one")
    assert Policy.on(yesterday - timedelta(days=1)).pk is None


def test_a_day_that_is_over_is_promised_to_nobody(mina, cora):
    made = answered(mina, by=cora, day=timezone.localdate() - timedelta(days=60))
    assert made.by_when == timezone.localdate() + timedelta(days=Policy.on().days_to_pay)


def test_nobody_writes_another_answer_down_for_somebody_who_answered(mina, cora):
    made = answered(mina, by=cora)
    assert not cora.has_perm("reciprocity.write_answer_down", made)
    with pytest.raises(TooLate):
        answer(reward=made, answer="less", takes_pence=100, by=cora)
    told = reward(mina, by=cora)
    answer(reward=told, answer="yes", by=cora)
    assert "written down" in Notice.objects.get(person=mina, about=told.about).title
    answer(reward=fresh(told), answer="no", by=cora)
    assert fresh(told).answer == "no"


@pytest.mark.parametrize("says", ["yes", "away"])
def test_nothing_is_given_by_the_only_one_who_heard_that_they_want_it(mina, cora, says):
    made = reward(mina, by=cora)
    answer(reward=made, answer=says, goes_to="Cora" if says == "away" else "", by=cora)
    with pytest.raises(SomebodyElse, match="Let somebody else look after"):
        given(fresh(made), cora)
    helen = UserFactory(known_as="Helen", groups=["Payers"])
    with pytest.raises(SomebodyElse, match=": Helen"):
        given(fresh(made), cora)
    given(fresh(made), helen)
    say_missing(thing=fresh(made), by=mina)
    assert fresh(made).state == "missing"


def test_what_is_given_is_what_they_had_before_them(mina, cora):
    made = answered(mina, by=cora)
    seen = made.stamp
    answer(reward=made, answer="less", takes_pence=500, by=mina)
    with pytest.raises(TooLate):
        given(fresh(made), cora, seen=seen)
    given(fresh(made), cora, seen=fresh(made).stamp)
    with pytest.raises(TooLate):
        take_back(thing=fresh(made), why="No.", by=cora, seen=seen)
    assert balance(mina) == 500


def test_a_mail_says_no_amount(mina, cora):
    got(mina, by=cora)
    withdraw(reward=reward(mina, by=cora), why="No.", by=cora)
    assert set(Notice.objects.filter(person=mina).values_list("private", flat=True)) == {True}


def test_of_a_meeting_the_same_is_offered_to_nobody_twice(mina, cora):
    sam = UserFactory()
    what = {"title": "Tuesday", "subject": "meeting:7", "rewards": [{"kind": kind(), "pence": 500}], "by": cora}
    offer_to_each(people=[mina], **what)
    made = offer_to_each(people=[mina, sam], **what | {"title": "Wednesday"})
    assert [one.person for one in made] == [sam]
    assert {one.activity.title for one in Offer.objects.all()} == {"Wednesday"}
    with pytest.raises(OfferedAlready):
        offer_to_each(people=[mina, sam], **what)


def test_no_words_of_somebody_who_left_stay_in_what_they_did(mina, cora):
    got(mina, by=cora, title="My first counselling group")
    undone = got(mina, by=cora, title="A talk about her illness")
    take_back(thing=undone, why="Pressed by mistake.", by=cora)
    say_missing(thing=got(mina, by=cora), by=mina)
    erase_person(person=mina, by=None)
    assert set(Activity.objects.values_list("title", flat=True)) == {""}
    assert by_stage(Reward.objects.all(), names=["to_give"], most=5) == {"to_give": []}
    assert by_stage(Giving.objects.all(), names=["missing"], most=5) == {"missing": []}
    assert fresh(undone).withdrawn_at is not None


def test_whoever_pays_and_does_not_coordinate_hears_what_waits(mina, cora):
    helen = UserFactory(groups=["Payers"])
    answered(cora, by=helen)
    answered(helen, by=cora)
    assert [need.words for need in for_payers(helen)] == [f"For {cora}: £20 voucher (Tesco)."]
    assert list(for_payers(cora)) == list(for_payers(mina)) == []


def test_whoever_gave_it_does_not_say_that_it_came(client, mina, cora):
    helen, made = UserFactory(groups=["Payers"]), got(mina, by=cora)
    say_missing(thing=made, by=mina)
    assert not cora.has_perm("reciprocity.say_it_came", fresh(made))
    with pytest.raises(OwnWord):
        say_it_came(thing=made, by=cora)
    assert fresh(made).state == "missing"
    say_it_came(thing=made, by=helen)
    assert "Is it not so?" in Notice.objects.get(person=mina, about=made.about).words
    say_missing(thing=made, by=mina)
    assert fresh(made).state == "missing"


def test_nobody_says_alone_that_somebody_heard_of_what_they_offered_them(client, cora):
    """Of two who can be reached by one of us alone, whoever offers does not pass it on themselves."""
    rosie, other = UserFactory(email=""), UserFactory(known_as="Hugh", groups=["Coordinators"])
    made = reward(rosie, by=cora)
    told = Notice.objects.get(about=made.about)
    assert told.state == "by-hand"
    for by, state in ((cora, "by-hand"), (other, "passed-on")):
        client.force_login(by)
        answer = client.post(f"/portal/messages/by-hand/{told.pk}/passed-on/", {"key": uuid4()}, follow=True)
        assert ("Somebody else has to ring" in answer.content.decode()) is (by == cora)
        told.refresh_from_db()
        assert told.state == state
