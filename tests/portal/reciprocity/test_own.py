"""What is for somebody alone: being warned before an amount, a letter, what they did, and a reference they ask for."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from home.models import Brand
from portal import pdf
from portal.audit.models import Entry as Trail
from portal.members.services import erase_person, take_a_copy
from portal.notices.models import Notice
from portal.reciprocity.models import Limit, ReferenceRequest
from portal.reciprocity.record import done_by
from portal.reciprocity.services import (
    NotTheirOwn,
    TooLate,
    answer,
    ask_for_reference,
    say_it_came,
    say_missing,
    say_reference_written,
    set_limit,
    take_away,
    take_reference_back,
    warning,
    withdraw,
)
from portal.today import due_for
from tests.factories.people import UserFactory
from tests.factories.reciprocity import answered, approved, cost, fresh, gave, got, paid, reward

pytestmark = pytest.mark.django_db
NOVEMBER = date(2031, 11, 18)  # a Tuesday


@pytest.fixture
def cora():
    return UserFactory(known_as="Cora", groups=["Coordinators"])


@pytest.fixture
def mina():
    return UserFactory(known_as="Mina")


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def at(name, *numbers):
    return reverse(f"portal:reciprocity:{name}", args=numbers)


def said(person, name, *numbers) -> str:
    return signed_in(person).get(at(name, *numbers)).content.decode()


# --- a private limit --------------------------------------------------------------------------------------------------
def test_whoever_would_go_over_is_warned_in_a_sentence(mina, cora):
    set_limit(each="month", pence=4_000, by=mina)
    answered(mina, by=cora, pence=2_500, day=NOVEMBER)
    made = reward(mina, by=cora, pence=2_000, day=NOVEMBER - timedelta(days=17))
    assert warning(made) == "With this you would get £45 in November. You asked us to warn you before £40."


@pytest.mark.parametrize(
    ("each", "day", "warned"),
    [
        ("month", date(2031, 11, 1), True),
        ("month", date(2031, 11, 30), True),
        ("month", date(2031, 10, 31), False),
        ("month", date(2031, 12, 1), False),
        ("week", date(2031, 11, 17), True),
        ("week", date(2031, 11, 23), True),
        ("week", date(2031, 11, 16), False),
        ("week", date(2031, 11, 24), False),
    ],
)
def test_the_week_or_month_is_that_of_the_day_it_is_for(mina, cora, each, day, warned):
    set_limit(each=each, pence=2_000, by=mina)
    answered(mina, by=cora, day=NOVEMBER)
    assert bool(warning(reward(mina, by=cora, day=day))) is warned


def test_what_reaches_the_amount_does_not_go_over_it(mina, cora):
    set_limit(each="month", pence=2_000, by=mina)
    assert warning(reward(mina, by=cora, day=NOVEMBER)) == ""
    assert warning(reward(mina, by=cora, pence=2_001, day=NOVEMBER))


@pytest.mark.parametrize("counts", ["less", "no", "away", "open", "withdrawn", "thing", "cost", "of somebody else"])
def test_only_what_they_get_counts(mina, cora, counts):
    set_limit(each="month", pence=2_500, by=mina)
    if counts == "less":
        answered(mina, by=cora, says="less", takes_pence=500, day=NOVEMBER)
    elif counts in ("no", "away"):
        answered(mina, by=cora, says=counts, goes_to="the food bank" if counts == "away" else "", day=NOVEMBER)
    elif counts == "open":
        reward(mina, by=cora, day=NOVEMBER)
    elif counts == "withdrawn":
        withdraw(reward=answered(mina, by=cora, day=NOVEMBER), why="No.", by=cora)
    elif counts == "thing":
        got(mina, by=cora, works="thing", day=NOVEMBER)
    elif counts == "cost":
        paid(mina, by=cora, pence=5_000, on=NOVEMBER)
    else:
        answered(UserFactory(), by=cora, day=NOVEMBER)
    assert warning(reward(mina, by=cora, day=NOVEMBER)) == ""


def test_without_a_day_it_counts_when_it_was_given_or_has_to_be_there(mina, cora):
    set_limit(each="month", pence=2_000, by=mina)
    got(mina, by=cora, on=date(2026, 3, 3), by_when=date(2031, 11, 3))
    assert warning(reward(mina, by=cora, by_when=NOVEMBER)) == "", "given in March"
    answered(mina, by=cora, by_when=date(2031, 11, 3))
    assert warning(reward(mina, by=cora, by_when=NOVEMBER))


def test_it_stands_beside_the_offer_for_its_person_and_for_nobody_who_pays(mina, cora):
    set_limit(each="month", pence=1_000, by=mina)
    made = reward(mina, by=cora, day=NOVEMBER)
    assert "You asked us to warn you before £10." in said(mina, "reward", made.pk)
    assert "You asked us to warn you before £10." in said(mina, "answer", made.pk)
    places = [("reward", made.pk), ("answer-down", made.pk), ("all",), ("limit",), ("mine",)]
    assert [place for place in places if "warn you before" in said(cora, *place) or "£10." in said(cora, *place)] == []


def test_nothing_is_said_where_no_money_is_offered_or_no_limit_set(mina, cora):
    made = reward(mina, by=cora)
    assert warning(made) == ""
    set_limit(each="week", pence=1, by=mina)
    assert warning(reward(mina, by=cora, works="thing")) == ""
    set_limit(each="", pence=None, by=mina)
    assert (warning(made), Limit.objects.count()) == ("", 0)


def test_that_somebody_set_one_is_in_their_copy_and_in_no_trail(mina):
    before = Trail.objects.count()
    answer = signed_in(mina).post(at("limit"), {"key": uuid4(), "each": "week", "pence": "40"})
    assert (answer.status_code, Limit.objects.get().pence) == (302, 4_000)
    assert Trail.objects.count() == before
    assert "When we warn you" in str(take_a_copy(person=mina))
    erase_person(person=mina, by=None)
    assert not Limit.objects.exists()


@pytest.mark.parametrize("pence", ["", "forty", "0", "-1", "1e9"])
def test_an_amount_that_is_none_is_said_and_nothing_typed_is_lost(mina, pence):
    answer = signed_in(mina).post(at("limit"), {"key": uuid4(), "each": "week", "pence": pence})
    assert (answer.status_code, set(answer.context["form"].errors)) == (200, {"pence"})
    assert f'value="{pence}"' in answer.content.decode() or not pence
    assert not Limit.objects.exists()


# --- a letter ---------------------------------------------------------------------------------------------------------
def test_a_letter_says_what_it_is_and_what_they_got_and_never_what_they_said_no_to(mina, cora):
    Brand.objects.create(name="The Umbrella", contact_phone="01632 960")
    today = timezone.localdate()
    got(mina, by=cora, title="Talking to nurses")
    answered(mina, by=cora, title="Coming soon", day=today)
    answered(mina, by=cora, says="no", title="What she would not do", day=today)
    answered(mina, by=cora, says="away", goes_to="the food bank", title="Somebody else’s", day=today)
    paid(mina, by=cora, title="The bus there")
    letter = said(mina, "letter")
    for words in ("Mina", "The Umbrella", "01632 960", "It is voluntary", "Talking to nurses", "Coming soon", "£4.60"):
        assert words in letter
    assert "would not do" not in letter
    assert "food bank" not in letter
    assert "Talking to nurses" not in said(cora, "letter"), "each their own"
    before = signed_in(mina).get(at("letter"), {"first": "2020-01-01", "last": "2020-02-01"}).content.decode()
    assert "Talking to nurses" not in before


@pytest.mark.skipif(not pdf.IS_INSTALLED, reason="WeasyPrint is not installed.")
def test_a_letter_to_keep(mina, cora):
    got(mina, by=cora)
    made = signed_in(mina).get(at("letter-pdf"))
    assert (made.status_code, made.content[:4]) == (200, b"%PDF")


# --- what they did ----------------------------------------------------------------------------------------------------
def test_what_they_did_is_what_they_said_yes_to_once_it_is_over(mina, cora):
    today = timezone.localdate()
    answered(mina, by=cora, title="The leaflet", day=today, minutes=90)
    answered(mina, by=cora, title="The food bank’s", says="away", goes_to="the food bank", day=today)
    answered(mina, by=cora, title="Tomorrow’s", day=today + timedelta(days=1))
    answered(mina, by=cora, title="Said no", says="no", day=today)
    withdraw(reward=answered(mina, by=cora, title="Called off", day=today), why="No.", by=cora)
    assert {(one.title, one.minutes) for one in done_by(mina)} == {("The leaflet", 90), ("The food bank’s", 0)}
    assert done_by(cora) == []
    page, text = said(mina, "record"), said(mina, "record-file")
    for words in (page, text):
        assert "The leaflet" in words
        assert "£" not in words, "what they got for it stands nowhere"
    assert "1 hour 30 minutes" in page


# --- a certificate ----------------------------------------------------------------------------------------------------
def certificate(person, **asked) -> str:
    html = signed_in(person).get(at("certificate"), asked).content.decode()
    head, rest = html[html.index("<h1") :].split("Choose what stands on it")
    return head + rest.split("</details>", 1)[1]


@pytest.fixture
def three(mina, cora):
    """What she did on three days: two hours, in words, and something she was offered money for."""
    gave(mina, on=date(2026, 1, 31), title="In January", minutes=120)
    gave(mina, on=date(2026, 3, 1), title="In March", minutes=None, words="I sat with her.")
    got(mina, by=cora, day=date(2026, 5, 9), title="In May", minutes=90)
    gave(cora, on=date(2026, 3, 1), title="Cora’s own")
    return {one.title.split(": ")[-1]: one.which for one in done_by(mina)}


def stands(html) -> set:
    every = ("In January", "In March", "In May", "Cora’s own", "2 hours", "1 hour 30 minutes", "3 hours 30 minutes")
    return {words for words in every if words in html}


def test_a_certificate_is_of_everything_with_a_place_to_sign_and_never_of_money(mina, three):
    Brand.objects.create(name="The Umbrella")
    html = certificate(mina)
    assert stands(html) == {"In January", "In March", "In May"}
    for words in ("Mina", "The Umbrella", "31 January 2026 to 9 May 2026", "Signed for", "Signature"):
        assert words in html
    assert "£" not in html
    assert "sat with" not in html
    assert "Tesco" not in html


def test_or_of_one_thing_or_of_some_days_with_hours_only_when_they_like(mina, three):
    assert stands(certificate(mina, which=three["In May"], hours="on")) == {"In May", "1 hour 30 minutes"}
    assert stands(certificate(mina, first="2026-02-01")) == {"In March", "In May"}
    assert stands(certificate(mina, last="2026-03-01", hours="on")) == {"In January", "In March", "2 hours"}
    assert "3 hours 30 minutes" in certificate(mina, hours="on")


def test_a_certificate_is_each_persons_own(mina, cora, three):
    assert stands(certificate(cora)) == {"Cora’s own"}
    answer = signed_in(cora).get(at("certificate"), {"which": three["In May"]})
    assert "which" in answer.context["form"].errors
    assert "In May" not in answer.content.decode()


@pytest.mark.parametrize("asked", ["first=x", "first=2026-05-01&last=2026-01-01", "which=gave-1%00", "last=9999-99-99"])
def test_a_hostile_certificate_says_what_is_wrong(mina, three, asked):
    answer = signed_in(mina).get(f"{at('certificate')}?{asked}")
    assert answer.status_code == 200
    assert answer.context["form"].errors


def test_the_file_is_of_what_is_shown(mina, three):
    answer = signed_in(mina).get(at("certificate"), {"which": three["In May"], "hours": "on", "more": "x"})
    assert answer.context["asked"] == f"which={three['In May']}&hours=on"


@pytest.mark.skipif(not pdf.IS_INSTALLED, reason="WeasyPrint is not installed.")
def test_a_certificate_to_keep(mina, three):
    made = signed_in(mina).get(at("certificate-pdf"))
    assert (made.status_code, made.content[:4]) == (200, b"%PDF")


# --- a reference ------------------------------------------------------------------------------------------------------
def test_whoever_pays_is_told_that_a_reference_is_asked_for_until_it_is_written(mina, cora):
    payer, other = UserFactory(groups=["Payers"]), UserFactory()
    typed = {"key": uuid4(), "words": "A job in a café", "by_when": timezone.localdate() + timedelta(days=2)}
    assert signed_in(mina).post(at("ask-reference"), typed).status_code == 302
    asked = ReferenceRequest.objects.get()
    assert {notice.person for notice in Notice.objects.filter(about=asked.about)} == {cora, payer}
    assert "Mina asks for a reference." in str(due_for(cora))
    assert "A job in a café" in said(payer, "reference", asked.pk)
    assert signed_in(other).get(at("reference", asked.pk)).status_code == 404
    assert signed_in(UserFactory(is_superuser=True)).get(at("reference", asked.pk)).status_code == 404
    say_reference_written(asked=asked, by=payer)
    assert {notice.person for notice in Notice.objects.filter(about=asked.about)} == {mina}
    assert "reference" not in str(due_for(cora))
    with pytest.raises(TooLate):
        say_reference_written(asked=asked, by=cora)


def test_nobody_writes_their_own(cora):
    asked = ask_for_reference(words="A job", by=cora)
    assert not cora.has_perm("reciprocity.write_reference", asked)
    assert "reference" not in str(due_for(cora))
    with pytest.raises(NotTheirOwn):
        say_reference_written(asked=asked, by=cora)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReferenceRequest.objects.update(done_by=cora, done_at=timezone.now())


def test_what_it_was_for_goes_when_they_leave(mina, cora):
    asked = ask_for_reference(words="A job", by=mina)
    erase_person(person=mina, by=None)
    assert not ReferenceRequest.objects.exists()
    assert not Notice.objects.filter(about=asked.about).exists()


# --- what it costs ----------------------------------------------------------------------------------------------------
def everything(mina, cora):
    """One in each state."""
    answered(mina, by=cora)
    answered(mina, by=cora, says="no")
    say_missing(thing=got(mina, by=cora), by=mina)
    approved(mina, by=cora)
    cost(mina), cost(mina, by=cora), paid(mina, by=cora)
    ask_for_reference(words="A job", by=mina)
    return reward(mina, by=cora)


@pytest.mark.parametrize(
    ("who", "name", "queries"),
    [
        ("mina", "mine", 14),
        ("mina", "statement", 5),
        ("mina", "letter", 6),
        ("mina", "record", 7),
        ("mina", "certificate", 6),
        ("cora", "all", 12),
    ],
)
def test_lists_cost_the_same_for_one_and_for_thirty(mina, cora, who, name, queries, django_assert_num_queries):
    client = signed_in({"mina": mina, "cora": cora}[who])
    for many in (1, 29):
        for _time in range(many):
            everything(mina, cora)
        client.get(at(name))
        with django_assert_num_queries(queries):
            assert client.get(at(name)).status_code == 200


@pytest.mark.parametrize(("who", "queries"), [("mina", 10), ("cora", 5)])
def test_a_page_of_one_thing_costs_the_same_whatever_else_there_is(mina, cora, who, queries, django_assert_num_queries):
    set_limit(each="month", pence=1_000, by=mina)
    client = signed_in({"mina": mina, "cora": cora}[who])
    for many in (1, 29):
        for _time in range(many):
            made = everything(mina, cora)
        client.get(at("reward", made.pk))
        with django_assert_num_queries(queries):
            assert client.get(at("reward", made.pk)).status_code == 200


@pytest.mark.parametrize(("who", "queries"), [("mina", 7), ("cora", 8)])
def test_a_page_of_one_cost_too(mina, cora, who, queries, django_assert_num_queries):
    client = signed_in({"mina": mina, "cora": cora}[who])
    for many in (1, 29):
        for _time in range(many):
            everything(mina, cora)
        url = at("cost", cost(mina).pk)
        client.get(url)
        with django_assert_num_queries(queries):
            assert client.get(url).status_code == 200


def test_what_changed_answer_still_stands(mina, cora):
    """Less counts as less also in the offer that is looked at."""
    set_limit(each="month", pence=1_500, by=mina)
    made = answered(mina, by=cora, says="less", takes_pence=1_000, day=NOVEMBER)
    assert warning(made) == ""
    answer(reward=made, answer="yes", by=mina)
    assert warning(fresh(made))


# --- month by month, for whoever pays ---------------------------------------------------------------------------------
def test_what_was_given_stands_month_by_month_with_its_sum(mina, cora):
    got(mina, by=cora, pence=1_500, title="In January", on=date(2026, 1, 31))
    got(mina, by=cora, pence=700, title="In March", on=date(2026, 3, 1))

    def month(which):
        html = signed_in(cora).get(at("all"), {"month": which}).content.decode()
        return {
            words for words in ("In January", "In March", ": £15", ": £7", 'href="?month=2026-01"') if words in html
        }

    assert month("2026-01") == {"In January", ": £15"}
    assert month("2026-02") == {'href="?month=2026-01"'}
    assert month("2026-03") == {"In March", ": £7", 'href="?month=2026-01"'}
    for wrong in ("", "x", "2026-13", "9999-12", "0000-00", "2026-1", "0001-01"):
        assert signed_in(cora).get(at("all"), {"month": wrong}).status_code == 200


# --- what whoever writes a reference sees -----------------------------------------------------------------------------
def test_whoever_pays_sees_of_what_somebody_gave_only_what_they_ticked(mina, cora):
    answered(mina, by=cora, title="The leaflet they know of")
    kept, shown = gave(mina, title="A night at the refuge"), gave(mina, title="The garden")
    form = signed_in(mina).get(at("ask-reference")).content.decode()
    assert "A night at the refuge" in form
    assert "checked" not in form, "nothing is ticked beforehand"
    typed = {"key": uuid4(), "words": "A job in a café", "shows": [shown.pk]}
    assert signed_in(mina).post(at("ask-reference"), typed).status_code == 302
    asked = ReferenceRequest.objects.get()

    def seen(by):
        page = said(by, "reference", asked.pk)
        return {words for words in ("leaflet they know", "at the refuge", "The garden", "Later") if words in page}

    gave(mina, title="Later")
    assert seen(cora) == seen(mina) == {"leaflet they know", "The garden"}
    assert fresh(kept).state == "kept"
    take_away(contribution=shown, by=mina)
    assert seen(cora) == {"leaflet they know"}
    say_reference_written(asked=asked, by=cora)
    assert seen(cora) == seen(mina) == set(), "once it is written nobody looks any more"


def test_what_somebody_else_gave_is_shown_by_nobody(mina, cora):
    theirs = gave(UserFactory(), title="Not hers")
    typed = {"key": uuid4(), "words": "A job", "shows": [theirs.pk]}
    gave(mina)
    assert "shows" in signed_in(mina).post(at("ask-reference"), typed).context["form"].errors
    asked = ask_for_reference(words="A job", shows=[theirs], by=mina)
    assert "Not hers" not in said(cora, "reference", asked.pk)


def test_a_reference_is_taken_back_by_whoever_asked_until_it_is_written(mina, cora):
    asked = ask_for_reference(words="A job", by=mina)
    assert signed_in(cora).post(at("take-reference-back", asked.pk), {"key": uuid4()}).status_code == 403
    assert signed_in(mina).post(at("take-reference-back", asked.pk), {"key": uuid4()}).status_code == 302
    assert not ReferenceRequest.objects.exists()
    assert not Notice.objects.filter(about=asked.about).exists()
    written = ask_for_reference(words="A job", by=mina)
    say_reference_written(asked=written, by=cora)
    with pytest.raises(TooLate):
        take_reference_back(asked=written, by=mina)


def test_what_it_is_for_and_who_wrote_it_stand_in_no_message(mina, cora):
    asked = ask_for_reference(words="A job after prison", by=mina)
    told = Notice.objects.get(person=cora)
    assert (told.private, "prison" in told.title + told.words) == (True, False)
    say_reference_written(asked=asked, by=cora)
    told = Notice.objects.get(person=mina)
    assert ("Cora" in told.title + told.words, told.by) == (False, cora)


# --- what a walk through it found -------------------------------------------------------------------------------------
def test_what_did_not_arrive_is_on_no_paper_for_anybody(mina, cora):
    got(mina, by=cora)
    missed = got(mina, by=cora, title="The lost one")
    say_missing(thing=missed, by=mina)
    browser = signed_in(mina)
    for name in ("statement", "letter"):
        page = browser.get(at(name)).content.decode()
        assert "The lost one" not in page
        assert "Not counted: what was said not to have arrived." in page
    assert b"The lost one" not in b"".join(browser.get(at("statement-file")).streaming_content)
    say_it_came(thing=fresh(missed), by=mina)
    assert "The lost one" in browser.get(at("statement")).content.decode()
