"""What's on, something to do, and a calendar of one's own."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from portal import openings
from portal.members.models import Coming, Gathering, Interest, Line, Offered, OneOff
from portal.members.services import forget_who_came, say_yes
from portal.notices.models import FeedKey, Notice
from portal.openings import Opening
from tests.factories.people import UserFactory
from tests.portal.members.door import words

pytestmark = pytest.mark.both

TUESDAY = datetime(2026, 12, 1, 14, 0, tzinfo=UTC)
NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
WHATS_ON, FIND = "portal:doings:whats-on", "portal:doings:find"


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(NOW):
        yield


def coffee(by, **given):
    return Gathering.objects.create(
        **{"title": "Coffee", "starts_at": TUESDAY, "place": "The library", "by": by} | given
    )


def leaflets(by, **given):
    return OneOff.objects.create(**{"title": "Fold leaflets", "by": by} | given)


def when(name, moment):
    return {f"{name}_0": moment.strftime("%Y-%m-%d"), f"{name}_1": moment.strftime("%H:%M")}


# --- What is on
@pytest.mark.django_db
def test_any_member_puts_something_on(client_of, people):
    client = client_of("outsider")
    given = {"key": uuid4(), "title": "Coffee", "place": "The library"} | when("starts_at", TUESDAY)
    client.post(reverse("portal:doings:add-gathering"), given)
    found = Gathering.objects.get()
    assert (found.by, found.starts_at) == (people["outsider"], TUESDAY)
    page = words(client_of("member").get(reverse(WHATS_ON)))
    assert ("Coffee" in page, "Tuesday 1 December, 2pm" in page) == (True, True)


@pytest.mark.django_db
def test_an_end_before_the_beginning_is_said_and_everything_stays(client_of):
    given = {"key": uuid4(), "title": "Coffee with Sam"} | when("starts_at", TUESDAY)
    given |= when("ends_at", TUESDAY - timedelta(hours=1))
    page = words(client_of("member").post(reverse("portal:doings:add-gathering"), given))
    assert "It ends before it begins." in page
    assert 'value="Coffee with Sam"' in page


@pytest.mark.django_db
def test_it_is_kept_by_who_wrote_it_and_by_coordinators(client_of, people):
    one = coffee(people["member"])
    path = reverse("portal:doings:change-gathering", args=[one.pk])
    answers = {who: client_of(who).get(path).status_code for who in people if who not in ("anonymous", "inactive")}
    assert {who for who, status in answers.items() if status == 200} == {"member", "coordinator"}
    assert set(answers.values()) == {200, 403}


@pytest.mark.django_db
def test_called_off_it_stays_on_the_list(client_of, people):
    one = coffee(people["member"])
    client_of("member").post(reverse("portal:doings:call-off", args=[one.pk]), {"key": uuid4()})
    assert "Called off" in words(client_of("outsider").get(reverse(WHATS_ON)))


@pytest.mark.django_db
def test_what_is_over_is_gone(client_of, people):
    coffee(people["member"], title="Last week", starts_at=NOW - timedelta(days=7))
    coffee(people["member"], title="Still on", starts_at=NOW - timedelta(hours=2))
    page = words(client_of("member").get(reverse(WHATS_ON)))
    assert ("Last week" in page, "Still on" in page) == (False, True)


@pytest.mark.django_db
def test_an_empty_home_says_what_comes_next(client_of, people):
    coffee(people["writer"])
    page = words(client_of("outsider").get(reverse("portal:home")))
    assert "Next: Coffee, Tuesday 1 December, 2pm" in page


@pytest.mark.django_db
def test_what_is_over_is_not_put_on_and_a_time_alone_ends_it_on_the_same_day(client_of):
    url, client = reverse("portal:doings:add-gathering"), client_of("member")
    given = {"key": uuid4(), "title": "Coffee with Sam"}
    past = words(client.post(url, given | when("starts_at", NOW - timedelta(days=1))))
    assert "That is over already." in past
    assert 'value="Coffee with Sam"' in past
    client.post(url, given | when("starts_at", TUESDAY) | {"ends_at_1": "16:00"})
    gathering = Gathering.objects.get()
    assert gathering.ends_at == TUESDAY + timedelta(hours=2)
    assert "Tuesday 1 December, 2pm to 4pm<" in words(
        client.get(reverse("portal:doings:gathering", args=[gathering.pk]))
    )
    Gathering.objects.update(ends_at=TUESDAY + timedelta(days=1))
    page = words(client.get(reverse("portal:doings:gathering", args=[gathering.pk])))
    assert "Tuesday 1 December, 2pm to Wednesday 2 December, 2pm<" in page


@pytest.mark.django_db
def test_the_link_to_what_is_wrong_leads_to_the_box_that_is(client_of):
    url, client = reverse("portal:doings:add-gathering"), client_of("member")
    given = {"key": uuid4(), "title": "Coffee", "starts_at_0": "2026-12-01", "starts_at_1": ""}
    assert 'href="#id_starts_at_1"' in words(client.post(url, given))
    assert 'href="#id_starts_at_0"' in words(client.post(url, given | {"starts_at_0": "x", "starts_at_1": "14:00"}))


@pytest.mark.django_db
def test_who_comes_is_counted_for_all_and_named_for_whoever_looks_after_it(client_of, people):
    one = coffee(people["writer"])
    page, client = reverse("portal:doings:gathering", args=[one.pk]), client_of("member")
    for _press in range(2):
        client.post(reverse("portal:doings:coming", args=[one.pk]), {"key": uuid4()})
    assert {who: ("1 person so far" in words(client_of(who).get(page))) for who in ("outsider", "writer")} == {
        "outsider": True,
        "writer": True,
    }
    assert {who: ("Mina" in words(client_of(who).get(page))) for who in ("outsider", "writer")} == {
        "outsider": False,
        "writer": True,
    }
    client_of("member").post(reverse("portal:doings:not-coming", args=[one.pk]), {"key": uuid4()})
    assert not Coming.objects.exists()


@pytest.mark.django_db
def test_nobody_comes_to_what_is_called_off(client_of, people):
    one = coffee(people["writer"], called_off_at=NOW)
    client = client_of("member")
    client.post(reverse("portal:doings:coming", args=[one.pk]), {"key": uuid4()})
    assert not Coming.objects.exists()
    assert "does not happen any more" in words(client.get(reverse("portal:doings:gathering", args=[one.pk])))


@pytest.mark.django_db
def test_who_came_is_forgotten_a_week_later(people):
    one = coffee(people["writer"])
    say_yes(doing=one, by=people["member"])
    for days, kept in ((7, True), (8, False)):
        with time_machine.travel(TUESDAY + timedelta(days=days)):
            forget_who_came()
        assert Coming.objects.exists() == kept


# --- Something to do
@pytest.mark.django_db
def test_what_shares_my_interests_stands_first(client_of, people):
    stories = Interest.objects.get(name="Telling my story")
    line = Line.objects.create(person=people["member"], kind=Line.Kind.INTERESTS)
    line.interests.add(stories)
    leaflets(people["writer"], title="A leaflets")
    leaflets(people["writer"], title="Z stories").interests.add(stories)
    page = words(client_of("member").get(reverse(FIND)))
    assert page.index("Z stories") < page.index("A leaflets")
    page = words(client_of("outsider").get(reverse(FIND)))
    assert page.index("Z stories") > page.index("A leaflets")


@pytest.mark.django_db
def test_other_parts_add_to_the_list(client_of, monkeypatch):
    group = Opening(kind="Group", title="Gardeners", url="/portal/groups/1/")
    monkeypatch.setattr(openings, "_sources", [*openings._sources, lambda user: [group]])
    assert "Gardeners" in words(client_of("member").get(reverse(FIND)))


@pytest.mark.django_db
def test_saying_yes_is_told_once_and_can_be_taken_back(client_of, people):
    one = leaflets(people["writer"])
    client = client_of("member")
    for _press in range(2):
        client.post(reverse("portal:doings:offer", args=[one.pk]), {"key": uuid4()})
    assert [notice.words for notice in Notice.objects.filter(person=people["writer"])] == [
        "Mina would like to: Fold leaflets"
    ]
    assert "Mina" in words(client_of("writer").get(reverse("portal:doings:one-off", args=[one.pk])))
    client_of("member").post(reverse("portal:doings:take-hand-back", args=[one.pk]), {"key": uuid4()})
    assert Offered.objects.count() == 0


@pytest.mark.django_db
def test_who_said_yes_is_seen_by_who_asked_alone(client_of, people):
    one = leaflets(people["writer"])
    Offered.objects.create(to=one, person=UserFactory(known_as="Zebedee"))
    path = reverse("portal:doings:one-off", args=[one.pk])
    seen = {
        who for who in ("outsider", "member", "writer", "coordinator") if "Zebedee" in words(client_of(who).get(path))
    }
    assert seen == {"writer", "coordinator"}


@pytest.mark.django_db
@pytest.mark.parametrize("many", [1, 12])
def test_lists_cost_the_same_for_one_and_twelve(client_of, people, many, django_assert_num_queries):
    for _n in range(many):
        coffee(people["writer"])
        leaflets(people["writer"]).interests.add(Interest.objects.first())
    client = client_of("member")
    for name, cost in ((WHATS_ON, 6), (FIND, 9)):
        client.get(reverse(name))
        with django_assert_num_queries(cost):
            client.get(reverse(name))


# --- Calendars
def make_feed(client, key=None) -> str:
    page = words(client.post(reverse("portal:notices:feed"), {"key": key or uuid4()}, follow=True))
    return page.partition("http://localhost:8000/calendar/")[2].partition(".ics")[0]


@pytest.mark.django_db
def test_a_calendar_reads_along(client_of, people):
    coffee(people["writer"], words="Bring cake, or don’t.")
    key = make_feed(client_of("member"))
    response = Client().get(reverse("feed", args=[key]))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in response["Cache-Control"]
    (event,) = Calendar.from_ical(response.content).walk("VEVENT")
    assert (str(event["summary"]), event.decoded("dtstart")) == ("Coffee", TUESDAY)


@pytest.mark.django_db
def test_words_cannot_add_lines_to_a_calendar(client_of, people):
    evil = "Coffee\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Evil"
    coffee(people["writer"], title=evil[:120], place=evil, words=evil)
    content = client_of("member").get(reverse("portal:notices:calendar")).content
    assert len(Calendar.from_ical(content).walk("VEVENT")) == 1
    assert b"\nSUMMARY:Evil" not in content


@pytest.mark.django_db
def test_a_new_address_ends_the_old_and_leaving_ends_both(client_of, people):
    client = client_of("member")
    first, second = make_feed(client), make_feed(client)
    assert [Client().get(reverse("feed", args=[key])).status_code for key in (first, second)] == [404, 200]
    assert Client().get("/calendar/%00.ics").status_code == 404
    people["member"].is_active = False
    people["member"].save()
    assert Client().get(reverse("feed", args=[second])).status_code == 404


@pytest.mark.django_db
def test_a_key_opens_the_calendar_and_nothing_else(client_of):
    key = make_feed(client_of("member"))
    client = Client()
    client.get(reverse("feed", args=[key]))
    assert client.get(reverse("portal:home")).status_code == 302
    assert client.cookies == {}
    assert FeedKey.objects.count() == 1


@pytest.mark.django_db
def test_one_thing_as_a_file(client_of, people):
    one = coffee(people["writer"])
    coffee(people["writer"], title="A walk")
    client = client_of("member")
    content = client.get(reverse("portal:notices:calendar"), {"only": f"gathering-{one.pk}"}).content
    assert [str(event["summary"]) for event in Calendar.from_ical(content).walk("VEVENT")] == ["Coffee"]
    assert client.get(reverse("portal:notices:calendar"), {"only": "gathering-0"}).status_code == 404


# --- Another day or place
def change(client, one, **given):
    said = {"key": uuid4(), "title": one.title, "place": one.place, "words": one.words} | when("starts_at", TUESDAY)
    return client.post(reverse("portal:doings:change-gathering", args=[one.pk]), said | given)


def told():
    return {(notice.person, notice.title, notice.words, notice.by_when) for notice in Notice.objects.all()}


@pytest.mark.django_db
def test_who_comes_hears_of_another_day_or_place_and_of_the_last_one_only(client_of, people):
    one, comes = coffee(people["writer"]), people["member"]
    for person in (comes, people["writer"]):
        say_yes(doing=one, by=person)
    Notice.objects.all().delete()
    client = client_of("writer")

    change(client, one, words="Bring a cup.")
    assert told() == set()

    change(client, one, place="The hub")
    said = "“Coffee” has changed. You said that you would come.\nWhen:"
    end = "Does it not suit you now? Open it and press “I can’t after all”, or tell us."
    same_day = f"{said} Tuesday 1 December, 2pm\nWhere: The hub\n{end}"
    assert told() == {(comes, "Changed: Coffee", same_day, TUESDAY.date())}

    later = TUESDAY + timedelta(days=1)
    change(client, one, place="", **when("starts_at", later))
    next_day = f"{said} Wednesday 2 December, 2pm\nWhere: we do not know yet.\n{end}"
    assert told() == {(comes, "Changed: Coffee", next_day, TUESDAY.date())}

    client.post(reverse("portal:doings:call-off", args=[one.pk]), {"key": uuid4()})
    assert {title for _person, title, _words, _day in told()} == {"Called off: Coffee"}
