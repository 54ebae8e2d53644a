"""When a group meets, and who comes: days to choose from, the day, replies, and what changes."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from icalendar import Calendar

from home.spoken import moment
from portal.audit.models import Entry
from portal.groups import services
from portal.groups.models import DateAnswer, GroupSeat, Meeting, OfferedDate, Reply, Role
from portal.members.models import Support, User
from portal.needs import needs_of
from portal.notices.models import FeedKey, Notice
from tests.factories.groups import card_line, group, in_days, meeting, offered, seat
from tests.factories.people import UserFactory
from tests.portal.members.door import words

pytestmark = [pytest.mark.both, pytest.mark.django_db]

SOON, LATER = 8, 10


@pytest.fixture
def mina(people):
    return people["member"]


@pytest.fixture
def buses(mina, people):
    """Looked after by Mina; Wes is in it."""
    return group(mina, people["writer"])


def url(name, *numbers):
    return reverse(f"portal:groups:{name}", args=numbers)


def send(client, where, /, *numbers, **said):
    return client.post(url(where, *numbers), {"key": uuid4()} | said)


def page(client, one) -> str:
    return words(client.get(url("meeting", one.pk)))


def when(name, days) -> dict:
    return {f"{name}_0": in_days(days).strftime("%Y-%m-%d"), f"{name}_1": in_days(days).strftime("%H:%M")}


def told(person) -> list[Notice]:
    return list(Notice.objects.filter(person=person).order_by("pk"))


def titles(person) -> list[str]:
    return [notice.title for notice in told(person)]


def can(day, person, *, can=True):
    return DateAnswer.objects.create(date=day, person=person, can=can)


def said(one, person, answer="coming", **given):
    return Reply.objects.create(meeting=one, person=person, answer=answer, **given)


# --- Offering days ----------------------------------------------------------------------------------------------------
def test_one_day_is_the_day(buses, client_of, people, mina):
    send(client_of("member"), "offer-dates", buses.pk, **when("first", SOON), place="Library", you_get="Tea")
    one = Meeting.objects.get()
    assert (one.starts_at, one.place, one.by, one.dates.count()) == (in_days(SOON), "Library", mina, 0)
    (notice,) = told(people["writer"])
    assert notice.title == f"“Bus fares” meets: {moment(in_days(SOON))}"
    for part in (moment(in_days(SOON)), "Where: Library", "What you would get: Tea", "Please say whether you come"):
        assert part in notice.words
    assert (notice.path, notice.by_when) == (url("meeting", one.pk), in_days(SOON).date())
    assert told(mina) == [], "whoever offers it knows"


def test_of_several_days_people_say_which_they_can(buses, client_of, people):
    send(client_of("member"), "offer-dates", buses.pk, **when("first", LATER), **when("second", SOON))
    one = Meeting.objects.get()
    assert (one.starts_at, [date.starts_at for date in one.dates.all()]) == (None, [in_days(SOON), in_days(LATER)])
    (notice,) = told(people["writer"])
    assert notice.title == "When can you meet? “Bus fares”"
    assert notice.words.index(moment(in_days(SOON))) < notice.words.index(moment(in_days(LATER)))
    assert notice.by_when == in_days(SOON).date(), "rung before the first of them"


def test_the_same_day_twice_is_asked_about(buses, client_of):
    answer = send(client_of("member"), "offer-dates", buses.pk, **when("first", SOON), **when("second", SOON))
    assert "Two of the days are the same." in words(answer)
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"first_0": ""}, 'href="#id_first_0"'),
        ({"first_1": ""}, 'href="#id_first_1"'),
        ({"second_0": "2027-01-02"}, "Please write the time as well"),
        ({"second_1": "14:00"}, "Please write the day as well"),
        ({"first_0": "2020-01-01"}, "That is over already."),
        ({"first_0": "2999-01-01"}, "Look at the year again."),
        ({"link": "javascript:alert(1)"}, "id_link"),
    ],
)
def test_what_cannot_be_is_said_and_everything_stays(buses, client_of, wrong, says):
    given = when("first", SOON) | {"place": "The small room", "getting_in": "No steps"} | wrong
    shown = words(send(client_of("member"), "offer-dates", buses.pk, **given))
    for part in (says, 'value="The small room"', "No steps"):
        assert part in shown
    assert not Meeting.objects.exists()


def test_the_words_are_in_the_language_of_each(buses, mina):
    welsh = UserFactory(language="cy")
    seat(buses, welsh)
    made = services.offer_dates(group=buses, dates=[in_days(SOON), in_days(LATER)], by=mina)
    with translation.override("cy"):
        day = moment(in_days(SOON))
    assert day in told(welsh)[0].words
    services.choose(date=made.dates.first(), by=mina)
    assert day in told(welsh)[0].title


# --- Who can ----------------------------------------------------------------------------------------------------------
def test_who_can_is_a_number_for_all_and_names_for_those_in_it(buses, client_of, people, mina):
    one = offered(buses, SOON, LATER)
    asked = UserFactory(known_as="Asked")
    seat(buses, asked, "asked", asked_by=mina)
    seat(buses, people["outsider"], "asked", asked_by=mina)
    first = one.dates.first()
    for person in (people["writer"], asked):
        can(first, person)
    assert {who: "1 person can." in page(client_of(who), one) for who in ("member", "outsider")} == dict.fromkeys(
        ("member", "outsider"), True
    ), "whoever has not joined yet is not counted"
    seen = {
        who for who in ("member", "writer", "coordinator", "outsider") if "<bdi>Wes</bdi>" in page(client_of(who), one)
    }
    assert seen == {"member", "writer", "coordinator"}
    assert client_of("superuser").get(url("meeting", one.pk)).status_code == 404


def test_somebody_says_when_they_can_and_thinks_again(buses, client_of, people):
    one = offered(buses, SOON, LATER)
    first, second = one.dates.all()
    for dates in ([first.pk], [second.pk], []):
        send(client_of("writer"), "say-when", one.pk, dates=dates)
        found = {answer.date_id for answer in DateAnswer.objects.filter(can=True)}
        assert found == set(dates)
    assert DateAnswer.objects.filter(person=people["writer"]).count() == 2, "none of them is an answer, too"
    assert "Change which days you can" in page(client_of("writer"), one)


def test_who_is_not_in_it_any_more_says_nothing(buses, people):
    one = offered(buses, SOON)
    services.leave(group=buses, by=people["writer"])
    with pytest.raises(services.NotAsked):
        services.say_when(meeting=one, person=people["writer"], dates=[(one.dates.get(), True)], by=people["writer"])
    assert not DateAnswer.objects.exists()


def test_a_day_of_another_meeting_is_none_of_this(buses, people):
    one, other = offered(buses, SOON), offered(buses, LATER)
    with pytest.raises(services.NotOffered):
        services.say_when(meeting=one, person=people["writer"], dates=[(other.dates.get(), True)], by=people["writer"])


def test_whoever_comes_late_with_a_form_finds_the_day_that_was_chosen(buses, client_of, people, mina):
    one = offered(buses, SOON, LATER)
    first, second = one.dates.all()
    services.choose(date=second, by=mina)
    client = client_of("writer")
    for dates in ([first.pk], []):
        answer = client.post(url("say-when", one.pk), {"key": uuid4(), "dates": dates}, follow=True)
        shown = words(answer)
        assert answer.redirect_chain == [(url("meeting", one.pk), 302)]
        assert "The day has been chosen in the meantime. Say whether you come." in shown
        assert moment(in_days(LATER)) in shown
    assert client.get(url("say-when", one.pk))["Location"] == url("meeting", one.pk)
    with pytest.raises(services.NotOffered):
        services.say_when(meeting=one, person=people["writer"], dates=[], by=people["writer"])
    assert not Entry.objects.filter(verb="groups.said_when").exists()


# --- Choosing ---------------------------------------------------------------------------------------------------------
def test_choosing_counts_who_can_as_coming_and_tells_everybody_once(buses, client_of, people, mina):
    cannot, silent, asked = UserFactory(), UserFactory(language="cy"), UserFactory()
    for person in (cannot, silent):
        seat(buses, person)
    seat(buses, asked, "asked", asked_by=mina)
    one = services.offer_dates(group=buses, dates=[in_days(SOON), in_days(LATER)], by=mina)
    _first, second = one.dates.all()
    for person in (people["writer"], mina, asked):
        can(second, person)
    can(second, cannot, can=False)
    send(client_of("member"), "choose", one.pk, second.pk)
    one.refresh_from_db()
    assert one.starts_at == in_days(LATER)
    assert {(reply.person, reply.answer) for reply in one.replies.all()} == {
        (people["writer"], "coming"),
        (mina, "coming"),
    }
    assert (OfferedDate.objects.count(), DateAnswer.objects.count()) == (0, 0)
    meets = f"“Bus fares” meets: {moment(in_days(LATER))}"
    assert [titles(person) for person in (people["writer"], cannot)] == [[meets], [meets]]
    assert "You said that you can, so we count on you." in told(people["writer"])[0].words
    assert "Please say whether you come" in told(cannot)[0].words
    with translation.override("cy"):
        assert moment(in_days(LATER)) in titles(silent)[0]
    assert (titles(asked), titles(mina)) == (["Will you join “Bus fares”?"], [])
    entry = Entry.objects.get(verb="groups.date_chosen")
    assert (entry.by, entry.detail["meeting"]) == (mina, one.pk)


def test_chosen_twice_is_chosen_once(buses, client_of, people, mina):
    one = offered(buses, SOON, LATER)
    first, second = one.dates.all()
    send(client_of("member"), "choose", one.pk, first.pk)
    answer = client_of("coordinator").post(url("choose", one.pk, second.pk), {"key": uuid4()}, follow=True)
    assert "is not offered any more" in words(answer)
    assert Meeting.objects.get().starts_at == in_days(SOON)
    assert len(told(people["writer"])) == 1


def test_a_day_that_is_over_is_not_chosen(buses, mina):
    one = offered(buses, -1, LATER)
    with pytest.raises(services.TooLate):
        services.choose(date=one.dates.first(), by=mina)
    assert Meeting.objects.get().starts_at is None


# --- Who comes --------------------------------------------------------------------------------------------------------
def test_a_reply_may_be_changed_and_asks_for_no_reason(buses, client_of, people):
    one = meeting(buses, days=SOON)
    for answer in ("maybe", "sorry", "coming"):
        send(client_of("writer"), "reply", one.pk, answer=answer, would_help="A lift")
        assert (Reply.objects.get().answer, Reply.objects.get().would_help) == (answer, "A lift")
    assert "1 person is coming so far." in page(client_of("writer"), one)
    assert "You said: I’m coming" in page(client_of("writer"), one)


def test_who_comes_is_a_number_for_who_is_asked_and_names_for_those_in_it(buses, client_of, people, mina):
    one = meeting(buses, days=SOON)
    said(one, people["writer"])
    seat(buses, people["outsider"], "asked", asked_by=mina)
    pages = {who: page(client_of(who), one) for who in ("member", "writer", "coordinator", "outsider")}
    assert {who for who, shown in pages.items() if "1 person is coming so far." in shown} == set(pages)
    assert {who for who, shown in pages.items() if "<bdi>Wes</bdi>" in shown} == set(pages) - {"outsider"}


def test_what_would_help_is_read_by_who_looks_after_it_without_a_name(buses, client_of, people):
    """In another order than the names, and nowhere near them."""
    one = meeting(buses, days=SOON)
    for name, helps in (("Ann", "Zimmer frame space"), ("Zoe", "A big print agenda")):
        person = UserFactory(known_as=name)
        seat(buses, person)
        said(one, person, would_help=helps)
    shown = {who: "Zimmer frame space" in page(client_of(who), one) for who in ("member", "coordinator", "writer")}
    assert shown == {"member": True, "coordinator": True, "writer": False}
    text = page(client_of("member"), one)
    helps = text[text.index('id="helps"') : text.index("</section>", text.index('id="helps"'))]
    assert helps.index("A big print agenda") < helps.index("Zimmer frame space")
    assert ("Ann" in helps, "Zoe" in helps) == (False, False)


def test_a_reply_is_written_down_with_a_name(buses, client_of, mina):
    george = UserFactory(email="", known_as="George")
    seat(buses, george)
    one = meeting(buses, days=SOON)
    where = url("reply-down", one.pk, george.pk)
    assert where in page(client_of("member"), one)
    send(client_of("member"), "reply-down", one.pk, george.pk, answer="maybe", would_help="A lift", how_told="paper")
    found = Reply.objects.get()
    assert (found.person, found.answer, found.said) == (george, "maybe", Support.SaidYes.PAPER)
    assert (found.would_help, found.recorded_by) == ("A lift", mina)
    assert where not in page(client_of("member"), one)
    entry = Entry.objects.get(verb="groups.replied")
    assert (entry.by, entry.on_behalf_of) == (mina, george)


def test_what_somebody_said_would_help_is_not_emptied_by_whoever_writes_down_their_answer(buses, client_of, people):
    one = meeting(buses, days=SOON)
    said(one, people["writer"], would_help="A ramp")
    shown = words(client_of("member").get(url("reply-down", one.pk, people["writer"].pk)))
    assert "A ramp" not in shown
    send(client_of("member"), "reply-down", one.pk, people["writer"].pk, answer="sorry", how_told="said")
    assert (Reply.objects.get().answer, Reply.objects.get().would_help) == ("sorry", "A ramp")


def test_a_reply_is_written_down_for_those_in_it_alone(buses, client_of, people, mina):
    one = meeting(buses, days=SOON)
    seat(buses, people["outsider"], "asked", asked_by=mina)
    client = client_of("member")
    for person in (people["outsider"], mina, people["superuser"]):
        assert client.get(url("reply-down", one.pk, person.pk)).status_code == 404
    with pytest.raises(services.NotAsked):
        services.reply(meeting=one, person=people["outsider"], answer="coming", by=mina)


def test_nobody_replies_to_what_has_no_day_or_is_over_or_called_off(buses, client_of, people):
    days, past = offered(buses, SOON), meeting(buses, days=-1)
    off = meeting(buses, days=SOON, called_off_at=timezone.now())
    client = client_of("writer")
    assert client.get(url("reply", days.pk))["Location"] == url("meeting", days.pk)
    for one in (past, off):
        assert client.get(url("reply", one.pk)).status_code == 403
        with pytest.raises(services.TooLate):
            services.reply(meeting=one, person=people["writer"], answer="coming", by=people["writer"])
    with pytest.raises(services.NotAsked):
        services.reply(meeting=days, person=people["writer"], answer="coming", by=people["writer"])
    assert not Reply.objects.exists()


def test_who_has_replied_is_not_rung(buses, mina):
    george, helen = UserFactory(email=""), UserFactory(email="")
    for person in (george, helen):
        seat(buses, person)
    one = services.offer_dates(group=buses, dates=[in_days(SOON), in_days(LATER)], by=mina)
    rung = Notice.objects.to_pass_on()
    assert rung.filter(person__in=[george, helen]).count() == 2
    services.say_when(meeting=one, person=george, dates=[(one.dates.first(), True)], by=george)
    assert [notice.person for notice in rung.filter(person__in=[george, helen])] == [helen]
    services.choose(date=one.dates.first(), by=mina)
    assert rung.filter(person__in=[george, helen]).count() == 2, "the day is news to both"
    services.reply(meeting=one, person=helen, answer="sorry", by=mina, said="said")
    about_it = rung.filter(person__in=[george, helen], about=one.about)
    assert [notice.person for notice in about_it] == [george]
    assert rung.get(person=helen).title == "Mina wrote down what you told them: “Bus fares”", "in case it was not so"


# --- On the home
def needs(person) -> dict[str, str]:
    return {need.words: need.url for need in needs_of(person) if "message" not in need.words}


def test_the_home_asks_for_days_and_then_whether_one_comes(buses, people, mina):
    one, person = offered(buses, SOON, LATER), people["writer"]
    assert needs(person) == {"“Bus fares” looks for a day to meet.": url("say-when", one.pk)}
    first, second = one.dates.all()
    services.say_when(meeting=one, person=person, dates=[(first, False), (second, False)], by=person)
    assert needs(person) == {}
    services.choose(date=second, by=mina)
    assert needs(person) == {"Will you come to “Bus fares”?": url("reply", one.pk)}
    services.reply(meeting=one, person=person, answer="sorry", by=person)
    assert needs(person) == {}


def test_whoever_is_only_asked_is_asked_for_one_thing(buses, people, mina):
    offered(buses, SOON)
    seat(buses, people["outsider"], "asked", asked_by=mina)
    assert list(needs(people["outsider"])) == ["Mina asks you to join “Bus fares”."]


# --- Another day or place, or none ------------------------------------------------------------------------------------
def change(client, one, **given):
    about = {name: getattr(one, name) for name in ("place", "you_get", "getting_in", "link")}
    return send(client, "change-meeting", one.pk, **about | when("starts_at", SOON) | given)


def test_everybody_hears_of_another_day_or_place_and_of_the_last_one_only(buses, client_of, people, mina):
    one, person = meeting(buses, days=SOON, place="Library"), people["writer"]
    said(one, person, would_help="A lift")
    client = client_of("member")
    change(client, one)
    assert told(person) == []
    for name, words_of_it in (("getting_in", "Ring the bell."), ("you_get", "A £20 voucher")):
        change(client, one, **{name: words_of_it})
        assert words_of_it in told(person)[0].words
    change(client, one, place="The hub")
    (notice,) = told(person)
    assert notice.title == f"Changed: “Bus fares” meets: {moment(in_days(SOON))}"
    assert "Where: The hub" in notice.words
    assert one.replies.count() == 1, "it is the same day"
    change(client, one, place="The hub", **when("starts_at", LATER))
    (notice,) = told(person)
    assert notice.title == f"Changed: “Bus fares” meets: {moment(in_days(LATER))}"
    assert notice.by_when == in_days(SOON).date(), "before somebody goes there for nothing"
    assert not one.replies.exclude(answer="").exists(), "on another day people say anew whether they come"
    assert list(needs(person)) == ["Will you come to “Bus fares”?"]
    assert told(mina) == []


def test_while_days_are_looked_for_the_place_may_change_and_no_day_is_asked_for(buses, client_of, people):
    one = offered(buses, SOON)
    client = client_of("member")
    assert 'name="starts_at_0"' not in words(client.get(url("change-meeting", one.pk)))
    change(client, one, place="The hub")
    one.refresh_from_db()
    assert (one.place, one.starts_at, told(people["writer"])) == ("The hub", None, [])


def test_a_day_chosen_while_somebody_changes_the_place_is_kept_and_so_is_what_they_typed(buses, client_of, mina):
    one = offered(buses, SOON)
    services.choose(date=one.dates.get(), by=mina)
    shown = words(send(client_of("member"), "change-meeting", one.pk, place="The hub"))
    assert 'value="The hub"' in shown
    assert "Please fill this in." in shown
    one.refresh_from_db()
    assert (one.starts_at, one.place) == (in_days(SOON), "")


def test_called_off_everybody_hears_and_it_stays_to_be_seen(buses, client_of, people, mina):
    one = meeting(buses, days=SOON)
    send(client_of("member"), "call-off", one.pk)
    (notice,) = told(people["writer"])
    assert notice.title == "Called off: “Bus fares”"
    assert notice.words == f"The meeting of “Bus fares” on {moment(in_days(SOON))} will not take place."
    assert notice.by_when == in_days(SOON).date()
    shown = page(client_of("writer"), one)
    assert "This is called off." in shown
    assert url("reply", one.pk) not in shown
    assert needs(people["writer"]) == {}
    for verb in (services.call_off, services.change_meeting):
        more = {} if verb is services.call_off else {"starts_at": in_days(LATER)}
        with pytest.raises(services.TooLate):
            verb(meeting=one, by=mina, **more)
    assert len(told(people["writer"])) == 1


def test_no_day_is_looked_for_any_more(buses, client_of, people):
    one = offered(buses, SOON)
    send(client_of("member"), "call-off", one.pk)
    assert told(people["writer"])[0].words == "“Bus fares” does not look for a day to meet any more."
    assert needs(people["writer"]) == {}


def test_what_is_going_on_is_still_there_and_what_is_over_is_not(buses, client_of, people):
    one = meeting(buses, days=SOON)
    for hours, there in ((2, True), (4, False)):
        with time_machine.travel(in_days(SOON) + timedelta(hours=hours)):
            shown = words(client_of("writer").get(url("group", buses.pk)))
            start = shown.index('id="meets"')
            to_come = shown[start : shown.index("</section>", start)]
            assert (url("meeting", one.pk) in to_come) == there
            assert "Will you come to “Bus fares”?" not in needs(people["writer"])  # it has begun


# --- What is on, and calendars ----------------------------------------------------------------------------------------
WHATS_ON, CALENDAR = "portal:doings:whats-on", "portal:notices:calendar"


def events(content) -> dict[str, object]:
    return {str(event["uid"]).partition("@")[0]: event for event in Calendar.from_ical(content).walk("VEVENT")}


@pytest.fixture
def three(buses, people, mina):
    """A meeting of a group that Wes is in; of one that asks Wes; and of one that Wes has left. By what they are."""
    asks, left = group(mina, name="Asks"), group(mina, name="Left")
    seat(asks, people["writer"], "asked", asked_by=mina)
    seat(left, people["writer"], "left")
    offered(buses, LATER)
    made = {"mine": buses, "asks": asks, "left": left}
    return {name: meeting(one, days=SOON, place=f"Hall {name}", getting_in="No steps") for name, one in made.items()}


def test_whats_on_shows_meetings_of_ones_own_groups_only(three, client_of):
    where = reverse(WHATS_ON)
    seen = {who: {name for name in three if f"Hall {name}" in words(client_of(who).get(where))} for who in WHO}
    assert seen == {"writer": {"mine"}, "member": set(three), "coordinator": set(), "outsider": set()}


WHO = ("writer", "member", "coordinator", "outsider")


def test_calendar_and_feed_show_meetings_of_ones_own_groups_only(three, client_of, people):
    uids = {name: f"meeting-{one.pk}" for name, one in three.items()}
    for who, mine in (("writer", {"mine"}), ("member", set(three)), ("coordinator", set()), ("outsider", set())):
        feed = FeedKey.objects.create(person=people[who])
        contents = [
            client_of(who).get(reverse(CALENDAR)).content,
            Client().get(reverse("feed", args=[feed.key])).content,
        ]
        for content in contents:
            assert set(events(content)) == {uids[name] for name in mine}, who


def test_one_meeting_as_a_file(three, client_of):
    client, one = client_of("writer"), three["mine"]
    content = client.get(reverse(CALENDAR), {"only": f"meeting-{one.pk}"}).content
    (event,) = events(content).values()
    assert (str(event["summary"]), event.decoded("dtstart")) == ("Bus fares", in_days(SOON))
    assert (str(event["location"]), str(event["description"])) == ("Hall mine", "No steps")
    for name in ("asks", "left"):
        assert client.get(reverse(CALENDAR), {"only": f"meeting-{three[name].pk}"}).status_code == 404


def test_the_button_to_ones_calendar_stands_where_it_leads_somewhere(three, client_of):
    for who, name in (("writer", "mine"), ("writer", "asks"), ("coordinator", "mine")):
        shown = page(client_of(who), three[name])
        found = re.search(r'href="([^"]*\?only=meeting-\d+)"', shown)
        assert bool(found) == ((who, name) == ("writer", "mine")), (who, name)
        assert not found or client_of(who).get(found[1]).status_code == 200


def test_called_off_it_says_so_in_the_calendar(three, client_of, mina):
    services.call_off(meeting=three["mine"], by=mina)
    client = client_of("writer")
    (event,) = events(client.get(reverse(CALENDAR)).content).values()
    assert str(event["status"]) == "CANCELLED"
    assert "Called off" in words(client.get(reverse(WHATS_ON)))


def test_words_cannot_add_lines_to_a_calendar(buses, client_of):
    evil = "Hall\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Evil"
    meeting(buses, days=SOON, place=evil, getting_in=evil)
    type(buses).objects.update(name=evil)
    content = client_of("member").get(reverse(CALENDAR)).content
    assert len(events(content)) == 1
    assert b"\nSUMMARY:Evil" not in content


# --- What it is like, and what would help -----------------------------------------------------------------------------
def test_how_they_meet_and_when_there_are_breaks_stand_wherever_the_place_does(buses, client_of, people):
    facts = {"place": "Library", "venue": "both", "breaks": "Each half hour"}
    send(client_of("member"), "offer-dates", buses.pk, **when("first", SOON), **facts)
    one, wes = Meeting.objects.get(), client_of("writer")
    calendar = Calendar.from_ical(wes.get(reverse("portal:notices:calendar")).content)
    for text in (page(wes, one), told(people["writer"])[0].words, str(calendar.walk("VEVENT")[0]["description"])):
        assert "In a room, and by video or phone" in text
        assert "Each half hour" in text


def test_whoever_is_counted_as_coming_is_asked_what_would_help_until_they_say(buses, client_of, people, mina):
    one = services.offer_dates(group=buses, dates=[in_days(SOON), in_days(LATER)], by=mina)
    day, wes = one.dates.first(), people["writer"]
    can(day, wes)
    services.choose(date=day, by=mina)
    asks = "What would help you to take part in “Bus fares”?"
    assert asks in [need.words for need in needs_of(wes)]
    assert "What would help you to take part?" in told(wes)[0].words
    assert url("reply-down", one.pk, wes.pk) in page(client_of("member"), one), "somebody may ring and ask"
    client = client_of("writer")
    assert "Say what would help you" in page(client, one)
    assert "You said that you can, so we count on you." in words(client.get(url("reply", one.pk)))
    send(client, "reply", one.pk, answer="coming", would_help="")
    assert asks not in [need.words for need in needs_of(wes)]
    assert "You said: I’m coming" in page(client, one)


def test_whoever_is_asked_sees_what_they_would_get_before_there_is_a_day(buses, client_of, mina):
    olu = UserFactory()
    card_line(buses, "offer", "Tea, and a £10 voucher.")
    services.ask(group=buses, people=User.objects.filter(pk=olu.pk), by=mina)
    assert "What you would get: Tea, and a £10 voucher" in told(olu)[0].words
    client = Client()
    client.force_login(olu, backend="django.contrib.auth.backends.ModelBackend")
    for where in ("group", "answer"):
        assert "Tea, and a £10 voucher" in words(client.get(url(where, buses.pk)))


# --- How much it costs ------------------------------------------------------------------------------------------------
def cost_of(client, where, cost, count):
    client.get(where)
    with count(cost):
        assert client.get(where).status_code == 200


@pytest.mark.parametrize("many", [1, 30])
@pytest.mark.parametrize(("chosen", "cost"), [(True, 19), (False, 23)])
def test_a_meeting_costs_the_same_with_one_and_with_thirty(
    client_of, buses, chosen, cost, many, django_assert_num_queries
):
    one = meeting(buses, days=SOON) if chosen else offered(buses, SOON, LATER)
    for _n in range(many):
        replies, silent = UserFactory(), UserFactory()
        for person in (replies, silent):
            seat(buses, person)
        if chosen:
            said(one, replies, would_help="A lift")
        else:
            for date in one.dates.all():
                can(date, replies)
    cost_of(client_of("member"), url("meeting", one.pk), cost, django_assert_num_queries)


@pytest.mark.parametrize("many", [1, 30])
def test_telling_costs_by_the_person_and_choosing_in_one_go(buses, mina, many, django_assert_max_num_queries):
    """Whoever is told is one message; nothing else grows."""
    one = offered(buses, SOON, LATER)
    for _n in range(many):
        person = UserFactory()
        seat(buses, person)
        can(one.dates.first(), person)
    with django_assert_max_num_queries(60 + 15 * many):
        services.choose(date=one.dates.first(), by=mina)
    assert Reply.objects.count() == many


def test_of_a_reply_and_a_role_nothing_is_left_in_words():
    """What stands in logs and messages of the programme names nobody."""
    assert str(Reply(answer="coming")) == "coming"
    assert str(Role(kind="chair")) == "chair"
    assert str(GroupSeat(person_id=7)) == "7"


def test_a_search_for_a_day_ends_with_its_last_day_and_whoever_looks_after_the_group_hears_of_it(mina, buses):
    sol = UserFactory()
    seat(buses, sol)
    offered(buses, -9, -8)
    assert not buses.meetings.to_come().exists()
    assert [need.words for need in needs_of(sol) if "day" in need.words] == []
    over = "“Bus fares”: no day was chosen, and all of them are over."
    assert over in [need.words for need in needs_of(mina)]
    offered(buses, -8, 8)
    assert buses.meetings.to_come().count() == 1
    assert "“Bus fares” looks for a day to meet." in [need.words for need in needs_of(sol)]
    assert over not in [need.words for need in needs_of(mina)]


def test_another_day_asks_anew_and_keeps_what_would_help(buses, client_of, people):
    one = meeting(buses, days=SOON)
    said(one, people["writer"], would_help="A hoist")
    services.change_meeting(meeting=one, starts_at=in_days(SOON + 1), by=buses.begun_by)
    assert "Will you come to “Bus fares”?" in [need.words for need in needs_of(people["writer"])]
    assert "A hoist" in words(client_of("writer").get(url("reply", one.pk)))
    send(client_of("writer"), "reply", one.pk, answer="sorry", would_help="A hoist")
    assert "Will you come to “Bus fares”?" not in [need.words for need in needs_of(people["writer"])]
