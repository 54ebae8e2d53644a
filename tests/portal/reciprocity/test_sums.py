"""What people gave and got, in sums that are nobody's: for whoever pays, for a group, and for everybody."""

from datetime import date, datetime, timedelta
from functools import partial

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, strategies as st

from home import pagecache
from home.models import GiveAndGetPage, SearchEntry
from portal.members.services import erase_person
from portal.reciprocity import services
from portal.reciprocity.models import ContributionKind, Cost, Reward
from portal.reciprocity.services import shared_sums, take_back
from portal.reciprocity.sums import (
    SHOWN_AMONG,
    SHOWN_FROM,
    Row,
    days_until_given,
    hide,
    kinds_of,
    said_no_of_hundred,
    what_people_gave,
    what_people_got,
    without_names_of_hidden,
)
from tests.factories.groups import group as make_group, meeting as make_meeting, seat
from tests.factories.pages import page as make_page
from tests.factories.people import UserFactory
from tests.factories.reciprocity import answered, approved, budget, fresh, gave, got, paid, proposed
from tests.portal.members.door import words

SUMS = "/portal/give-and-get/sums/"
TODAY = timezone.localdate


@pytest.fixture
def cora(db):
    return UserFactory(known_as="Cora", groups=["Coordinators"])


@pytest.fixture
def mina(db):
    return UserFactory(known_as="Mina")


@pytest.fixture
def browser(client, cora):
    client.force_login(cora)
    return client


def this_year():
    return services.tax_year()


def last_year():
    return services.tax_year(this_year()[0] - timedelta(days=1))


def people(many) -> list:
    return [UserFactory() for _n in range(many)]


def main(response) -> str:
    return words(response).split("</main>")[0].split("<main")[1]


def given_to(many, cora, **about):
    return [got(person, by=cora, **about) for person in people(many)]


# --- The rule ---------------------------------------------------------------------------------------------------------
ENTRY = st.tuples(st.sampled_from("AB"), st.sampled_from("uvwxyz"), st.integers(1, 12))


def tree(entries) -> Row:
    top = Row()
    for line, kind, person in entries:
        for row in (
            top,
            top.part(line, partial(str, line)),
            top.part(line, str).part((line, kind), partial(str, kind)),
        ):
            row.add(person, 100, 1)
    return top


def all_rows(row):
    yield row
    for part in row.rows:
        yield from all_rows(part)


@given(st.lists(ENTRY, max_size=60), st.sampled_from([SHOWN_FROM, SHOWN_AMONG]))
def test_no_sum_and_no_difference_of_sums_is_of_few_people(entries, least):
    """Everything that can be worked out from what is shown: a sum, and a sum less the parts of it that are shown."""
    top = hide(tree(entries), least)
    for row in all_rows(top):
        if row.hidden:
            assert all(part.hidden for part in row.rows)
            continue
        assert len(row.people) >= least
        rest = [part for part in row.rows if part.hidden]
        assert not rest or len(set().union(*(part.people for part in rest))) >= least


@given(st.lists(ENTRY, max_size=60))
def test_nothing_is_hidden_where_all_are_of_enough_people(entries):
    top = hide(tree(entries), least=1)
    assert not entries or [row for row in all_rows(top) if row.hidden] == []


def test_without_their_names_what_is_hidden_is_one_row():
    entries = [("A", kind, person) for kind, many in {"v": 7, "w": 5, "x": 3, "y": 2}.items() for person in range(many)]
    line = hide(tree(entries)).part("A", str)
    rows = {(row.label, row.amount, len(row.people)) for row in without_names_of_hidden(line, "Other things")}
    assert rows == {("v", 700, 7), ("Other things", 1_000, 5)}, "of x and y alone it would be three people"


# --- What people got --------------------------------------------------------------------------------------------------
def shown(rows) -> dict:
    return {row.label: None if row.hidden else row.amount or row.times for row in rows}


def kinds(got, of_costs=False) -> dict:
    return shown(kinds_of([*got.pounds.rows, got.things], of_costs=of_costs))


def got_this_year():
    return what_people_got(*this_year(), by_line=True)


def test_from_five_people_on_a_sum_is_shown(cora):
    given_to(4, cora)
    assert kinds(got_this_year()) == {"Voucher": None}
    given_to(1, cora, pence=500)
    sums = got_this_year()
    assert (kinds(sums), sums.pounds.amount, sums.pounds.hidden) == ({"Voucher": 8_500}, 8_500, False)


def test_one_person_five_times_is_one_person(mina, cora):
    for _n in range(5):
        got(mina, by=cora)
    assert got_this_year().pounds.hidden


def test_what_would_give_a_hidden_sum_away_is_hidden_too(cora):
    """A meal has no amount: were the vouchers shown, the total less them would be the fees of two people."""
    given_to(7, cora)
    given_to(5, cora, works="thing")
    given_to(2, cora, works="fee")
    assert kinds(got_this_year()) == {"Voucher": None, "Meal": 5, "Fee": None}
    given_to(3, cora, works="fee")
    assert kinds(got_this_year()) == {"Voucher": 14_000, "Meal": 5, "Fee": 10_000}


def test_one_cost_among_vouchers_is_not_the_total_less_the_vouchers(cora, mina):
    given_to(10, cora)
    paid(mina, by=cora)
    sums = got_this_year()
    assert (kinds(sums), kinds(sums, of_costs=True)) == ({"Voucher": None}, {"Bus, tram or train": None})
    assert shown(sums.pounds.rows) == {"People": 20_460}


def test_one_kind_of_access_among_others_is_not_the_line_less_the_others(cora, mina):
    for person in people(5):
        paid(person, by=cora, kind="A personal assistant", pence=500)
    paid(mina, by=cora, kind="Care for somebody at home", pence=9_000)
    assert kinds(got_this_year(), of_costs=True) == {"A personal assistant": None, "Care for somebody at home": None}
    assert shown(got_this_year().pounds.rows) == {"So that everybody can take part": 11_500}


def test_what_was_spent_on_access_stands_apart(cora):
    for _n in range(5):
        paid(UserFactory(), by=cora, kind="A personal assistant", pence=500)
        paid(UserFactory(), by=cora)
    sums = got_this_year()
    assert shown(sums.pounds.rows) == {"So that everybody can take part": 2_500, "People": 2_300}
    assert kinds(sums, of_costs=True) == {"A personal assistant": 2_500, "Bus, tram or train": 2_300}


def test_what_was_taken_back_is_in_no_sum(cora):
    made = given_to(6, cora)
    take_back(thing=made[0], why="By mistake.", by=cora)
    assert got_this_year().pounds.amount == 10_000


def test_how_long_people_waited(cora):
    for days in (0, 1, 2, 3, 4, 5, 6, 7, 8, 30):
        made = got(UserFactory(), by=cora)
        Reward.objects.filter(pk=made.pk).update(answered_at=timezone.now() - timedelta(days=days))
    days = days_until_given(*this_year())
    assert (days.middle, days.slowest) == (4, 30)
    made = paid(UserFactory(), by=cora)
    Cost.objects.filter(pk=made.pk).update(confirmed_at=timezone.now() - timedelta(days=100))
    assert days_until_given(*this_year()).slowest == 30
    assert days_until_given(TODAY() - timedelta(days=9), TODAY() - timedelta(days=8)) is None


def test_how_many_said_no_is_said_when_there_are_enough_of_both(cora):
    for _n in range(4):
        answered(UserFactory(), by=cora, says="no")
    for _n in range(5):
        answered(UserFactory(), by=cora)
    assert said_no_of_hundred(*this_year()) is None
    answered(UserFactory(), by=cora, says="no")
    assert said_no_of_hundred(*this_year()) == 50


# --- What people gave -------------------------------------------------------------------------------------------------
def gave_this_year(**narrowed):
    return what_people_gave(*this_year(), **narrowed)


def test_hours_and_what_is_told_in_words_are_added_up_apart(cora):
    """Else the hours of whoever wrote hours would stand beside people who wrote words alone."""
    for person in people(4):
        gave(person, kind="Care", minutes=None, words="I was there.")
    gave(UserFactory(), kind="Care", minutes=300)
    sums = gave_this_year()
    assert (sums.time.hidden, sums.words.hidden) == (True, True)
    gave(UserFactory(), kind="Care", minutes=None, words="I was there.")
    sums = gave_this_year()
    assert (sums.time.hidden, shown(sums.words.rows)) == (True, {"Care": 5})


def test_what_waits_for_a_yes_was_refused_or_taken_away_is_in_no_sum(mina, cora):
    everybody = people(6)
    for person in everybody:
        gave(person, minutes=60)
    proposed(mina, minutes=600)
    services.take_away(contribution=proposed(mina, subject="meeting:2", minutes=600), by=mina)
    assert gave_this_year().time.amount == 360
    services.accept(contribution=proposed(mina), by=mina)
    assert gave_this_year().time.amount == 960


def test_only_of_these_days(cora):
    for person in people(5):
        gave(person, on=last_year()[1])
    assert not gave_this_year().time.people
    assert what_people_gave(*last_year()).time.amount == 600


# --- For whoever pays -------------------------------------------------------------------------------------------------
def test_the_page_for_whoever_pays(browser, cora):
    given_to(5, cora)
    given_to(1, cora, works="thing")
    page = words(browser.get(SUMS))
    assert "£100, 5 times, to 5 people" in page
    assert "Fewer than five people" in page
    for person in people(5):
        gave(person)
    assert "10 hours" not in words(browser.get(SUMS)), "whoever pays may be one of the five"
    gave(UserFactory(), kind="Reading", minutes=30)
    page = words(browser.get(SUMS))
    assert ("10 hours 30 minutes, 6 times, by 6 people" in page, "10 hours, 5 times" in page) == (True, False)
    page = words(browser.get(f"{SUMS}?first=2020-01-01&last=2020-12-31"))
    assert ("1 January 2020" in page, "Too few people" in page, "10 hours" in page) == (True, True, False)
    answer = browser.get(f"{SUMS}?first=2020-01-01&last=2019-01-01")
    assert "This day comes before the first" in words(answer)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_that_no_year_has_is_no_fault_of_ours(browser, day):
    assert browser.get(f"{SUMS}?first={day}&last={day}").status_code == 200


def test_by_the_day_it_cannot_be_worked_out_what_somebody_gave(browser, cora, mina):
    for person in people(6):
        gave(person, minutes=60)
    gave(mina, on=max(this_year()[0], TODAY() - timedelta(days=1)), minutes=90)
    first, last = this_year()
    tables = {
        str(browser.get(f"{SUMS}?first={since}&last={until}").context["gave"])
        for since, until in ((first, last), (TODAY(), TODAY()), (first, TODAY() - timedelta(days=1)))
        if services.tax_year(until) == this_year()
    }
    assert len(tables) == 1
    assert "7 hours 30 minutes" in tables.pop()


@pytest.mark.parametrize("many", [1, 12])
def test_the_page_costs_the_same_for_one_and_twelve(browser, cora, many, django_assert_num_queries):
    given_to(many, cora)
    for person in people(many):
        paid(person, by=cora)
        gave(person)
    browser.get(SUMS)
    with django_assert_num_queries(8):
        browser.get(SUMS)


def test_an_hour_is_never_priced_in_the_sums(browser, cora):
    given_to(5, cora, works="fee", minutes=120)
    assert "hour" not in main(browser.get(SUMS)).lower()


# --- For a group ------------------------------------------------------------------------------------------------------
@pytest.fixture
def six(db):
    return people(6)


@pytest.fixture
def art(six):
    return make_group(*six, name="Art")


def of_group(client, person, group, query=""):
    client.force_login(person)
    return client.get(reverse("portal:groups:sums", args=[group.pk]) + query)


def rows(tables) -> dict:
    return {table.caption: {row["label"]: row["value"] for row in table.rows} for table in tables}


def come(meeting, everybody, minutes=60):
    """Whoever was there says that it is right that they were."""
    for person in everybody:
        made = proposed(person, subject=meeting.about, minutes=minutes, day=timezone.localdate(meeting.starts_at))
        services.accept(contribution=made, by=person)


def test_a_group_sees_what_its_people_gave_from_six_on(client, art, six):
    """One of five could take off their own part: it would be of four."""
    met = make_meeting(art, days=0)
    come(met, six[:5])
    proposed(six[5], subject=met.about, minutes=600)
    answer = of_group(client, six[0], art)
    assert (answer.context["sums"].gave, "once six people gave something" in words(answer)) == ([], True)
    come(met, six[5:], minutes=600)
    answer = of_group(client, six[0], art)
    assert rows(answer.context["sums"].gave) == {
        "Time that people gave": {"Meeting": "15 hours, 6 times, by 6 people"},
    }
    assert "What we gave and got" in words(client.get(reverse("portal:groups:group", args=[art.pk])))


def test_a_group_sees_what_its_people_got_for_its_meetings_and_from_its_money(client, art, six, cora):
    met, ours = make_meeting(art, days=0), budget(by=cora, subject=art.about)
    for person in six:
        got(person, by=cora, subject=met.about)
    for person in six[:2]:
        bus = approved(person, by=cora)
        services.choose_budget(cost=bus, budget=ours, by=cora)
        services.give(thing=fresh(bus), on=TODAY(), how="paid", by=cora)
    got(six[0], by=cora, title="Something else")
    found = rows(of_group(client, six[0], art).context["sums"].got)
    assert found == {"Money, vouchers and costs": {"All together": "£129.20, 8 times, to 6 people"}}, (
        "the buses are of two people"
    )
    for person in six[2:]:
        bus = approved(person, by=cora)
        services.choose_budget(cost=bus, budget=ours, by=cora)
        services.give(thing=fresh(bus), on=TODAY(), how="paid", by=cora)
    found = rows(of_group(client, six[0], art).context["sums"].got)
    assert found == {
        "Money, vouchers and costs": {
            "All together": "£147.60, 12 times, to 6 people",
            "Voucher": "£120, 6 times, to 6 people",
            "Bus, tram or train": "£27.60, 6 times, to 6 people",
        }
    }


def test_a_kind_of_few_people_is_not_even_named(client, art, six, cora):
    met, others = make_meeting(art, days=0), people(6)
    for person in (*six, *others):
        got(person, by=cora, subject=met.about)
    for person in six[:3]:
        got(person, by=cora, subject=met.about, works="fee")
    for person in others:
        got(person, by=cora, subject=met.about, works="thing")
    answer = of_group(client, six[0], art)
    assert rows(answer.context["sums"].got) == {
        "Money, vouchers and costs": {"All together": "£300, 15 times, to 12 people"},
        "Things without an amount": {"Meal": "6 times, to 6 people"},
    }
    assert "Fee" not in words(answer)


def test_it_is_of_this_group_alone_and_without_names(client, art, six):
    other = make_group(*six, name="Buses")
    come(make_meeting(other, days=0), six)
    come(make_meeting(art, days=0), six, minutes=30)
    answer = of_group(client, six[0], art)
    assert rows(answer.context["sums"].gave)["Time that people gave"] == {"Meeting": "3 hours, 6 times, by 6 people"}
    page = main(answer)
    assert [person.known_as for person in six if person.known_as in page] == []


def test_by_the_day_nothing_can_be_asked_for(client, art, six):
    come(make_meeting(art, days=0), six)
    as_it_is, days = of_group(client, six[0], art), f"?first={TODAY()}&last={TODAY()}&year=1999"
    assert main(of_group(client, six[0], art, days)) == main(as_it_is)


def test_the_years_before_are_there_to_look_at(client, art, six):
    begun = last_year()[0]
    noon = timezone.make_aware(datetime(begun.year, 12, 31, 12))
    past = make_meeting(art)
    type(past).objects.filter(pk=past.pk).update(starts_at=noon)
    come(fresh_meeting(past), six)
    now = of_group(client, six[0], art)
    assert (now.context["sums"].gave, f"?year={begun.year}" in words(now)) == ([], True)
    before = of_group(client, six[0], art, f"?year={begun.year}")
    assert rows(before.context["sums"].gave)["Time that people gave"] == {"Meeting": "6 hours, 6 times, by 6 people"}
    assert f"?year={begun.year - 1}" not in words(before)


def fresh_meeting(made):
    return type(made).objects.get(pk=made.pk)


@pytest.mark.parametrize("anyone_may_ask", [True, False])
def test_whoever_is_not_in_it_finds_no_such_page(client, six, cora, anyone_may_ask):
    art = make_group(*six, name="Art", anyone_may_ask=anyone_may_ask)
    left, asked = UserFactory(), UserFactory()
    seat(art, left, state="left")
    seat(art, asked, state="asked")
    others = [left, asked, UserFactory(), UserFactory(groups=["Payers"]), UserFactory(is_superuser=True)]
    assert {of_group(client, person, art).status_code for person in others} == {404}
    assert {of_group(client, person, art).status_code for person in (six[1], cora)} == {200}


@pytest.mark.parametrize("many", [1, 12])
def test_it_costs_the_same_for_one_and_twelve(client, art, six, cora, many, django_assert_num_queries):
    for number in range(many):
        met = make_meeting(art, days=-number)
        come(met, six)
        got(six[0], by=cora, subject=met.about)
    of_group(client, six[0], art)
    with django_assert_num_queries(10):
        client.get(reverse("portal:groups:sums", args=[art.pk]))


# --- For everybody ----------------------------------------------------------------------------------------------------
@pytest.fixture
def out(db):
    return make_page("What we give and get", slug="give-and-get", kind=GiveAndGetPage)


def told(person, what="The clinic has a quiet room.", *, public=True, **about):
    made = gave(person, **about)
    services.say_what_changed(contribution=made, words=what, by=person)
    if public:
        services.let_it_be_public(contribution=made, by=person)
    return fresh(made)


def read(client, out) -> str:
    client.logout()
    answer = client.get(out.get_url())
    assert answer.status_code == 200
    return words(answer)


def test_everybody_reads_sums_of_the_year_that_is_over(client, out, cora):
    day = last_year()[1]
    for person in people(6):
        gave(person, kind="Care", on=day)
        got(person, by=cora, on=day)
        paid(person, by=cora, on=day, kind="A personal assistant", pence=500)
        gave(person, kind="Reading", minutes=6_000)
        got(person, by=cora, pence=99_900)
    page = read(client, out)
    for shown in ("12 hours, 6 times, by 6 people", "£150, 12 times, to 6 people"):
        assert shown in page, shown
    assert "£30, 6 times, to 6 people" in page, "what went to access, by itself"
    assert ("Reading" in page, "100 hours" in page, "£999" in page) == (False, False, False), "of this year"


def test_nothing_stands_there_of_fewer_than_six(client, out, cora):
    day = last_year()[1]
    for person in people(5):
        gave(person, kind="Care", on=day)
        got(person, by=cora, on=day)
    page = read(client, out)
    assert ("Care" in page, "hours" in page, "£" in page, "Nothing here yet" in page) == (False, False, False, True)


def test_no_name_and_nothing_that_is_not_for_everybody(client, out, cora):
    mina, wes = UserFactory(known_as="Minaxq"), UserFactory(known_as="Wesxq")
    about = {"title": "the titlexq", "words": "My wordsxq.", "witness": wes, "on": date(2020, 2, 3)}
    told(mina, "Two quiet rooms.", **about)
    told(mina, "Not for everybodyxq.", public=False)
    services.say_what_changed(contribution=gave(mina, witness=wes), words="Written by anotherxq.", by=wes)
    services.thank(to=mina, words="Thankxq you.", by=wes)
    page = read(client, out)
    assert "Two quiet rooms." in page
    assert "xq" not in page.lower()
    assert "2020" not in page
    assert not SearchEntry.objects.filter(text__contains="quiet rooms").exists()


def test_it_is_there_for_as_long_as_the_page_is_on_the_site(client, out, mina):
    told(mina)
    assert "quiet room" in read(client, out)
    out.unpublish()
    assert client.get(out.get_url()).status_code == 404
    draft = make_page("Not yet", slug="not-yet", kind=GiveAndGetPage, live=False)
    assert client.get(f"/{draft.slug}/").status_code == 404
    assert "quiet room" not in words(client.get("/search/?q=quiet"))


def keep_among_us(made):
    services.keep_among_us(contribution=made, by=made.person)


def take_away(made):
    services.take_away(contribution=made, by=made.person)


def say_otherwise(made):
    services.say_what_changed(contribution=made, words="Other words.", by=made.person)


def leave_for_good(made):
    erase_person(person=made.person, by=None)


@pytest.mark.parametrize("act", [keep_among_us, take_away, say_otherwise, leave_for_good])
def test_what_somebody_takes_back_is_gone_at_once_and_no_copy_is_kept(
    client, settings, django_capture_on_commit_callbacks, out, mina, act
):
    settings.PAGE_CACHE_SECONDS = 600
    made = told(mina)
    assert "quiet room" in read(client, out)
    places = [pagecache.place_name(sort, number) for sort in pagecache.SORTS for number in range(pagecache.PLACES)]
    assert cache.get_many(places)
    with django_capture_on_commit_callbacks(execute=True):
        act(made)
    assert not cache.get_many(places)
    assert ("quiet room" in read(client, out), "Other words" in read(client, out)) == (False, False)


def test_what_somebody_says_yes_to_is_there_at_once(client, settings, django_capture_on_commit_callbacks, out, mina):
    settings.PAGE_CACHE_SECONDS = 600
    made = told(mina, public=False)
    assert "quiet room" not in read(client, out)
    with django_capture_on_commit_callbacks(execute=True):
        services.let_it_be_public(contribution=made, by=mina)
    assert "quiet room" in read(client, out)


def test_the_newest_words_stand_first_a_page_at_a_time(client, out, mina):
    for number in range(GiveAndGetPage.per_page + 1):
        told(mina, f"Change {number:02}.", on=TODAY() - timedelta(days=number))
    first, second = (words(client.get(f"{out.get_url()}?page={page}")) for page in (1, 2))
    assert first.index("Change 00.") < first.index("Change 19.")
    assert ("Change 20." in first, "Change 20." in second, "Change 19." in second) == (False, True, False)


def test_words_stay_words(client, out, mina):
    told(mina, "<script>alert(1)</script>")
    assert "<script>alert(1)" not in read(client, out)


def test_when_another_year_is_over_the_kept_page_ends(client, out, rf):
    request = rf.get("/")
    out.get_context(request)
    the_sixth = this_year()[1] + timedelta(days=1)
    assert timezone.localdate(request.page_ends) == the_sixth
    assert timezone.localtime(request.page_ends).hour == 0


def test_the_kinds_are_in_the_words_of_the_organisation(cora):
    ContributionKind.objects.filter(name="Care").update(name="Being there")
    for person in people(6):
        gave(person, kind="Being there", on=last_year()[1])
    (table,) = shared_sums.sums_for_everybody().gave
    assert [row["label"] for row in table.rows] == ["Being there"]
