"""Who is in a group: asking, answering, letting in, what people do for it, and leaving."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from home.spoken import moment
from portal.audit.models import Entry
from portal.drafts.models import Draft
from portal.groups import services
from portal.groups.models import DateAnswer, GroupSeat, Meeting, Reply, Role
from portal.groups.waiting import in_my_groups, nobody_looks_after
from portal.members import held, services as members
from portal.members.models import Side, Standpoint, Support, User
from portal.needs import needs_of
from portal.notices.models import Notice
from tests.factories.asking import suggestion
from tests.factories.groups import group, in_days, meeting, offered, seat
from tests.factories.members import as_at_the_door
from tests.factories.notices import a_while_later
from tests.factories.people import UserFactory
from tests.portal.groups.working import item, on, write
from tests.portal.members.door import words
from tests.portal.members.telling import reach

pytestmark = [pytest.mark.both, pytest.mark.django_db]

State = GroupSeat.State


@pytest.fixture
def mina(people):
    return people["member"]


@pytest.fixture
def buses(mina):
    return group(mina)


def url(name, *numbers):
    return reverse(f"portal:groups:{name}", args=numbers)


def send(client, where, /, *numbers, **said):
    return client.post(url(where, *numbers), {"key": uuid4()} | said)


def ask(made, *people, by=None, **given):
    chosen = User.objects.filter(pk__in=[person.pk for person in people])
    return services.ask(group=made, people=chosen, by=by or made.begun_by, **given)


def of(made, person) -> GroupSeat:
    return made.seats.get(person=person)


def asked(made, person, state="asked", **given) -> GroupSeat:
    return seat(made, person, state, asked_by=made.begun_by, **given)


def told(person):
    return list(Notice.objects.filter(person=person).order_by("pk"))


def as_(side) -> Standpoint:
    return Standpoint.objects.filter(side=side).first()


def done(made, *verbs) -> list:
    return list(Entry.objects.filter(subject=made.about, verb__in=verbs).order_by("number"))


# --- Asking people ----------------------------------------------------------------------------------------------------
def test_whoever_starts_it_is_in_it_and_looks_after_it(client_of, people):
    answer = send(client_of("outsider"), "start", name="Garden", question="What could it be?")
    one = GroupSeat.objects.get()
    assert (one.person, one.state, one.roles.get().kind) == (people["outsider"], "yes", Role.Kind.FACILITATOR)
    assert answer["Location"] == url("ask", one.group_id)


def test_each_is_asked_by_the_way_they_chose(buses, mailoutbox):
    """By mail; on the list of those whom somebody rings; on a break, only in their own space."""
    george, sana, away = UserFactory(email=""), as_at_the_door(), UserFactory()
    reach(george, phone="01632 960 111", said={"call": 1})
    members.take_a_break(person=away, by=away)
    ask(buses, george, sana, away, note="You know these buses.")
    found = {person: told(person)[0] for person in (george, sana, away)}
    states = {person: one.state for person, one in found.items()}
    assert states == {george: "by-hand", sana: "waiting", away: "here"}
    assert (found[george].address, found[george].by) == ("01632 960 111", buses.begun_by)
    for one in found.values():
        assert "Mina asks you to join a group. It is called “Bus fares”." in one.words
        assert "How can more people come here by bus?" in one.words
        assert "You know these buses." in one.words
        assert one.path == url("answer", buses.pk)
    a_while_later()
    assert [mail.to for mail in mailoutbox] == [[sana.email]]


def test_an_invitation_waits_a_moment_for_the_days(buses):
    person = as_at_the_door()
    ask(buses, person)
    assert told(person)[0].next_try_at > timezone.now()


def test_an_invitation_is_in_the_language_its_reader_chose(buses):
    person = UserFactory(language="cy")
    offered(buses, 8)
    ask(buses, person, note="Dewch!")
    assert "Dewch!" in told(person)[0].words
    with translation.override("cy"):
        assert moment(in_days(8)) in told(person)[0].words


def test_nobody_is_asked_twice(buses, mina):
    person, other = UserFactory(), UserFactory()
    assert len(ask(buses, person)) == 1
    assert [one.person for one in ask(buses, person, other)] == [other]
    assert (len(told(person)), len(done(buses, "groups.asked"))) == (1, 2)


@pytest.mark.parametrize("state", sorted(set(State) - {State.ASKED, *GroupSeat.MAY_BE_ASKED_AGAIN}))
def test_who_said_no_or_is_in_it_is_not_asked_again(buses, client_of, people, state):
    person = people["writer"]
    members.be_found(person=person, by=person, in_directory=True)
    asked(buses, person, state)
    assert ask(buses, person) == []
    assert (of(buses, person).state, told(person)) == (state, [])
    assert f'value="{person.pk}"' not in words(client_of("member").get(url("ask", buses.pk)))


def test_somebody_else_asked_them_in_the_meantime_and_the_words_stay(buses, client_of, people):
    for name in ("writer", "outsider"):
        members.be_found(person=people[name], by=people[name], in_directory=True)
    asked(buses, people["writer"])
    ticked = [people["writer"].pk, people["outsider"].pk]
    answer = send(client_of("member"), "ask", buses.pk, people=ticked, note="Come along")
    page = words(answer)
    assert "was asked in the meantime" in page
    assert "Come along" in page
    assert re.search(rf'value="{people["outsider"].pk}"[^>]*checked', page)
    assert not buses.seats.filter(person=people["outsider"]).exists()


def test_a_member_asks_whom_they_may_know_of_and_nobody_else(buses, client_of, people):
    send(client_of("member"), "ask", buses.pk, people=[people["writer"].pk])
    assert not buses.seats.filter(person=people["writer"]).exists(), "not in the list of people"
    send(client_of("coordinator"), "ask", buses.pk, people=[people["writer"].pk])
    assert of(buses, people["writer"]).asked_by == people["coordinator"]


def test_that_anyone_may_ask_is_one_tick_and_is_in_the_trail(buses, client_of):
    send(client_of("member"), "ask", buses.pk, anyone_may_ask="on")
    buses.refresh_from_db()
    assert buses.anyone_may_ask
    assert [one.verb for one in done(buses, "groups.changed")] == ["groups.changed"]


# --- The days in the invitation
def test_days_offered_later_stand_in_the_one_invitation_with_the_words_of_whoever_asked(buses, mina):
    """Asked first, and then days are offered: what has not gone out yet says both, once."""
    george, sana = UserFactory(email=""), as_at_the_door()
    ask(buses, george, sana, note="You know these buses.")
    days = [in_days(8), in_days(10)]
    services.offer_dates(group=buses, dates=days, by=mina, you_get="Tea, and your fare.")
    for person in (george, sana):
        (one,) = told(person)
        assert f"Dates to choose from: {moment(days[0])}; {moment(days[1])}" in one.words
        assert "What you would get: Tea, and your fare." in one.words
        assert "You know these buses." in one.words
        assert one.by_when == days[0].date()


def test_a_chosen_changed_or_called_off_day_is_said_to_who_is_asked_as_well(buses, mina):
    person = UserFactory()
    ask(buses, person)
    made = services.offer_dates(group=buses, dates=[in_days(8), in_days(10)], by=mina)
    services.choose(date=made.dates.last(), by=mina)
    assert f"The next meeting: {moment(in_days(10))}" in told(person)[0].words
    services.change_meeting(meeting=made, starts_at=in_days(12), by=mina)
    (one,) = told(person)
    assert f"The next meeting: {moment(in_days(12))}" in one.words
    assert moment(in_days(10)) not in one.words
    services.call_off(meeting=made, by=mina)
    (one,) = told(person)
    assert "will not take place" in one.words
    assert "The next meeting" not in one.words


def test_who_has_answered_does_not_read_it_again(buses, mina):
    yes, no = UserFactory(), UserFactory()
    ask(buses, yes, no)
    services.answer(group=buses, person=yes, by=yes)
    services.answer(group=buses, person=no, state=State.NO, by=no)
    Notice.objects.all().delete()
    services.offer_dates(group=buses, dates=[in_days(8), in_days(10)], by=mina)
    assert [one.title for one in told(yes)] == ["When can you meet? “Bus fares”"]
    assert told(no) == []


# --- Answers ----------------------------------------------------------------------------------------------------------
def test_yes_with_how_and_when_in_one_answer(buses, client_of, people):
    asked(buses, people["writer"])
    days = offered(buses, 7, 9)
    first, second = days.dates.all()
    side = as_(Side.LIVED)
    given = {"state": "yes", "standpoint": side.pk, "dates": [second.pk]}
    assert send(client_of("writer"), "answer", buses.pk, **given)["Location"] == url("group", buses.pk)
    one = of(buses, people["writer"])
    assert (one.state, one.standpoint, one.side, one.said, one.recorded_by) == ("yes", side, "lived", "here", None)
    assert dict(DateAnswer.objects.values_list("date", "can")) == {first.pk: False, second.pk: True}
    (entry,) = done(buses, "groups.answered_yes")
    assert (entry.by, entry.on_behalf_of) == (people["writer"], None)


def test_more_tells_whoever_looks_after_it_and_one_can_answer_later(buses, client_of, people, mina):
    person = people["writer"]
    asked(buses, person)
    send(client_of("writer"), "answer", buses.pk, state="more", words="How long does it take?")
    (one,) = told(mina)
    assert one.title == "Wes would like to know more about “Bus fares”"
    assert one.words == "How long does it take?"
    assert "How long does it take?" in words(client_of("member").get(url("people", buses.pk)))
    send(client_of("writer"), "answer", buses.pk, state="yes", words="How long does it take?")
    assert of(buses, person).is_taken


def test_what_somebody_would_like_to_know_stands_until_it_is_answered(buses, people, mina):
    """Also when days are offered meanwhile."""
    person = people["writer"]
    asked(buses, person)
    services.answer(group=buses, person=person, state=State.MORE, words="How long does it take?", by=person)
    services.offer_dates(group=buses, dates=[in_days(8), in_days(10)], by=mina)
    assert [one.words for one in told(mina)] == ["How long does it take?"]
    assert [one.title for one in told(person)] == ["Will you join “Bus fares”?"]


def test_a_no_asks_for_no_reason_and_may_be_thought_over(buses, client_of, people, mina):
    person = people["writer"]
    days = offered(buses, 7)
    asked(buses, person)
    send(client_of("writer"), "answer", buses.pk, state="no", dates=[days.dates.get().pk])
    assert (of(buses, person).state, told(mina)) == ("no", [])
    assert not DateAnswer.objects.exists(), "of whoever does not come nothing is kept on when they can"
    assert "Think again" in words(client_of("writer").get(url("group", buses.pk)))
    send(client_of("writer"), "answer", buses.pk, state="yes")
    assert of(buses, person).is_taken


def test_who_is_in_it_says_anew_how_and_when_and_loses_no_word(buses, client_of, people):
    asked(buses, people["writer"], "yes", words="I like buses.")
    days = offered(buses, 7)
    page = words(client_of("writer").get(url("answer", buses.pk)))
    assert 'name="state"' not in page
    given = {"standpoint": as_(Side.STAFF).pk, "dates": [days.dates.get().pk]}
    send(client_of("writer"), "answer", buses.pk, **given)
    one = of(buses, people["writer"])
    assert (one.state, one.side, one.words) == ("yes", "staff", "I like buses.")


def test_an_answer_by_nobody_who_was_asked_is_none(buses):
    stranger, gone = UserFactory(), UserFactory()
    asked(buses, gone, "left")
    for person in (stranger, gone):
        with pytest.raises(services.NotAsked):
            services.answer(group=buses, person=person, by=person)


def test_a_day_that_is_chosen_by_now_keeps_what_was_typed_and_says_what_to_do(buses, client_of, people, mina):
    """Two are looked for; one of them is found while somebody fills in the form."""
    asked(buses, people["writer"])
    first, second = offered(buses, 7), offered(buses, 20)
    gone, still = first.dates.get(), second.dates.get()
    services.choose(date=gone, by=mina)
    given = {"state": "yes", "words": "I bring cake", "dates": [gone.pk, still.pk]}
    answer = send(client_of("writer"), "answer", buses.pk, **given)
    page = words(answer)
    assert "A day that you ticked is not offered any more. Look at the days once more." in page
    assert "I bring cake" in page
    assert re.search(rf'value="{still.pk}"[^>]*checked', page)
    assert of(buses, people["writer"]).state == "asked"


def test_a_day_chosen_at_the_very_moment_is_refused_with_nothing_half_said(buses, mina):
    person = UserFactory()
    asked(buses, person)
    day = offered(buses, 7).dates.get()
    services.choose(date=day, by=mina)
    with pytest.raises(services.NotOffered):
        services.answer(group=buses, person=person, dates=[(day, True)], by=person)
    assert of(buses, person).state == "asked"


# --- Written down for somebody
def test_what_somebody_said_on_the_phone_is_written_down_with_a_name(buses, client_of, people, mina):
    george = UserFactory(email="", known_as="George")
    ask(buses, george)
    one, days = of(buses, george), offered(buses, 7)
    given = {"state": "yes", "how_told": "said", "standpoint": as_(Side.OTHER).pk, "dates": [days.dates.get().pk]}
    send(client_of("member"), "answer-down", one.pk, **given)
    one.refresh_from_db()
    assert (one.state, one.said, one.recorded_by) == ("yes", Support.SaidYes.SAID, mina)
    assert DateAnswer.objects.get(person=george).can
    (entry,) = done(buses, "groups.answered_yes")
    assert (entry.by, entry.on_behalf_of, entry.concerns) == (mina, george, george)


def test_they_find_in_their_trail_who_did_it(buses, client_of, people, mina):
    asked(buses, people["writer"])
    services.answer(group=buses, person=people["writer"], state=State.NO, by=mina, said="said")
    page = words(client_of("writer").get(reverse("portal:trail:done")))
    assert "Somebody said no to a group." in page
    assert "<bdi>Mina</bdi> did this for you." in page
    assert "Bus fares" in page


def test_how_it_was_told_has_to_be_said(buses, client_of, people):
    one = asked(buses, people["writer"])
    page = words(send(client_of("member"), "answer-down", one.pk, state="yes", words="Wes can walk"))
    assert ("Wes can walk" in page, of(buses, people["writer"]).state) == (True, "asked")


def test_nobody_writes_down_an_answer_of_their_own(buses, client_of, mina):
    assert client_of("member").get(url("answer-down", of(buses, mina).pk)).status_code == 403


def test_who_writes_an_answer_down_does_not_read_how_somebody_is_here(buses, client_of, people):
    mine = as_(Side.LIVED)
    one = asked(buses, people["writer"], "yes", standpoint=mine, side=mine.side)
    page = words(client_of("member").get(url("answer-down", one.pk)))
    assert mine.name in page
    assert "checked" not in page


def test_they_answered_themselves_in_the_meantime(buses, client_of, people, mina):
    """The keeper still has the form open, and what they type stays; a yes is not taken back by somebody else."""
    one = asked(buses, people["writer"])
    services.answer(group=buses, person=people["writer"], by=people["writer"])
    answer = send(client_of("member"), "answer-down", one.pk, state="no", how_told="said", words="No time, he said")
    assert answer.status_code == 409
    assert "This has changed in the meantime." in words(answer)
    assert "No time, he said" in words(answer)
    assert of(buses, people["writer"]).is_taken
    assert client_of("member").get(url("answer-down", one.pk)).status_code == 200


def test_days_of_somebody_in_the_group_can_be_written_down_and_it_shows(buses, client_of, people, mina):
    george = UserFactory(email="", known_as="George")
    one, days = asked(buses, george, "yes", words="Hello"), offered(buses, 7)
    where = url("answer-down", one.pk)
    assert where in words(client_of("member").get(url("meeting", days.pk)))
    send(client_of("member"), "answer-down", one.pk, how_told="said", dates=[days.dates.get().pk])
    assert DateAnswer.objects.get().person == george
    assert of(buses, george).words == "Hello"
    assert where not in words(client_of("member").get(url("meeting", days.pk)))
    (entry,) = done(buses, "groups.answered_yes")
    assert (entry.by, entry.on_behalf_of) == (mina, george), "what is written down for somebody leaves a trace"


# --- Asking to join ---------------------------------------------------------------------------------------------------
@pytest.fixture
def garden(mina):
    return group(mina, name="Garden", anyone_may_ask=True)


def test_somebody_asks_and_is_let_in(garden, client_of, people, mina):
    send(client_of("outsider"), "join", garden.pk)
    one = of(garden, people["outsider"])
    assert (one.state, [notice.title for notice in told(mina)]) == ("asks", ["Olu would like to join “Garden”"])
    assert "1 would like to join" in words(client_of("member").get(url("group", garden.pk)))
    assert "Let Olu in" in words(client_of("member").get(url("people", garden.pk)))
    send(client_of("member"), "let-in", one.pk)
    assert of(garden, people["outsider"]).is_taken
    assert [notice.title for notice in told(people["outsider"])] == ["You are in “Garden”"]
    assert told(mina) == [], "it is answered"
    (entry,) = done(garden, "groups.let_in")
    assert (entry.by, entry.concerns) == (mina, people["outsider"])


def test_asking_twice_is_asking_once(garden, people, mina):
    for _press in range(2):
        services.ask_to_join(group=garden, by=people["outsider"])
    assert (len(told(mina)), len(done(garden, "groups.asked_to_join"))) == (1, 1)


def test_not_now_has_a_reason_and_a_name_and_comes_by_the_way_they_chose(garden, client_of, mina):
    george = UserFactory(email="", known_as="George")
    reach(george, phone="01632 960 111", said={"call": 1})
    services.ask_to_join(group=garden, by=george)
    one = of(garden, george)
    refused = send(client_of("member"), "not-now", one.pk, reason="  ")
    assert ("Please fill this in." in words(refused), of(garden, george).state) == (True, "asks")
    with pytest.raises(ValueError, match="reason"):
        services.not_now(seat=one, reason="  ", by=mina)
    send(client_of("member"), "not-now", one.pk, reason="We are twelve already.")
    assert of(garden, george).state == "not-now"
    (notice,) = told(george)
    assert (notice.state, notice.address) == ("by-hand", "01632 960 111")
    assert "We are twelve already." in notice.words
    assert "This comes from Mina." in notice.words
    assert "twelve" not in str(Entry.objects.values()), "the trail holds no words"


def test_whoever_was_told_not_now_reads_so_and_can_be_asked(garden, client_of, people, mina):
    outsider = people["outsider"]
    asked(garden, outsider, "not-now")
    assert "They said: not this time." in words(client_of("outsider").get(url("group", garden.pk)))
    assert f'value="{outsider.pk}"' in words(client_of("coordinator").get(url("ask", garden.pk)))
    ask(garden, outsider)
    assert services.answer(group=garden, person=outsider, by=outsider).is_taken


def test_of_two_who_answer_the_second_is_told(garden, client_of, people, mina):
    services.ask_to_join(group=garden, by=people["outsider"])
    one = of(garden, people["outsider"])
    services.let_in(seat=one, by=mina)
    answer = send(client_of("coordinator"), "not-now", one.pk, reason="No room for more")
    assert (answer.status_code, "No room for more" in words(answer)) == (409, True)
    page = words(client_of("coordinator").post(url("let-in", one.pk), {"key": uuid4()}, follow=True))
    assert "This has changed in the meantime." in page
    assert of(garden, people["outsider"]).is_taken


@pytest.mark.parametrize("state", ["asked", "no", "not-now", "yes"])
def test_who_was_asked_or_answered_does_not_ask(garden, people, state):
    asked(garden, people["outsider"], state)
    with pytest.raises(services.NotAsked):
        services.ask_to_join(group=garden, by=people["outsider"])


def test_a_closed_group_is_not_asked(buses, people):
    with pytest.raises(services.NotAsked):
        services.ask_to_join(group=buses, by=people["outsider"])


def test_what_anyone_may_join_stands_on_the_list_of_what_there_is_to_do(garden, buses, client_of, people):
    find = reverse("portal:doings:find")
    page = words(client_of("outsider").get(find))
    assert ("Garden" in page, "Bus fares" in page) == (True, False)
    services.ask_to_join(group=garden, by=people["outsider"])
    assert "Garden" not in words(client_of("outsider").get(find))


# --- The list of groups
def test_each_group_stands_where_it_belongs(garden, buses, client_of, people, mina):
    person = people["outsider"]
    group(person, name="Mine")
    asked(buses, person)
    for name, state in (("Refused", "no"), ("Left", "left"), ("Waits", "asks")):
        asked(group(mina, name=name), person, state)
    page = words(client_of("outsider").get(url("list")))
    headings = ["They ask you to join", "You are in", "You may ask to join", "You asked to join, said no, or left"]
    parts = [page.index(one) for one in headings]
    inside = {
        name: max(n for n, start in enumerate(parts) if start < page.index(name, parts[0]))
        for name in ("Bus fares", "Mine", "Garden", "Refused", "Left", "Waits")
    }
    assert inside == {"Bus fares": 0, "Mine": 1, "Garden": 2, "Refused": 3, "Left": 3, "Waits": 3}


# --- Roles ------------------------------------------------------------------------------------------------------------
def test_any_member_takes_a_role_on_and_gives_it_back(buses, client_of, people):
    asked(buses, people["writer"], "yes")
    for _press in range(2):
        send(client_of("writer"), "take-on", buses.pk, Role.Kind.CHAIR)
    assert [role.kind for role in of(buses, people["writer"]).roles.all()] == ["chair"]
    page = words(client_of("member").get(url("people", buses.pk)))
    assert re.search(r"<bdi>Wes</bdi>:\s*Chairs the meetings", page)
    for _press in range(2):
        send(client_of("writer"), "give-back", buses.pk, Role.Kind.CHAIR)
    assert not of(buses, people["writer"]).roles.exists()
    verbs = [entry.verb for entry in done(buses, "groups.role_taken", "groups.role_given_back")]
    assert verbs == ["groups.role_taken", "groups.role_given_back"]


def test_whoever_is_not_in_it_takes_nothing_on(buses, people):
    asked(buses, people["writer"])
    for person in (people["writer"], people["outsider"]):
        with pytest.raises(services.NotAsked):
            services.take_on(group=buses, kind=Role.Kind.CHAIR, by=person)


def test_whoever_takes_it_on_looks_after_it(buses, client_of, people):
    asked(buses, people["writer"], "yes")
    assert client_of("writer").get(url("ask", buses.pk)).status_code == 403
    services.take_on(group=buses, kind=Role.Kind.FACILITATOR, by=people["writer"])
    assert client_of("writer").get(url("ask", buses.pk)).status_code == 200


def test_when_nobody_looks_after_it_coordinators_read_so_today(buses, client_of, mina):
    said, today = "Nobody looks after the group “Bus fares”.", reverse("portal:today")
    assert said not in words(client_of("coordinator").get(today))
    services.give_back(group=buses, kind=Role.Kind.FACILITATOR, by=mina)
    assert said in words(client_of("coordinator").get(today))


# --- Leaving the group ------------------------------------------------------------------------------------------------
def test_who_leaves_is_gone_at_once_with_what_they_did_and_said(buses, client_of, people):
    person = people["writer"]
    asked(buses, person, "yes").roles.create(kind=Role.Kind.CHAIR)
    day, past = meeting(buses), meeting(buses, days=-7)
    days = offered(buses, 20)
    for one in (day, past):
        Reply.objects.create(meeting=one, person=person, answer="coming")
    DateAnswer.objects.create(date=days.dates.get(), person=person, can=True)
    buses.actions.create(meeting=past, what="Ring the council", owner=person)
    asks = words(client_of("writer").get(url("leave", buses.pk)))
    assert [said in asks for said in ("Ring the council", "Chairs the meetings", "You can ask to come back")] == [
        True
    ] * 3
    assert of(buses, person).is_taken, "looking is not leaving"
    send(client_of("writer"), "leave", buses.pk)
    assert (of(buses, person).state, Role.objects.filter(seat__person=person).count()) == ("left", 0)
    assert [one.meeting for one in Reply.objects.all()] == [past], "who was there stays so"
    assert not DateAnswer.objects.exists()
    assert client_of("writer").get(url("meeting", day.pk)).status_code == 404
    assert client_of("writer").get(url("group", buses.pk)).status_code == 200
    assert "Wes" not in words(client_of("member").get(url("people", buses.pk)))


def test_whoever_left_is_not_rung_about_its_meetings(buses, mina):
    george = UserFactory(email="")
    asked(buses, george, "yes")
    services.offer_dates(group=buses, dates=[in_days(8), in_days(10)], by=mina)
    assert told(george)[0].state == "by-hand"
    services.leave(group=buses, by=george)
    assert told(george)[0].state == "here"


def test_one_may_ask_to_join_again(garden, client_of, people):
    asked(garden, people["outsider"], "left")
    assert "Ask to join" in words(client_of("outsider").get(url("group", garden.pk)))
    send(client_of("outsider"), "join", garden.pk)
    assert of(garden, people["outsider"]).state == "asks"


def test_to_a_finished_group_nothing_is_added(buses, client_of, people):
    """It can be read, and left."""
    person, asks = people["writer"], UserFactory()
    asked(buses, person)
    one = asked(buses, asks, "asks")
    buses.finished_at = timezone.now()
    buses.anyone_may_ask = True
    buses.save()
    verbs = [
        lambda: ask(buses, UserFactory()),
        lambda: services.answer(group=buses, person=person, by=person),
        lambda: services.ask_to_join(group=buses, by=UserFactory()),
        lambda: services.let_in(seat=one, by=buses.begun_by),
        lambda: services.not_now(seat=one, reason="It is over.", by=buses.begun_by),
        lambda: services.take_on(group=buses, kind=Role.Kind.CHAIR, by=buses.begun_by),
        lambda: services.give_back(group=buses, kind=Role.Kind.FACILITATOR, by=buses.begun_by),
        lambda: services.offer_dates(group=buses, dates=[in_days(3)], by=buses.begun_by),
        lambda: services.change(
            group=buses, name="x", question="x", anyone_may_ask=True, interests=[], by=buses.begun_by
        ),
    ]
    for verb in verbs:
        with pytest.raises(services.Finished):
            verb()
    assert client_of("member").get(url("ask", buses.pk)).status_code == 403
    page = words(client_of("member").get(url("group", buses.pk)))
    assert "This group has finished. What it did stays here to read." in page
    assert url("leave", buses.pk) in page
    send(client_of("member"), "leave", buses.pk)
    assert of(buses, people["member"]).state == "left"


# --- Leaving the site -------------------------------------------------------------------------------------------------
def test_who_left_the_site_is_gone_from_the_group_and_from_what_others_were_told(buses, garden, people, mina):
    person = people["writer"]
    asked(buses, person, words="wombatxq")
    services.answer(group=buses, person=person, state=State.MORE, words="wombatxq", by=person)
    services.ask_to_join(group=garden, words="wombatxq", by=person)
    assert len(told(mina)) == 2
    members.erase_person(person=person, by=person)
    assert not GroupSeat.objects.filter(person=person).exists()
    assert told(mina) == []
    assert "wombatxq" not in str(Notice.objects.values()) + str(GroupSeat.objects.values())


def test_what_they_began_and_wrote_down_stays_with_the_group(buses, client_of, people, mina):
    asked(buses, people["writer"])
    services.answer(group=buses, person=people["writer"], by=mina, said="said")
    made = meeting(buses)
    members.erase_person(person=mina, by=mina)
    buses.refresh_from_db()
    assert (str(buses.begun_by), str(of(buses, people["writer"]).recorded_by)) == ("a former member",) * 2
    assert Meeting.objects.filter(pk=made.pk).exists()
    assert client_of("writer").get(url("group", buses.pk)).status_code == 200


def test_the_copy_says_what_is_held_of_them_and_nothing_of_others(buses, people, mina):
    person, side = people["writer"], as_(Side.LIVED)
    asked(buses, person, "yes", words="I like buses.", note="You know them.", standpoint=side, side=side.side)
    asked(buses, people["outsider"], words="Not theirs")
    days, day = offered(buses, 7), meeting(buses)
    DateAnswer.objects.create(date=days.dates.get(), person=person, can=True)
    Reply.objects.create(meeting=day, person=person, answer="coming", would_help="Big print")
    Reply.objects.create(meeting=day, person=mina, answer="sorry", would_help="Not theirs")
    copied = held.copy_of(person)
    said = {one["title"]: [{cell["name"]: cell["value"] for cell in row} for row in one["rows"]] for one in copied}
    (mine,) = said["Groups you are in, or were asked to join"]
    assert (mine["group"], mine["state"], mine["standpoint"]) == ("Bus fares", "in the group", side.name)
    assert (mine["asked_by"], mine["note"], mine["words"]) == ("Mina", "You know them.", "I like buses.")
    (can,) = said["Days on which you can meet"]
    assert can["can"] == "yes"
    (reply,) = said["Meetings you said you come to, or not"]
    assert (reply["answer"], reply["would_help"]) == ("I’m coming", "Big print")
    assert "Not theirs" not in str(copied)
    assert any(one["title"] == "Groups you started" for one in held.copy_of(mina))


# --- What was typed and not sent --------------------------------------------------------------------------------------
def keep(client, about, **fields):
    return client.post(reverse("portal:drafts:keep", args=[about]), {"key": uuid4()} | fields).status_code


def test_words_to_a_group_are_kept_and_the_home_leads_back_to_them(buses, client_of, people, mina):
    waits = asked(buses, people["outsider"], "asks")
    day = meeting(buses)
    kept = {
        "group:new": ("name", url("start")),
        f"group:{buses.pk}": ("question", url("change", buses.pk)),
        f"group-ask:{buses.pk}": ("note", url("ask", buses.pk)),
        f"group-dates:{buses.pk}": ("place", url("offer-dates", buses.pk)),
        f"group-not-now:{waits.pk}": ("reason", url("not-now", waits.pk)),
        f"meeting:{day.pk}": ("place", url("change-meeting", day.pk)),
    }
    client = client_of("member")
    for about, (field, form) in kept.items():
        assert keep(client, about, **{field: f"typed {about}"}) == 200, about
        assert form in {need.url for need in needs_of(mina)}, about
        assert f"typed {about}" in words(client.get(form)), about
        Draft.objects.all().delete()


@pytest.mark.parametrize("kind", ["group", "group-ask", "group-dates"])
def test_words_are_kept_for_whoever_may_send_them(buses, client_of, people, kind):
    asked(buses, people["writer"], "yes")
    about = f"{kind}:{buses.pk}"
    client_of("member")
    kept = {
        who for who in ("member", "writer", "outsider", "coordinator") if keep(client_of(who), about, note="x") == 200
    }
    assert kept == {"member", "coordinator"}


def test_nobody_is_asked_to_go_on_with_a_no_that_is_not_needed_any_more(buses, client_of, people, mina):
    waits = asked(buses, people["outsider"], "asks")
    client, about = client_of("member"), f"group-not-now:{waits.pk}"
    keep(client, about, reason="We are")
    services.let_in(seat=waits, by=people["coordinator"])
    assert url("not-now", waits.pk) not in {need.url for need in needs_of(mina)}
    assert keep(client, about, reason="We are many") != 200


def test_what_was_sent_is_not_kept(buses, client_of, mina):
    client, typed = client_of("member"), {"key": uuid4(), "name": "Buses", "question": "How?"}
    keep(client, f"group:{buses.pk}", **typed)
    assert Draft.objects.exists()
    send(client, "change", buses.pk, **typed)
    assert not Draft.objects.exists()


# --- On the home ------------------------------------------------------------------------------------------------------
def needs(person) -> set[str]:
    return {need.words for need in needs_of(person) if "message" not in need.words}


def test_the_home_says_who_asks_and_stops_when_it_is_answered(buses, people):
    person = people["writer"]
    ask(buses, person)
    assert needs(person) == {"Mina asks you to join “Bus fares”."}
    services.answer(group=buses, person=person, state=State.MORE, by=person)
    assert needs(person) == set(), "now it is the group's turn"


def test_the_home_of_whoever_looks_after_it_says_who_waits(buses, garden, people, mina):
    asked(buses, people["writer"], "more")
    services.ask_to_join(group=garden, by=people["outsider"])
    said = {"Wes would like to know more about “Bus fares”.", "Olu would like to join “Garden”."}
    assert needs(mina) == said
    services.give_back(group=buses, kind=Role.Kind.FACILITATOR, by=mina)
    assert needs(mina) == {"Olu would like to join “Garden”."}


def test_the_page_of_a_group_says_what_waits_there_and_not_elsewhere(buses, garden, client_of, people):
    for one in (buses, garden):
        asked(one, people["writer"], "yes")
    days, elsewhere = offered(buses, 7, 8), meeting(garden)
    page = words(client_of("writer").get(url("group", buses.pk)))
    assert (url("say-when", days.pk) in page, url("reply", elsewhere.pk) in page) == (True, False)
    assert url("reply", elsewhere.pk) in words(client_of("writer").get(url("group", garden.pk)))
    assert "Waiting for you" not in words(client_of("coordinator").get(url("group", buses.pk)))


def test_a_question_answered_long_ago_hides_no_new_one(people, mina):
    """Five groups were asked for more; the sixth asks now."""
    for number in range(6):
        asked(group(mina, name=f"Group {number}"), people["writer"], "more" if number < 5 else "asked")
    assert needs(people["writer"]) == {"Mina asks you to join “Group 5”."}


def test_a_finished_group_asks_nobody(buses, people, mina):
    asked(buses, people["writer"])
    asked(buses, people["outsider"], "asks")
    offered(buses, 7)
    buses.finished_at = timezone.now()
    buses.save()
    assert needs(people["writer"]) | needs(mina) == set()


# --- The ring list
def test_who_has_answered_is_not_rung(buses, mina):
    george, helen = UserFactory(email=""), UserFactory(email="")
    ask(buses, george, helen)
    services.answer(group=buses, person=george, by=george)
    services.answer(group=buses, person=helen, by=mina, state=State.NO, said="said")
    rung = Notice.objects.to_pass_on().filter(person__in=[george, helen])
    assert [(one.person, one.title) for one in rung] == [(helen, "Mina wrote down what you told them: “Bus fares”")]


def test_who_says_when_in_their_answer_is_not_rung_for_it_either(buses, mina):
    george = UserFactory(email="")
    asked(buses, george, "yes")
    made = services.offer_dates(group=buses, dates=[in_days(8), in_days(10)], by=mina)
    assert Notice.objects.to_pass_on().filter(person=george).exists()
    dates = [(date, True) for date in made.dates.all()]
    services.answer(group=buses, person=george, dates=dates, by=george)
    assert not Notice.objects.to_pass_on().filter(person=george).exists()


# --- How much it costs ------------------------------------------------------------------------------------------------
def cost_of(client, where, cost, count):
    client.get(where)
    with count(cost):
        assert client.get(where).status_code == 200


@pytest.mark.parametrize("many", [1, 30])
def test_the_list_costs_the_same_for_one_and_for_thirty(client_of, people, mina, many, django_assert_num_queries):
    for number in range(many):
        meeting(group(mina, people["writer"], name=f"In {number}"))
        asked(group(mina, name=f"Asked {number}"), people["writer"])
        group(mina, name=f"Open {number}", anyone_may_ask=True)
        asked(group(mina, name=f"Before {number}"), people["writer"], "no")
        group(people["writer"], name=f"Over {number}", finished_at=timezone.now())
    cost_of(client_of("writer"), url("list"), 10, django_assert_num_queries)


@pytest.mark.parametrize("many", [1, 30])
@pytest.mark.parametrize(("name", "cost"), [("group", 16), ("people", 9)])
def test_a_group_costs_the_same_with_one_and_with_thirty(client_of, buses, name, cost, many, django_assert_num_queries):
    for number in range(many):
        asked(buses, UserFactory(), "yes").roles.create(kind=Role.Kind.CHAIR)
        for state in ("asked", "asks", "more"):
            asked(buses, UserFactory(), state)
        offered(buses, number + 1, number + 2)
    cost_of(client_of("member"), url(name, buses.pk), cost, django_assert_num_queries)


@pytest.mark.parametrize("many", [1, 30])
def test_what_waits_costs_the_same_for_one_and_for_thirty(people, mina, many, django_assert_num_queries):
    for number in range(many):
        asked(group(people["writer"], name=f"Asks me {number}"), mina)
        mine = group(mina, name=f"Mine {number}")
        asked(mine, UserFactory(), "asks")
        meeting(mine)
        offered(mine, 7)
    assert not mina.is_coordinator  # which a page has looked up anyhow
    with django_assert_num_queries(1):
        assert list(in_my_groups(mina))
    with django_assert_num_queries(1 + 1):  # whether somebody coordinates
        list(nobody_looks_after(people["coordinator"]))


# --- What is told, and how somebody said it ---------------------------------------------------------------------------
def test_an_answer_to_tell_me_more_is_heard_also_when_a_day_is_offered_meanwhile(buses, mina):
    dev = UserFactory()
    one = asked(buses, dev, "more", words="How long?")
    services.tell_more(seat=one, words="An hour, with a break.", by=mina)
    services.offer_dates(group=buses, dates=[in_days(8), in_days(9)], by=mina)
    assert [("An hour" in notice.words, "Dates to choose" in notice.words) for notice in told(dev)] == [
        (True, False),
        (False, True),
    ]
    one.delete()
    assert told(dev) == []


def test_whoever_writes_somebodys_days_down_does_not_rewrite_how_they_said_yes(buses, mina):
    ben = UserFactory()
    asked(buses, ben)
    services.answer(group=buses, person=ben, by=ben)
    day = offered(buses, 7).dates.get()
    services.answer(group=buses, person=ben, dates=[(day, True)], by=mina, said="said")
    assert (of(buses, ben).said, of(buses, ben).recorded_by) == ("here", None)
    assert DateAnswer.objects.get().can


def test_who_left_is_not_rung_about_ways_or_minutes_and_who_takes_their_suggestion_on_is_told_of(buses, mina):
    ben, dev = UserFactory(email=""), UserFactory()
    seat(buses, ben)
    services.put_ways_forward(group=buses, words={"values": "We listen."}, after=None, by=mina)
    there = on(buses, mina, ben)
    write(there, item(there), "x")
    services.send_to_check(meeting=there, by=mina)
    made = suggestion(group=buses, person=dev, taken_by=ben)
    services.leave(group=buses, by=ben)
    assert {notice.state for notice in told(ben)} == {"here"}
    assert Entry.objects.filter(subject=made.about, verb="proposal.given_back").exists()
    services.look_at(proposal=made, by=mina)
    assert "Mina looks at it" in told(dev)[-1].words
