"""Time credits: hours from one to another, into the pot and out of it; off until somebody turns them on."""

import re
from html import unescape
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import Entry as Trail
from portal.members import held
from portal.members.services import erase_person
from portal.members.services.holding import HasLeft
from portal.notices.models import Notice
from portal.reciprocity import services
from portal.reciprocity.forms.contributing import others_of
from portal.reciprocity.models import Entry, Policy, Posting, TimeTransfer
from portal.reciprocity.services import NotTheirOwn, TooLate, ledger, minutes_in_pot, minutes_of
from portal.reciprocity.statement import statement_of
from portal.reciprocity.timeline import GAVE, HOURS, lines_of, timeline_of
from tests.factories.people import UserFactory
from tests.factories.reciprocity import fresh, gave, got, hours, time_credits

pytestmark = pytest.mark.django_db
PAGE, POT = "/portal/give-and-get/hours/", "/portal/give-and-get/hours/pot/"


@pytest.fixture
def cora():
    return UserFactory(known_as="Cora", groups=["Coordinators"])


@pytest.fixture
def mina():
    return UserFactory(known_as="Mina")


@pytest.fixture
def wes():
    return UserFactory(known_as="Wes")


@pytest.fixture
def on(cora):
    time_credits(by=cora)


def sends(client, by, where=PAGE, **typed):
    client.force_login(by)
    return client.post(where, {"key": str(uuid4()), "minutes": "2", "what": ""} | typed, follow=True)


def words(response) -> str:
    """Of the page itself, without its marks."""
    main = re.search(r"<main.*</main>", response.content.decode(), re.DOTALL)[0]
    return " ".join(unescape(re.sub(r"<[^>]*>", "", main)).split())


def has(*people) -> list[int]:
    return [minutes_of(one) for one in people]


# --- Off until somebody turns them on ---------------------------------------------------------------------------------
def test_they_are_off_and_nothing_of_them_is_there(client, mina, wes, cora):
    made = hours(wes, mina)
    ways = [PAGE, POT, *(reverse(f"portal:reciprocity:{name}-hours-back", args=[made.pk]) for name in ("hand", "take"))]
    for person in (mina, wes, cora, UserFactory(is_superuser=True)):
        client.force_login(person)
        for way in ways:
            assert client.get(way).status_code in (404, 405)
            assert client.post(way, {"key": str(uuid4()), "why": "x"}).status_code == 404, way
        assert PAGE not in client.get(reverse("portal:reciprocity:mine")).content.decode()
    assert fresh(made).stands
    assert [line.which for line in lines_of(timeline_of(mina))] == []


def test_whoever_pays_turns_them_on_from_today_on(client, cora, mina):
    client.force_login(cora)
    said = {"key": str(uuid4()), "adviser": "", "days_to_pay": "14", "no_receipt_pence": "5"}
    client.post(reverse("portal:reciprocity:policy"), said | {"time_credits": "on"})
    assert (Policy.on().time_credits, Policy.on().since) == (True, timezone.localdate())
    client.force_login(mina)
    assert PAGE in client.get(reverse("portal:reciprocity:mine")).content.decode()
    assert client.get(PAGE).status_code == 200
    client.force_login(cora)
    client.post(reverse("portal:reciprocity:policy"), said | {"key": str(uuid4())})
    assert client.get(PAGE).status_code == 404


# --- Giving them ------------------------------------------------------------------------------------------------------
@pytest.mark.usefixtures("on")
def test_whoever_gives_hours_has_fewer_and_that_is_fine(client, mina, wes, cora):
    gave(mina, witness=cora)
    services.thank(to=wes, words="You were kind.", by=mina)
    page = words(sends(client, wes, to=str(mina.pk), what="Mended my bike"))
    assert has(wes, mina) == [-120, 120]
    assert "Mina is told." in page
    assert "You gave 2 hours more than you got. That is fine: it evens out." in page
    assert "2 hours for Mina" in page
    client.force_login(mina)
    page = words(client.get(PAGE))
    assert "You have 2 hours." in page
    assert ("2 hours from Wes" in page, "Mended my bike" in page) == (True, True)


@pytest.mark.usefixtures("on")
def test_no_page_warns_of_less_than_nothing(client, wes, cora):
    hours(wes, cora, minutes=6_000)
    client.force_login(wes)
    page = client.get(PAGE).content.decode()
    main = re.search(r"<main.*</main>", page, re.DOTALL)[0]
    assert "100 hours" in main
    for alarm in ("notice--warning", "notice--error", "−", "-100", "owe", "debt", "£", "alert"):
        assert alarm not in main, alarm


@pytest.mark.usefixtures("on")
def test_into_the_pot_and_out_of_it(client, mina, wes, cora):
    page = words(sends(client, mina, to="pot", minutes="3"))
    assert "3 hours for the pot" in page
    assert (has(mina), minutes_in_pot()) == ([-180], 180)
    client.force_login(cora)
    assert "In the pot: 3 hours." in words(client.get(POT))
    page = words(sends(client, cora, POT, to=str(wes.pk), minutes="2.5"))
    assert "2 hours 30 minutes out of the pot, for Wes" in page
    assert (has(cora, wes), minutes_in_pot()) == ([0, 150], 30)
    client.force_login(wes)
    assert "out of the pot, given by Cora" in words(client.get(PAGE))


@pytest.mark.usefixtures("on")
def test_the_pot_gives_no_more_than_is_in_it(client, mina, wes, cora):
    refused = sends(client, cora, POT, to=str(wes.pk), what="For the move")
    assert (refused.status_code, "The pot is empty now." in words(refused)) == (409, True)
    hours(mina, minutes=60)
    refused = sends(client, cora, POT, to=str(wes.pk), what="For the move")
    assert "The pot has 1 hour now, and no more." in words(refused)
    assert "For the move" in refused.content.decode(), "nothing typed is lost"
    assert not TimeTransfer.objects.filter(from_pot=True).exists()


@pytest.mark.usefixtures("on")
@pytest.mark.parametrize(
    "typed", [{"to": ""}, {"to": "x"}, {"minutes": ""}, {"minutes": "0"}, {"minutes": "201"}, {"minutes": "-2"}]
)
def test_what_cannot_be_given_is_said(client, mina, wes, cora, typed):
    answer = sends(client, mina, **{"to": str(cora.pk), "what": "The garden"} | typed)
    assert (answer.status_code, "The garden" in answer.content.decode()) == (200, True)
    assert not TimeTransfer.objects.exists()


@pytest.mark.usefixtures("on")
def test_nobody_gives_to_themselves_nor_finds_out_who_is_here(client, mina, wes, cora):
    for where, by, to in ((PAGE, mina, mina), (PAGE, mina, wes), (POT, cora, cora), (POT, cora, "pot")):
        assert sends(client, by, where, to=str(getattr(to, "pk", to))).status_code == 200, (
            "as if nobody had that number"
        )
    for verb in (services.give_hours, services.give_from_pot):
        with pytest.raises(NotTheirOwn):
            verb(to=cora, minutes=60, by=cora, key="one")
    assert not TimeTransfer.objects.exists()
    made = hours(mina, cora)
    wrong = [{"to": mina}, {"minutes": 0}, {"minutes": 200 * 60 + 1}, {"from_pot": True, "to": None}]
    wrong += [{"undone_at": timezone.now()}, {"undone_at": timezone.now(), "undone_by": wes}, {"undone_by": mina}]
    for given in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            TimeTransfer.objects.filter(pk=made.pk).update(**given)


@pytest.mark.usefixtures("on")
def test_sent_twice_they_move_once_and_with_other_words_twice(client, mina, cora):
    key = str(uuid4())
    for _press in range(2):
        sends(client, mina, to=str(cora.pk), key=key)
    assert has(mina) == [-120]
    sends(client, mina, to=str(cora.pk), key=key, minutes="3")
    assert (has(mina), Posting.objects.count()) == ([-300], 2)


def test_the_same_key_again_answers_with_the_first(mina, wes, cora):
    hours(mina, minutes=60)
    first = hours(cora, wes, minutes=60, from_pot=True, key="one")
    assert hours(cora, wes, minutes=60, from_pot=True, key="one") == first, "though the pot is empty by now"
    assert hours(mina, wes, key="one") != first, "another's key is another key"
    assert Notice.objects.filter(person=wes, by=cora).count() == 1


@pytest.mark.usefixtures("on")
def test_whoever_got_hours_may_give_some_to_whom_they_came_from(client, mina, wes):
    assert wes not in others_of(mina)
    hours(wes, mina)
    sends(client, mina, to=str(wes.pk), minutes="0.5")
    assert has(wes, mina) == [-90, 90]


# --- Giving them back, and taking them back ---------------------------------------------------------------------------
def back(client, made, by, name="hand", **typed):
    client.force_login(by)
    where = reverse(f"portal:reciprocity:{name}-hours-back", args=[made.pk])
    return client.post(where, {"key": str(uuid4())} | typed, follow=True)


@pytest.mark.usefixtures("on")
def test_this_was_not_for_me(client, mina, wes):
    made = hours(wes, mina)
    page = words(back(client, made, mina))
    assert (has(wes, mina), Posting.objects.count()) == ([0, 0], 2)
    assert "Given back" in page
    told = Notice.objects.get(person=wes)
    assert (told.title, told.private) == ("Mina gave hours back", True)
    assert not Notice.objects.filter(person=mina).exists(), "what she was told is not so any more"
    assert back(client, made, mina).status_code == 404
    with pytest.raises(TooLate):
        services.hand_hours_back(transfer=made, by=mina)


@pytest.mark.usefixtures("on")
def test_whoever_gave_them_takes_them_back_with_a_reason(client, mina, wes):
    made = hours(wes, mina)
    assert "Say " in words(back(client, made, wes, "take", why="")) or fresh(made).stands
    back(client, made, wes, "take", why="I meant Sol.")
    assert (has(wes, mina), fresh(made).undone_why) == ([0, 0], "I meant Sol.")
    told = Notice.objects.get(person=mina)
    assert (told.title, "Sol" in told.words) == ("Wes took hours back", False)
    client.force_login(mina)
    assert "I meant Sol. (Wes)" in words(client.get(PAGE))


@pytest.mark.usefixtures("on")
def test_each_goes_back_by_whose_it_is_alone(client, mina, wes, cora):
    made = hours(wes, mina)
    for by, name in ((mina, "take"), (wes, "hand"), (cora, "take"), (cora, "hand"), (UserFactory(), "take")):
        assert back(client, made, by, name, why="No.").status_code == 404
    for verb, by in ((services.take_hours_back, mina), (services.take_hours_back, cora)):
        with pytest.raises(TooLate):
            verb(transfer=made, why="No.", by=by)
    with pytest.raises(TooLate):
        services.hand_hours_back(transfer=made, by=wes)
    assert fresh(made).stands


@pytest.mark.usefixtures("on")
def test_hours_of_the_pot_go_back_to_it_and_out_of_it_only_while_they_are_there(client, mina, wes, cora):
    given = hours(mina, minutes=120)
    handed_on = hours(cora, wes, minutes=90, from_pot=True)
    refused = back(client, given, mina, "take", why="By mistake.")
    assert "The pot has 30 minutes now, and no more." in words(refused)
    assert (fresh(given).stands, minutes_in_pot()) == (True, 30)
    back(client, handed_on, wes)
    assert (has(wes), minutes_in_pot()) == ([0], 120)
    back(client, given, mina, "take", why="By mistake.")
    assert (has(mina, wes, cora), minutes_in_pot()) == ([0, 0, 0], 0)


# --- Who knows of it --------------------------------------------------------------------------------------------------
def test_the_two_of_it_alone_know(mina, wes, cora):
    made = hours(mina, wes)
    people = [mina, wes, cora, UserFactory(groups=["Payers"]), UserFactory(is_superuser=True)]
    assert [made in TimeTransfer.objects.visible_to(one) for one in people] == [True, True, False, False, False]
    wes.is_active = False
    assert not TimeTransfer.objects.visible_to(wes).exists()


@pytest.mark.usefixtures("on")
def test_nobody_finds_how_many_another_has(client, mina, wes, cora):
    hours(mina, wes, minutes=660, what="The roof")
    for person in (cora, UserFactory(groups=["Payers"])):
        client.force_login(person)
        for name in ("hours", "give-from-pot", "mine", "all", "sums", "budgets"):
            page = words(client.get(reverse(f"portal:reciprocity:{name}")))
            assert ("11 hours" in page, "The roof" in page) == (False, False), name


def test_whoever_is_told_of_them_hears_neither_how_many_nor_what_for(mina, wes):
    made = hours(mina, wes, minutes=660, what="The roof")
    told = Notice.objects.get(person=wes)
    assert (told.title, told.private, told.path) == ("Hours for you, from Mina", True, PAGE)
    assert ("11" in told.words, "roof" in told.words) == (False, False)
    services.hand_hours_back(transfer=made, by=wes)
    assert [one.detail for one in Trail.objects.filter(verb__startswith="reciprocity.hours")] == [{}] * 2


@pytest.mark.usefixtures("on")
def test_they_stand_on_ones_own_line_of_days_and_in_no_statement(client, mina, wes, cora):
    written, made = gave(mina), hours(wes, mina, what="The roof")
    hours(mina, minutes=60)
    hours(cora, mina, minutes=60, from_pot=True)
    services.hand_hours_back(transfer=hours(wes, mina, minutes=45), by=mina)
    lines = lines_of(timeline_of(mina, hours=True))
    assert [line.which for line in lines] == [GAVE, HOURS, HOURS, HOURS]
    assert [line.of for line in lines][::3] == [written, made]
    assert [line.which for line in lines_of(timeline_of(cora, hours=True))] == [], "out of the pot is not hers"
    client.force_login(mina)
    assert "2 hours from Wes" in words(client.get(reverse("portal:reciprocity:mine")))
    got(mina, by=cora)
    today = timezone.localdate()
    statement = statement_of(mina, today, today)
    assert (statement.total, len(statement.income), statement.others) == (2_000, 1, [])
    for name in ("statement", "statement-file", "letter", "record"):
        page = b"".join(client.get(reverse(f"portal:reciprocity:{name}"))).decode()
        assert ("The roof" in page, "from Wes" in page) == (False, False), name


@pytest.mark.usefixtures("on")
@pytest.mark.parametrize("many", [1, 30])
def test_the_page_costs_the_same_for_1_and_for_30(client, mina, cora, many, django_assert_num_queries):
    for _number in range(many):
        hours(UserFactory(), mina)
        hours(mina, UserFactory())
    client.force_login(mina)
    client.get(PAGE)
    with django_assert_num_queries(9):
        assert client.get(PAGE).status_code == 200


# --- The books, and leaving -------------------------------------------------------------------------------------------
def test_books_with_hours_hold_together(mina, wes, cora):
    hours(mina, minutes=120)
    hours(cora, wes, minutes=90, from_pot=True)
    services.hand_hours_back(transfer=hours(mina, wes), by=wes)
    assert list(services.problems()) == []
    assert services.add_up()
    assert not Entry.objects.filter(unit="pence").exists()


def broken(name, made, cora):
    if name == "minutes":
        TimeTransfer.objects.filter(pk=made.pk).update(minutes=1)
    elif name == "reversed":
        ledger.reverse(posting=made.posting, by=cora)
    elif name == "went back":
        TimeTransfer.objects.filter(pk=made.pk).update(undone_at=timezone.now(), undone_by=made.by)
    elif name == "no transfer":
        moves = {ledger.account_of(made.by): -60, ledger.account_of(made.to): 60}
        ledger.post(key="by hand", what="hours.given", unit="min", moves=moves, by=cora)
    elif name == "pot":
        moves = {ledger.account(ledger.POT): -60, ledger.account_of(made.to): 60}
        ledger.post(key="by hand", what="hours.given", unit="min", moves=moves, by=cora)


SAYS = {
    "minutes": "is of 1 minutes",
    "reversed": "do not say the same",
    "went back": "do not say the same",
    "no transfer": "is of no hours",
    "pot": "The pot has -60 minutes.",
}


@pytest.mark.parametrize("name", SAYS)
def test_what_does_not_hold_together_is_said(mina, wes, cora, name):
    broken(name, hours(mina, wes), cora)
    assert [problem for problem in services.problems() if SAYS[name] in problem]


@pytest.mark.usefixtures("on")
@pytest.mark.parametrize("who", ["gave", "got"])
def test_whoever_leaves_takes_the_words_along_and_the_hours_stay(client, mina, wes, who):
    made = hours(mina, wes, what="The roof")
    undone = hours(mina, wes)
    services.take_hours_back(transfer=undone, why="By mistake.", by=mina)
    leaves, stays = (mina, wes) if who == "gave" else (wes, mina)
    assert "The roof" in str(held.copy_of(leaves))
    erase_person(person=leaves, by=None)
    made, undone = fresh(made), fresh(undone)
    assert (made.what, undone.undone_why, made.stands) == ("", "", True)
    assert not Notice.objects.filter(about=made.about).exists()
    assert sorted(has(mina, wes)) == [-120, 120]
    assert list(services.problems()) == []
    client.force_login(stays)
    page = client.get(PAGE).content.decode()
    assert ("a former member" in page, "-back/" in page) == (True, False)
    for name, verb in (("hand", services.hand_hours_back), ("take", services.take_hours_back)):
        assert back(client, made, stays, name, why="No.").status_code == 404
        why = {"why": "No."} if name == "take" else {}
        with pytest.raises(HasLeft):
            verb(transfer=made, by=stays, **why)
    with pytest.raises(HasLeft):
        hours(stays, leaves)
