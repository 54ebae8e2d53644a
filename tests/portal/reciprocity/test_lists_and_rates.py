"""Kinds in the organisation's own words, rates by date, and how each kind is paid."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import Entry as Trail
from portal.reciprocity import waiting
from portal.reciprocity.forms.costs import CostForm
from portal.reciprocity.forms.offering import OfferForm
from portal.reciprocity.models import CostKind, FeeRate, MileageRate, Reward, RewardKind
from portal.reciprocity.services import RateStands, ask_for_reference, say_missing, set_rate, set_way
from portal.reciprocity.views import lists
from tests.factories.people import UserFactory
from tests.factories.reciprocity import answered, cost, got, kind
from tests.portal.members.door import words

pytestmark = pytest.mark.django_db
ALL = "/portal/give-and-get/all/"


@pytest.fixture
def cora():
    return UserFactory(known_as="Cora", groups=["Coordinators"])


@pytest.fixture
def mina():
    return UserFactory(known_as="Mina")


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def browser(client, cora):
    client.force_login(cora)
    return client


# --- Lists
@pytest.mark.parametrize(
    ("slug", "model", "asked", "form"),
    [
        ("things-people-get", RewardKind, {"works": "fee"}, OfferForm),
        ("kinds-of-costs", CostKind, {"by_the_mile": "on"}, CostForm),
    ],
)
def test_a_kind_is_added_renamed_and_put_away(browser, cora, slug, model, asked, form):
    def path(name, *more):
        return reverse(f"portal:settings:{name}", args=[slug, *more])

    browser.post(path("add"), {"name": "A day’s walk", "key": uuid4()} | asked)
    made = model.objects.get(name="A day’s walk")
    assert {name: getattr(made, name) for name in asked} in ({"works": "fee"}, {"by_the_mile": True})
    assert made in offered_by(form, cora)
    browser.post(path("rename", made.pk), {"name": "A walk", "key": uuid4(), "works": "thing"})
    made.refresh_from_db()
    assert (made.name, {name: getattr(made, name) for name in asked}) in (
        ("A walk", {"works": "fee"}),
        ("A walk", {"by_the_mile": True}),
    )
    browser.post(path("put-away", made.pk), {"key": uuid4()})
    assert made not in offered_by(form, cora)
    assert "A walk" in words(browser.get(path("list")))


def offered_by(form, cora):
    made = form(by=cora) if form is OfferForm else form()
    return list(made.fields["kind"].queryset)


def test_how_a_thing_works_has_to_be_said(browser):
    answer = browser.post(reverse("portal:settings:add", args=["things-people-get"]), {"name": "Walk", "key": uuid4()})
    assert answer.status_code == 200
    assert "how does it work" in words(answer).lower()
    assert not RewardKind.objects.filter(name="Walk").exists()


def test_a_list_shows_how_each_works(browser):
    page = words(browser.get(reverse("portal:settings:list", args=["kinds-of-costs"])))
    assert page.count("paid by the mile") == CostKind.objects.filter(by_the_mile=True).count()
    assert "money for their time" in words(browser.get(reverse("portal:settings:list", args=["things-people-get"])))


# --- Rates
RATES = "/portal/give-and-get/rates/"


def test_a_rate_is_added_from_a_day_on_and_none_is_changed(browser, cora):
    key = uuid4()
    for _press in range(2):
        browser.post(RATES, {"of": "hour", "pence": "15", "since": "2026-04-01", "key": key})
    assert [(rate.since, rate.pence) for rate in FeeRate.objects.all()] == [(date(2026, 4, 1), 1_500)]
    answer = browser.post(RATES, {"of": "hour", "pence": "16", "since": "2026-04-01", "key": uuid4()})
    assert answer.status_code == 409
    assert "There is a rate from that day on already" in words(answer)
    assert FeeRate.objects.get().pence == 1_500
    car = CostKind.objects.get(name="Own car")
    browser.post(RATES, {"of": car.pk, "pence": "0.50", "since": "2026-11-01", "key": uuid4()})
    assert MileageRate.on(car, date(2026, 10, 31)) == 45
    assert MileageRate.on(car, date(2026, 11, 1)) == 50
    page = words(browser.get(RATES))
    assert ("From 1 April 2026: £15" in page, "From 1 November 2026: £0.50" in page) == (True, True)
    assert Trail.objects.filter(verb="reciprocity.rate_set", detail={}).count() == 2


@pytest.mark.parametrize("typed", ["0", "200.01", "a lot", ""])
def test_a_rate_is_an_amount(browser, typed):
    answer = browser.post(RATES, {"of": "hour", "pence": typed, "since": "2026-04-01", "key": uuid4()})
    assert answer.status_code == 200
    assert not FeeRate.objects.exists()


def test_a_new_rate_leaves_what_was_claimed_as_it_was(mina, cora):
    car = CostKind.objects.get(name="Own car")
    made = cost(mina, kind="Own car", pence=None, miles=10)
    set_rate(kind=car, since=timezone.localdate() - timedelta(days=1), pence=60, by=cora)
    made.refresh_from_db()
    assert (made.pence, made.pence_a_mile) == (450, 45)
    assert cost(mina, kind="Own car", pence=None, miles=10).pence == 600
    with pytest.raises(RateStands):
        set_rate(kind=car, since=timezone.localdate() - timedelta(days=1), pence=70, by=cora)


@pytest.mark.parametrize("many", [1, 12])
def test_the_rates_cost_the_same_for_one_and_twelve(browser, many, django_assert_num_queries):
    MileageRate.objects.all().delete()
    kinds = [CostKind.objects.create(name=f"Cart {number}", by_the_mile=True) for number in range(many)]
    for kind_of in kinds:
        MileageRate.objects.create(kind=kind_of, since=date(2026, 1, 1), pence=10)
    browser.get(RATES)
    with django_assert_num_queries(6):
        browser.get(RATES)


# --- A fee by the hour
def offered(mina, cora, works="fee", **typed):
    given = {"key": str(uuid4()), "person": mina.pk, "title": "The interview day", "kind": kind(works).pk} | typed
    return OfferForm(given, by=cora)


@pytest.fixture
def rates(cora):
    set_rate(since=date(2025, 4, 1), pence=1_200, by=cora)
    set_rate(since=date(2026, 4, 1), pence=1_550, by=cora)


@pytest.mark.parametrize(
    ("typed", "comes_to"),
    [
        ({"minutes": "2"}, (3_100, 1_550)),
        ({"minutes": "1.5", "preparation_minutes": "0.5", "travel_minutes": "3"}, (3_100, 1_550)),
        ({"minutes": "0.25"}, (388, 1_550)),
        ({"minutes": "2", "day": "2026-03-31"}, (2_400, 1_200)),
        ({"minutes": "2", "pence": "25"}, (2_500, None)),
    ],
    ids=["by today", "with getting ready", "to whole pence", "by the day", "typed"],
)
def test_a_fee_is_filled_in_from_the_hours(mina, cora, rates, typed, comes_to):
    form = offered(mina, cora, **typed)
    assert form.is_valid(), form.errors
    assert (form.reward["pence"], form.reward["pence_an_hour"]) == comes_to


@pytest.mark.parametrize(
    "typed",
    [{}, {"minutes": "2", "day": "2025-03-31"}, {"minutes": "2", "works": "voucher"}],
    ids=["no hours", "no rate on that day", "a voucher"],
)
def test_without_hours_a_rate_and_a_fee_the_amount_is_asked_for(mina, cora, rates, typed):
    assert set(offered(mina, cora, **typed).errors) == {"pence"}


def test_a_fee_by_the_hour_stands_with_its_rate(browser, mina, cora, rates):
    form = offered(mina, cora, minutes="2")
    browser.post("/portal/give-and-get/offer/", form.data)
    made = Reward.objects.get()
    assert (made.pence, made.pence_an_hour, made.offer.minutes) == (3_100, 1_550, 120)
    set_rate(since=timezone.localdate(), pence=9_900, by=cora)
    made.refresh_from_db()
    assert (made.pence, made.pence_an_hour) == (3_100, 1_550)
    assert "By the hour</dt><dd>£15.50" in words(browser.get(f"/portal/give-and-get/{made.pk}/"))


# --- How each is paid
def test_how_a_kind_is_paid_and_what_it_counts_as(browser, cora):
    taxi = CostKind.objects.get(name="Taxi")
    path = f"/portal/give-and-get/ways/costs/{taxi.pk}/"
    assert words(browser.get(path)).count("checked") == 1
    browser.post(path, {"way": "cash", "counts_as": "access", "key": uuid4()})
    taxi.refresh_from_db()
    assert (taxi.way, taxi.counts_as) == ("cash", "access")
    page = words(browser.get("/portal/give-and-get/ways/"))
    assert ("Petty cash" in page, "Bought and handed on" in page) == (True, True)
    set_way(kind=taxi, way="", counts_as="people", by=cora)
    assert Trail.objects.filter(verb="reciprocity.way_set", subject="list:costkind").count() == 2


# --- Today
def due_to(user) -> list[str]:
    return [item.words for item in waiting.due(user)]


def test_today_has_the_next_few_of_each_and_says_how_many_more_there_are(cora):
    today = timezone.localdate()
    for days in range(waiting.FEW + 3):
        answered(UserFactory(known_as=f"Ann {days}"), by=cora, by_when=today + timedelta(days=9 - days))
    for _n in range(waiting.FEW):
        cost(UserFactory(), pence=460)
    found = list(waiting.due(cora))
    soonest = [f"For Ann {days}: £20 voucher (Tesco)." for days in (7, 6, 5, 4, 3)]
    assert [item.words for item in found if "voucher" in item.words] == soonest
    assert len(found) == 2 * waiting.FEW + 1
    assert (found[-1].words, found[-1].by, found[-1].url) == ("And 3 more.", today + timedelta(days=7), ALL)
    page = words(signed_in(cora).get("/portal/today/"))
    assert ("And 3 more." in page, "See all of them" in page) == (True, True)


def test_what_did_not_arrive_comes_before_what_has_a_day(cora):
    today = timezone.localdate()
    for _n in range(waiting.FEW + 1):
        answered(UserFactory(), by=cora, by_when=today + timedelta(days=1))
    missed = got(UserFactory(known_as="Mo"), by=cora)
    say_missing(thing=missed, by=missed.person)
    assert due_to(cora)[0] == "Mo did not get it: £20 voucher (Tesco)."
    assert due_to(cora)[-1] == "And 1 more."


def test_references_too_and_all_of_them_stand_in_the_list(browser, cora):
    for number in range(waiting.FEW + 2):
        ask_for_reference(words="A job", by=UserFactory(known_as=f"Rae {number}"))
    ask_for_reference(words="My own", by=cora)
    assert due_to(cora) == [f"Rae {n} asks for a reference." for n in range(waiting.FEW)] + ["And 2 more."]
    page = words(browser.get(ALL))
    assert [page.count(f"<bdi>Rae {n}</bdi> asks") for n in range(waiting.FEW + 2)] == [1] * (waiting.FEW + 2)
    assert "<bdi>Cora</bdi> asks" not in page


def test_whoever_pays_has_no_more_on_their_home(cora):
    helen = UserFactory(groups=["Payers"])
    for _n in range(waiting.FEW + 2):
        answered(UserFactory(), by=cora)
    assert [need.words for need in waiting.for_payers(helen)][waiting.FEW :] == ["And 2 more."]


@pytest.mark.parametrize("many", [1, 12])
def test_what_is_due_costs_the_same_for_one_and_twelve(cora, many, django_assert_num_queries):
    for _n in range(many):
        answered(UserFactory(), by=cora)
        cost(UserFactory())
        ask_for_reference(words="A job", by=UserFactory())
    with django_assert_num_queries(4):
        list(waiting.due(cora))


def test_a_list_that_is_cut_says_so(browser, cora, monkeypatch):
    monkeypatch.setattr(lists, "PER_PAGE", 2)
    for _n in range(2):
        answered(UserFactory(), by=cora)
    assert "There is more than fits here" not in words(browser.get(ALL))
    last = answered(UserFactory(known_as="Last"), by=cora)
    page = words(browser.get(ALL))
    assert ("There is more than fits here" in page, f"/{last.pk}/give/" in page) == (True, False)
