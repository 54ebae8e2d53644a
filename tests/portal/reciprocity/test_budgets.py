"""A budget: nothing is offered beyond it, what is left is always added up, and those who work with it see sums."""

from datetime import datetime, time, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.reciprocity import services
from portal.reciprocity.models import Budget, CostKind, Entry, Offer, Posting, Spending
from portal.reciprocity.services import BeyondBudget, NotEnoughLeft, ledger
from tests.factories.groups import group as make_group
from tests.factories.people import UserFactory
from tests.factories.reciprocity import answered, approved, budget, cost, fresh, got, reward, spent
from tests.portal.members.door import words

pytestmark = pytest.mark.django_db
BUDGETS = "/portal/give-and-get/budgets/"


@pytest.fixture
def cora():
    return UserFactory(known_as="Cora", groups=["Coordinators"])


@pytest.fixture
def mina():
    return UserFactory(known_as="Mina")


@pytest.fixture
def of(cora):
    """£50 for the art group."""
    return budget(by=cora, pence=5_000, lines={"people": 4_000, "access": 1_000})


@pytest.fixture
def browser(client, cora):
    client.force_login(cora)
    return client


def sums(made):
    use = services.use_of(made)
    return use.offered, use.agreed, use.given, services.left_of(made)


def test_what_is_offered_said_yes_to_and_given_is_added_up(of, mina, cora):
    reward(mina, by=cora, pence=1_000, budget=of)
    answered(mina, by=cora, pence=1_000, says="less", takes_pence=400, budget=of)
    got(mina, by=cora, pence=1_500, budget=of)
    assert sums(of) == (1_000, 400, 1_500, 2_100)
    answered(mina, by=cora, pence=1_000, says="no", budget=of)
    services.withdraw(reward=reward(mina, by=cora, pence=900, budget=of), why="No.", by=cora)
    assert sums(of) == (1_000, 400, 1_500, 2_100)
    got(mina, by=cora, works="thing", budget=of)
    assert sums(of) == (1_000, 400, 1_500, 2_100)


def test_an_offer_beyond_it_is_refused_with_what_is_left(of, mina, cora):
    reward(mina, by=cora, pence=3_000, budget=of)
    with pytest.raises(BeyondBudget, match="“The art group” has £20 left"):
        reward(mina, by=cora, pence=2_001, budget=of)
    assert Offer.objects.count() == 1
    reward(mina, by=cora, pence=2_000, budget=of)
    with pytest.raises(BeyondBudget, match="Nothing is left of “The art group”"):
        reward(mina, by=cora, pence=1, budget=of)


def test_on_the_screen_nothing_that_was_typed_is_lost(browser, of, mina):
    kind = reward(mina, by=of.by, pence=3_000, budget=of).kind
    typed = {"person": mina.pk, "title": "Reading", "kind": kind.pk, "pence": "30", "budget": of.pk, "key": uuid4()}
    answer = browser.post("/portal/give-and-get/offer/", typed)
    assert answer.status_code == 409
    page = words(answer)
    assert ("has £20 left" in page, 'value="Reading"' in page) == (True, True)
    browser.post("/portal/give-and-get/offer/", typed | {"pence": "20", "key": uuid4()})
    assert sums(of) == (5_000, 0, 0, 0)


def test_without_a_budget_none_is_asked_for(browser):
    assert "Which budget" not in words(browser.get("/portal/give-and-get/offer/"))


def test_what_is_given_comes_from_its_account_and_goes_back_there(of, mina, cora):
    made = got(mina, by=cora, pence=1_500, budget=of)
    accounts = [ledger.account(key) for key in (of.about, ledger.ORGANISATION)]
    assert [Entry.objects.balance(one, "pence") for one in accounts] == [-1_500, 0]
    services.take_back(thing=made, why="By mistake.", by=cora)
    assert [Entry.objects.balance(one, "pence") for one in accounts] == [0, 0]
    assert sums(of) == (0, 1_500, 0, 3_500)


def test_who_says_yes_after_all_gets_it_while_there_is_enough(of, mina, cora):
    first = answered(mina, by=cora, pence=5_000, says="no", budget=of)
    services.answer(reward=first, answer="yes", by=mina)
    services.answer(reward=first, answer="no", by=mina)
    second = answered(UserFactory(), by=cora, pence=2_000, budget=of)
    with pytest.raises(NotEnoughLeft) as refused:
        services.answer(reward=first, answer="yes", by=mina)
    assert "£" not in str(refused.value)
    assert fresh(first).state == "no"
    with pytest.raises(NotEnoughLeft):  # asked with one amount after another, it would say how much is left
        services.answer(reward=first, answer="less", takes_pence=3_000, by=mina)
    services.answer(reward=second, answer="no", by=second.person)
    services.answer(reward=first, answer="yes", by=mina)
    assert sums(of) == (0, 5_000, 0, 0)


def test_a_cost_is_paid_from_one_when_somebody_said_yes_to_it(browser, of, mina, cora):
    made = approved(mina, by=cora, pence=1_200)
    path = f"/portal/give-and-get/costs/{made.pk}/"
    assert "Say which budget" in words(browser.get(path))
    browser.post(f"{path}budget/", {"budget": of.pk, "key": uuid4()})
    assert sums(of) == (0, 1_200, 0, 3_800)
    services.give(thing=fresh(made), on=timezone.localdate(), how="paid", by=cora)
    assert sums(of) == (0, 0, 1_200, 3_800)
    assert Entry.objects.balance(ledger.account(of.about), "pence") == -1_200
    assert browser.post(f"{path}budget/", {"budget": "", "key": uuid4()})["Location"] == path
    assert fresh(made).budget == of
    with pytest.raises(services.TooLate):
        services.choose_budget(cost=fresh(made), budget=None, by=cora)
    large = approved(mina, by=cora, pence=3_801, no_receipt_because="Lost.")
    answer = browser.post(f"/portal/give-and-get/costs/{large.pk}/budget/", {"budget": of.pk, "key": uuid4()})
    assert (answer.status_code, "has £38 left" in words(answer)) == (409, True)
    for wrong in (cost(cora), approved(cora, by=UserFactory(groups=["Payers"]))):
        with pytest.raises(services.NotTheirOwn):
            services.choose_budget(cost=wrong, budget=of, by=cora)


def test_nobody_is_told_from_which_budget_they_are_paid(client, of, mina, cora):
    made = reward(mina, by=cora, pence=1_000, budget=of)
    client.force_login(mina)
    assert "The art group" not in words(client.get(f"/portal/give-and-get/{made.pk}/"))
    client.force_login(cora)
    assert "The art group" in words(client.get(f"/portal/give-and-get/{made.pk}/"))


# --- Keeping one
TYPED = {"name": "The leaflet", "pence": "1,250", "first": "2026-04-06", "last": "2027-04-05"}


def test_one_is_added_and_changed(browser, mina, cora):
    made = browser.post(f"{BUDGETS}new/", TYPED | {"people": "1000", "training": "250", "key": uuid4()})
    found = Budget.objects.get()
    assert made["Location"] == f"{BUDGETS}{found.pk}/"
    assert dict(found.lines.values_list("kind", "pence")) == {"people": 100_000, "training": 25_000}
    reward(mina, by=cora, pence=100_000, budget=found)
    change = f"{made['Location']}change/"
    assert 'value="1,250"' in words(browser.get(change))
    seen = {"seen": found.stamp}
    answer = browser.post(change, TYPED | seen | {"pence": "999", "key": uuid4()})
    assert (answer.status_code, "Type a larger amount" in words(answer)) == (409, True)
    browser.post(change, TYPED | seen | {"pence": "1000", "name": "The new leaflet", "people": "900", "key": uuid4()})
    found.refresh_from_db()
    assert (found.name, found.pence) == ("The new leaflet", 100_000)
    assert [line.pence for line in found.lines.all()] == [90_000]
    page = words(browser.get(made["Location"]))
    assert "£1,000, 6 April 2026 to 5 April 2027" in page
    assert (page.count("£1,000</td>"), "no answer yet: £1,000" in page) == (1, True), "offered, in both tables"


@pytest.mark.parametrize(
    "wrong", [{"pence": "0"}, {"last": "2026-04-05"}, {"people": "1250.01"}, {"people": "1000", "access": "251"}]
)
def test_what_makes_no_sense_is_said(browser, wrong):
    answer = browser.post(f"{BUDGETS}new/", TYPED | wrong | {"key": uuid4()})
    assert (answer.status_code, Budget.objects.exists()) == (200, False)


def test_a_group_has_one_from_a_day_on(browser, cora):
    art = make_group(UserFactory(), name="Art")
    for number in range(2):
        answer = browser.post(f"{BUDGETS}new/", TYPED | {"subject": art.about, "key": uuid4()})
        assert answer.status_code == (302, 409)[number]
    assert "This group has a budget from that day on already" in words(answer)
    answer = browser.post(f"{BUDGETS}new/", TYPED | {"subject": "group:99999", "key": uuid4()})
    assert (answer.status_code, Budget.objects.count()) == (200, 1)


def test_the_database_holds_to_it(of):
    for wrong in ({"pence": 0}, {"last": of.first - timedelta(days=1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Budget.objects.filter(pk=of.pk).update(**wrong)


@pytest.mark.parametrize("many", [1, 12])
def test_the_list_and_one_cost_the_same_for_one_and_twelve(browser, cora, many, django_assert_num_queries):
    made = [budget(by=cora, name=f"Budget {number}", pence=90_000) for number in range(many)]
    for one in made:
        reward(UserFactory(), by=cora, budget=one)
        reward(UserFactory(), by=cora, budget=made[0])
    for path, cost_of in ((BUDGETS, 8), (f"{BUDGETS}{made[0].pk}/", 9)):
        browser.get(path)
        with django_assert_num_queries(cost_of):
            browser.get(path)


# --- Those who work with it
def seen_of(art, by, today=None) -> dict:
    shared = services.budget_of(art.about, by=by, today=today)
    return {row["label"]: row["value"] for row in shared.rows}


def test_a_group_sees_nothing_of_what_anybody_answers(client, cora):
    """Neither while they answer, nor before six of them got something; whoever pays sees it all."""
    people = [UserFactory() for _n in range(6)]
    art = make_group(*people, name="Art")
    client.force_login(people[0])
    page, path = f"/portal/groups/{art.pk}/", f"/portal/groups/{art.pk}/budget/"
    assert client.get(path).status_code == 404
    assert "Our money" not in words(client.get(page))
    of = budget(by=cora, pence=50_000, subject=art.about)
    assert "Our money" in words(client.get(page))
    for person in people[:5]:
        answered(person, by=cora, pence=2_000, budget=of)
    answered(people[5], by=cora, pence=2_000, says="less", takes_pence=700, budget=of)
    shown = words(client.get(path))
    assert [one in shown for one in ("£500", "£100", "£107", "£393", "Shown when six people or more")] == [
        True,
        False,
        False,
        False,
        True,
    ]
    assert seen_of(art, cora) == {
        "Offered, no answer yet": "£0",
        "Said yes": "£107",
        "Given": "£0",
        "Left": "£393",
    }
    client.force_login(UserFactory())
    assert client.get(path).status_code in (403, 404)


def test_a_group_sees_by_months_what_six_people_got(cora, monkeypatch):
    """And goes on to the next month when six got something since: the difference, less one's own, is of nobody alone.
    What was paid for everybody is nobody's."""
    people = [UserFactory() for _n in range(6)]
    art = make_group(*people, name="Art")
    of = budget(by=cora, pence=50_000, subject=art.about)
    first = timezone.localdate().replace(day=1)
    then = first - timedelta(days=1)
    later = (first + timedelta(days=31)).replace(day=1)
    for person in people[:5]:
        got(person, by=cora, pence=2_000, budget=of)
    spent(of, by=cora, pence=500)
    assert seen_of(art, people[0], later) == {}, "five people, and a room"
    slip = got(people[5], by=cora, pence=1_000, budget=of, on=then)
    assert seen_of(art, people[0]) == {}, "this month is not over, whatever day was typed"
    assert seen_of(art, people[0], later) == {"Given": "£115", "Left": "£385"}
    assert services.budget_of(art.about, by=people[0], today=later).until == later - timedelta(days=1)
    field, noon = Posting._meta.get_field("at"), timezone.make_aware(datetime.combine(later, time(12)))
    monkeypatch.setattr(field, "_get_default", lambda: noon)
    services.take_back(thing=slip, why="A slip.", by=cora)
    assert seen_of(art, people[0], later + timedelta(days=40)) == {"Given": "£115", "Left": "£385"}, "one person alone"


def test_a_kind_counts_as_what_was_said(of, mina, cora):
    made = approved(mina, by=cora, kind="A personal assistant", pence=500)
    services.choose_budget(cost=made, budget=of, by=cora)
    reward(mina, by=cora, pence=1_000, budget=of)
    assert {line: use.all for line, use in services.used([of])[of.pk].items()} == {"access": 500, "people": 1_000}
    CostKind.objects.filter(pk=made.kind_id).update(counts_as="other")
    assert services.used([of])[of.pk]["other"].agreed == 500


# --- What no one person gets ------------------------------------------------------------------------------------------
def test_what_nobody_gets_is_paid_from_a_line_of_the_budget_and_stands_there(browser, of, cora):
    where = f"{BUDGETS}{of.pk}/spend/"
    typed = {"what": "A hearing loop", "line": "access", "pence": "9.50", "on": timezone.localdate()}
    assert browser.post(where, typed | {"key": uuid4()})["Location"] == f"{BUDGETS}{of.pk}/"
    assert sums(of) == (0, 0, 950, 4_050)
    assert services.used([of])[of.pk]["access"].given == 950
    page = words(browser.get(f"{BUDGETS}{of.pk}/"))
    assert ("A hearing loop, £9.50" in page, "It was not paid after all" in page) == (True, True)
    assert Entry.objects.balance(ledger.account(of.about), "pence") == -950
    assert Entry.objects.balance(ledger.account(ledger.OUTSIDE), "pence") == 950
    assert list(services.problems()) == []


def test_it_is_taken_back_with_a_reason_once(browser, of, cora):
    made = spent(of, by=cora)
    where = f"/portal/give-and-get/spendings/{made.pk}/take-back/"
    assert browser.post(where, {"key": uuid4(), "why": ""}).status_code == 200
    assert browser.post(where, {"key": uuid4(), "why": "It was the other budget."}).status_code == 302
    assert (sums(of), list(services.problems())) == ((0, 0, 0, 5_000), [])
    page = words(browser.get(f"{BUDGETS}{of.pk}/"))
    assert ("It was the other budget." in page, "It was not paid after all" in page) == (True, False)
    again = browser.post(where, {"key": uuid4(), "why": "My long reason."})
    assert ("My long reason." in words(again), "It was taken back." in words(again)) == (True, True)
    with pytest.raises(services.TooLate):
        services.take_spending_back(spending=made, why="Again.", by=cora)
    assert Posting.objects.count() == 2


@pytest.mark.parametrize(
    ("typed", "wrong", "says"),
    [
        ({"pence": "50.01"}, None, "has £50 left"),
        ({"pence": "0"}, "pence", ""),
        ({"pence": ""}, "pence", ""),
        ({"line": "yachts"}, "line", ""),
        ({"on": "2001-01-01"}, "on", ""),
        ({"on": "2099-01-01"}, "on", ""),
        ({"what": ""}, "what", ""),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(browser, of, typed, wrong, says):
    sent = {"what": "A hearing loop", "line": "access", "pence": "9", "on": timezone.localdate(), "key": uuid4()}
    answer = browser.post(f"{BUDGETS}{of.pk}/spend/", sent | typed)
    assert answer.status_code == (200 if wrong else 409)
    assert says in words(answer)
    assert set(answer.context["form"].errors) == {wrong or "__all__"}
    assert not Spending.objects.exists()


def test_a_day_outside_its_own_days_is_none_of_the_budget(browser, cora):
    old = budget(by=cora, days=3)
    on = timezone.localdate() - timedelta(days=4)
    sent = {"what": "Printing", "line": "formats", "pence": "9", "on": on, "key": uuid4()}
    assert "This budget is from" in words(browser.post(f"{BUDGETS}{old.pk}/spend/", sent))


def test_books_that_were_changed_behind_its_back_are_found(of, cora):
    made = spent(of, by=cora)
    Spending.objects.filter(pk=made.pk).update(pence=1)
    assert f"Spending {made.pk} is of 1 pence, and the ledger says 1500." in list(services.problems())
    Spending.objects.filter(pk=made.pk).update(pence=1_500, undone_at=timezone.now())
    assert f"Spending {made.pk} and posting {made.posting_id} were not taken back together." in list(
        services.problems()
    )


def test_only_whoever_pays_knows_of_it(of, cora, mina):
    made = spent(of, by=cora)
    people = [cora, mina, UserFactory(groups=["Payers"]), UserFactory(is_superuser=True)]
    assert [made in Spending.objects.visible_to(one) for one in people] == [True, False, True, False]
