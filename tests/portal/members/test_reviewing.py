""" "Is this right for me now?": somebody's own notes, read by one other at most, and by nobody who coordinates."""

from datetime import date, timedelta
from itertools import product

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import Entry
from portal.members import held, services
from portal.members.models import About, Review, Support, User, Welcome
from portal.members.services import Noted
from portal.members.waiting import talks_due
from portal.notices.models import Notice
from tests.at_once import came_to
from tests.effort import RACES
from tests.factories.members import SupportFactory
from tests.factories.people import UserFactory
from tests.portal.members.telling import key, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.both]
MINE, NEW, STILL = (reverse(f"portal:reviews:{name}") for name in ("mine", "new", "still-right"))
SECRET = {"going": "goingxq", "helps": "helpsxq", "change": "changexq"}


def day(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def url(name, review) -> str:
    return reverse(f"portal:reviews:{name}", args=[review.pk])


def note(person, companion=None, **given) -> Review:
    return services.write_review(person=person, noted=Noted(companion=companion, **SECRET | given))


@pytest.fixture
def mina(people):
    return people["member"]


@pytest.fixture
def wes(people, mina):
    """Supports Mina."""
    SupportFactory(member=mina, supporter=people["writer"])
    return people["writer"]


# --- Noting -----------------------------------------------------------------------------------------------------------
def test_alone_with_whatever_is_left_out(client_of, mina):
    client = client_of("member")
    assert MINE in text_of(client.get("/portal/me/"))
    page = text_of(client.get(NEW))
    assert ('name="companion"' in page, "Name a supporter" in page) == (False, True)
    answer = client.post(NEW, {"key": key(), "going": "Well enough.", "outcome": "less", "again_on": day(30)})
    review = Review.objects.get()
    assert answer["Location"] == url("one", review)
    assert (review.going, review.outcome, review.again_on, review.companion) == ("Well enough.", "less", day(30), None)
    page = text_of(client.get(url("one", review)))
    assert ("Only you read this." in page, "Well enough." in page, "I do less for a while" in page) == (True,) * 3
    client.post(url("change", review), {"key": key(), "going": "Better.", "again_on": day(30)})
    review.refresh_from_db()
    assert (review.going, review.outcome) == ("Better.", "")
    client.post(url("delete", review), {"key": key()})
    assert not Review.objects.exists()


def test_a_second_press_notes_nothing_twice(client_of, mina):
    client, sent = client_of("member"), {"key": key(), "going": "Well."}
    assert len({client.post(NEW, sent)["Location"] for _press in range(2)}) == 1
    assert Review.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"again_on": "2020-01-01"}, "from tomorrow on"),
        ({"again_on": "2999-01-01"}, "within a year"),
        ({"again_on": "soon"}, "Please write a day"),
        ({"outcome": "dance"}, "Select a valid choice"),
        ({"helps": "x" * 2_001}, "at most 2000"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client_of, wrong, said):
    page = text_of(client_of("member").post(NEW, {"key": key(), "going": "Well enough."} | wrong))
    assert (said in page, "Well enough." in page) == (True, True)
    assert not Review.objects.exists()


def test_a_day_that_has_passed_since_stays_when_the_words_change(client_of, mina):
    review = note(mina, again_on=day(1))
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        sent = {"key": key(), "going": "Later.", "again_on": review.again_on}
        assert client_of("member").post(url("change", review), sent).status_code == 302


# --- Whom to ask along ------------------------------------------------------------------------------------------------
def test_an_agreed_supporter_and_who_met_them_first_and_nobody_else(people, mina, wes):
    Welcome.objects.create(person=mina, buddy=people["outsider"])
    SupportFactory(member=mina, supporter=people["superuser"], ended_at=timezone.now())
    SupportFactory(member=mina, supporter=people["inactive"])
    SupportFactory(member=people["coordinator"], supporter=mina)
    assert [str(person) for person in services.companions_of(mina)] == ["Olu", "Wes"]
    for who in ("superuser", "inactive", "coordinator", "member"):
        with pytest.raises(services.NotCompanion):
            note(mina, people[who])
    assert not Review.objects.exists()


def test_they_are_told_once_and_nothing_of_the_words(client_of, people, mina, wes):
    sent = SECRET | {"key": key(), "companion": wes.pk}
    client_of("member").post(NEW, sent)
    review = Review.objects.get()
    told = Notice.objects.get()
    assert (told.person, told.path, told.private) == (wes, url("one", review), True)
    assert "xq" not in f"{told.title} {told.words}"
    client_of("member").post(url("change", review), sent | {"key": key(), "going": "more"})
    assert Notice.objects.count() == 1
    page = text_of(client_of("writer").get(url("one", review)))
    assert ("helpsxq" in page, "more" in page, "Your next step" in page) == (True, True, False)
    assert url("one", review) in text_of(client_of("writer").get(MINE))


def test_somebody_hidden_is_not_asked_along_by_their_number(client_of, people, wes):
    sent = {"key": key(), "going": "Well.", "companion": people["coordinator"].pk}
    assert "Select a valid choice" in text_of(client_of("member").post(NEW, sent))
    assert not Review.objects.exists()


def test_who_was_asked_may_say_no_and_then_sees_nothing(client_of, people, mina, wes):
    review, client = note(mina, wes), client_of("writer")
    Notice.objects.all().delete()
    assert client.post(url("step-back", review), {"key": key()})["Location"] == "/portal/"
    assert client.get(url("one", review)).status_code == 404
    told = Notice.objects.get()
    assert (told.person, "Wes" in told.title, "xq" in told.words) == (mina, True, False)
    assert "Only you read this." in text_of(client_of("member").get(url("one", review)))


# --- Who reads it -----------------------------------------------------------------------------------------------------
SUPPORTS = {
    "in force": ({}, True),
    "last day": ({"ends_on": 0}, True),
    "over": ({"ends_on": -1}, False),
    "ended": ({"ended_at": True}, False),
    "somebody else's": ({"supporter": "outsider"}, False),
}


@pytest.mark.parametrize("state", SUPPORTS)
def test_nobody_but_the_two_and_only_as_long_as_they_are_two(client_of, people, mina, state):
    """Others, coordinators, administrators and former supporters: 404, whatever they open or press."""
    change, reads = SUPPORTS[state]
    Support.objects.all().delete()
    given = {"supporter": people[change.get("supporter", "writer")]}
    given |= {"ends_on": day(change["ends_on"])} if "ends_on" in change else {}
    given |= {"ended_at": timezone.now()} if "ended_at" in change else {}
    SupportFactory(member=mina, **given)
    review = Review.objects.create(person=mina, companion=people["writer"], **SECRET)
    seen = {}
    for who in ("outsider", "member", "writer", "coordinator", "superuser"):
        client = client_of(who)
        page = client.get(url("one", review))
        seen.setdefault(page.status_code, set()).add(who)
        assert ("goingxq" in page.content.decode()) == (page.status_code == 200)
        if page.status_code == 404:
            assert client.get(url("change", review)).status_code == 404
            for name in ("change", "delete", "step-back"):
                assert client.post(url(name, review), {"key": key()}).status_code == 404
    allowed = {"member", "writer"} if reads else {"member"}
    assert seen == {200: allowed, 404: {"outsider", "member", "writer", "coordinator", "superuser"} - allowed}
    assert ("cannot open it" in text_of(client_of("member").get(url("one", review)))) == (not reads)


def test_who_met_them_first_reads_it_until_somebody_else_does(client_of, people, mina):
    welcome = Welcome.objects.create(person=mina, buddy=people["outsider"])
    review = note(mina, people["outsider"])
    assert client_of("outsider").get(url("one", review)).status_code == 200
    welcome.buddy = people["coordinator"]
    welcome.save()
    for who in ("outsider", "coordinator"):
        assert client_of(who).get(url("one", review)).status_code == 404


def test_the_words_are_nowhere_else(client_of, people, mina, wes):
    note(mina, wes, again_on=day(1), outcome="stop")
    pages = [
        "/portal/",
        reverse("portal:today"),
        MINE,
        reverse("portal:people:person", args=[mina.pk]),
        reverse("portal:people:welcome", args=[mina.pk]),
        reverse("portal:people:messages", args=[mina.pk]),
        reverse("portal:notices:by-hand"),
        reverse("portal:trail:done"),
        reverse("portal:people:list"),
    ]
    for who, page in product(("outsider", "writer", "coordinator", "superuser"), pages):
        said = text_of(client_of(who).get(page))
        assert [word for word in (*SECRET.values(), "I stop") if word in said] == [], (who, page)
    for who in ("writer", "coordinator"):
        assert "xq" not in str(held.copy_of(people[who]))
    assert "goingxq" in str(held.copy_of(mina))
    assert {entry.detail == {} for entry in Entry.objects.filter(verb__startswith="members.review")} == {True}


def test_it_goes_with_its_person_and_stays_without_the_other(client_of, people, mina, wes):
    review = note(mina, wes)
    services.erase_person(person=wes, by=None)
    review.refresh_from_db()
    assert (review.companion, review.going) == (None, "goingxq")
    services.erase_person(person=mina, by=None)
    assert not Review.objects.exists()
    assert not Notice.objects.exists()


# --- Talk again -------------------------------------------------------------------------------------------------------
def words_of(needs) -> list[str]:
    return [need.words for need in needs]


def test_the_day_stands_on_the_home_of_both_two_weeks_before(client_of, people, mina, wes):
    review = note(mina, wes, again_on=day(30))
    for days, there in ((0, False), (15, False), (16, True), (29, True)):
        with time_machine.travel(timezone.now() + timedelta(days=days)):
            assert len(list(talks_due(mina))) == len(list(talks_due(wes))) == there, days
            for who in ("outsider", "coordinator", "superuser"):
                assert not list(talks_due(people[who]))
    with time_machine.travel(timezone.now() + timedelta(days=20)):
        assert url("one", review) in text_of(client_of("member").get("/portal/"))
        assert "Mina would like to talk again" in text_of(client_of("writer").get("/portal/"))
        note(mina)
        assert (list(talks_due(mina)), list(talks_due(wes))) == ([], []), "they have looked again"


def test_a_supporter_of_before_is_not_reminded(mina, wes):
    note(mina, wes, again_on=day(2))
    Support.objects.update(ended_at=timezone.now())
    assert words_of(talks_due(wes)) == []
    assert len(words_of(talks_due(mina))) == 1


@pytest.mark.parametrize("many", [1, 12])
def test_it_costs_the_same_for_one_and_twelve(client_of, mina, wes, many, django_assert_num_queries):
    for _n in range(many):
        Review.objects.create(person=mina, companion=wes, again_on=day(3), **SECRET)
    with django_assert_num_queries(1):
        assert len(list(talks_due(wes))) == 1
    for who in ("member", "writer"):
        client = client_of(who)
        client.get(MINE)
        with django_assert_num_queries(7):
            client.get(MINE)


# --- The next step, and what each side hopes for ----------------------------------------------------------------------
STEPS = {
    "go-on": (False, False),
    "change": (False, False),
    "less": (False, False),
    "pause": (True, False),
    "stop": (False, True),
}


@pytest.mark.parametrize("outcome", STEPS)
def test_the_next_step_is_the_person_s_own(client_of, mina, outcome):
    page = text_of(client_of("member").get(url("one", note(mina, outcome=outcome))))
    break_now, leave = (reverse(f"portal:me:{name}") for name in ("break", "leave"))
    assert (f'action="{break_now}"' in page, f'href="{leave}"' in page) == STEPS[outcome]
    assert reverse("portal:me:reaching") in page
    assert reverse("portal:people:welcome", args=[mina.pk]) in page
    mina.refresh_from_db()
    assert (mina.is_paused, mina.is_active) == (False, True), "nothing happens by itself"


def test_what_is_hoped_for_stands_beside_it_and_is_looked_at_again(client_of, people, mina):
    client = client_of("member")
    assert "Nothing is written down yet." in text_of(client.get(MINE))
    client.post(STILL, {"key": key()})
    assert not Welcome.objects.exists()
    welcome = Welcome.objects.create(person=mina, they_expect="To be heard.", expectations_on=day(-400))
    for page in (MINE, NEW, url("one", note(mina))):
        assert "To be heard." in text_of(client.get(page))
    assert "Last looked at together on" in text_of(client.get(MINE))
    assert client.post(STILL, {"key": key()})["Location"] == MINE
    welcome.refresh_from_db()
    assert (welcome.still_right_on, welcome.expectations_on) == (day(0), day(-400))
    assert "and still right then" in text_of(client.get(MINE))
    assert Entry.objects.filter(verb="members.expectations_still_right", concerns=mina).count() == 1
    first_steps = reverse("portal:people:welcome", args=[mina.pk])
    assert "still right" in text_of(client_of("coordinator").get(first_steps))


def test_a_supporter_who_may_not_see_what_is_hoped_for_does_not(client_of, people, mina, wes):
    welcome = Welcome.objects.create(person=mina, they_expect="hopexq")
    review = note(mina, wes)
    assert "hopexq" not in text_of(client_of("writer").get(url("one", review)))
    welcome.buddy = wes
    welcome.save()
    page = text_of(client_of("writer").get(url("one", review)))
    assert ("hopexq" in page, STILL in page) == (True, False)


def test_somebody_on_a_break_can_still_look(client_of, mina):
    About.objects.create(person=mina, paused_at=timezone.now())
    page = text_of(client_of("member").get(url("one", note(User.objects.get(pk=mina.pk), outcome="pause"))))
    assert f'action="{reverse("portal:me:break")}"' not in page


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("also", ["delete_review", "step_back"])
def test_written_and_deleted_or_left_at_once_nobody_waits_for_ever_and_no_words_are_lost(also):
    for _repeat in range(RACES):
        person, other = UserFactory(), UserFactory()
        SupportFactory(member=person, supporter=other)
        review = services.write_review(person=person, noted=Noted(companion=other))
        came = came_to(
            lambda person=person, review=review: services.write_review(
                person=person, review=review, noted=Noted(going="kept")
            ),
            lambda review=review, person=person, other=other: getattr(services, also)(
                review=review, by=person if also == "delete_review" else other
            ),
        )
        assert came == ["done", "done"]
        assert also == "delete_review" or Review.objects.get(person=person).going == "kept"
