"""A group finishes: everybody hears what came of it, nothing stays open, and the same people can go on with it."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import Entry
from portal.audit.services import problems
from portal.drafts import kinds
from portal.groups import services
from portal.groups.models import Group, GroupSeat, Meeting
from portal.groups.services.joining import about_seat, tell_who_is_asked
from portal.members.models import User
from portal.notices import services as notices
from portal.notices.models import Notice
from tests.at_once import came_to
from tests.effort import RACES
from tests.factories.groups import group as make_group, in_days, meeting, offered, seat
from tests.factories.notices import a_while_later
from tests.factories.people import UserFactory
from tests.portal.groups.working import signed_in
from tests.portal.members.door import words

pytestmark = pytest.mark.both
FOUND, NOW, THANKS = "Two buses run till ten.", "The council looks again in May.", "Thank you, all."
LOOK_BACK = {"found_out": FOUND, "what_now": NOW, "thanks": THANKS}


@pytest.fixture
def group(people):
    """Mina looks after it; Olu and George, who has no e-mail, are in it; Sol has left."""
    made = make_group(people["member"], people["outsider"], UserFactory(known_as="George", email=""))
    seat(made, people["superuser"], "left")
    return made


def page_of(group):
    return reverse("portal:groups:group", args=[group.pk])


def finish(client, group, **given):
    return client.post(reverse("portal:groups:finish", args=[group.pk]), LOOK_BACK | {"key": uuid4()} | given)


def go_on(client, group):
    return client.post(reverse("portal:groups:go-on", args=[group.pk]), {"key": uuid4()}, follow=True)


def told(person) -> list[str]:
    return [f"{notice.title}\n{notice.words}" for notice in Notice.objects.filter(person=person)]


def ask(group, *names, by):
    made = [UserFactory(known_as=name) for name in names]
    services.ask(group=group, people=User.objects.filter(pk__in=[one.pk for one in made]), by=by)
    return made


# --- Who hears of it --------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_everybody_in_it_hears_what_came_of_it_by_the_way_they_chose(client_of, people, group):
    response = finish(client_of("member"), group)
    assert response["Location"] == page_of(group)
    assert {str(notice.person) for notice in Notice.objects.all()} == {"Olu", "George"}
    notices.send_due()
    assert mail.outbox == [], "a slip can be put right for five minutes"
    a_while_later()
    assert [message.to for message in mail.outbox] == [[people["outsider"].email]]
    calls = words(client_of("coordinator").get(reverse("portal:notices:by-hand")))
    for said in ("“Bus fares” has finished", FOUND, NOW, THANKS, "Mina"):
        assert said in mail.outbox[0].body
        assert said in calls


@pytest.mark.django_db
def test_the_first_box_is_asked_for_and_the_others_need_not_be_filled(client_of, group):
    page = words(finish(client_of("member"), group, found_out=""))
    assert NOW in page
    assert Group.objects.get().is_open
    finish(client_of("member"), group, what_now="", thanks="")
    assert Group.objects.get().look_back == [("What we found out or changed", FOUND)]


@pytest.mark.django_db
def test_the_look_back_waits_while_it_is_written(client_of, people, group):
    client = client_of("member")
    finish(client, group, found_out="")
    assert "to look back at a group" in words(client.get(reverse("portal:home")))
    assert kinds.may_edit(people["member"], f"group-finish:{group.pk}")
    assert not kinds.may_edit(people["outsider"], f"group-finish:{group.pk}")


# --- What was open ----------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_meetings_to_come_are_called_off_without_a_message_of_their_own(people, group):
    past, soon, days = meeting(group, days=-7), meeting(group), offered(group, 9, 10)
    services.change_meeting(meeting=soon, starts_at=in_days(8), by=people["member"])
    assert Notice.objects.filter(about=soon.about).count() == 2
    services.finish(group=group, by=people["member"], **LOOK_BACK)
    for one in (past, soon, days):
        one.refresh_from_db()
    assert [one.called_off_at is not None for one in (past, soon, days)] == [False, True, True]
    (said,) = told(people["outsider"])
    assert "does not take place." in said
    assert "We do not look for a day to meet any more." in said


@pytest.mark.django_db
def test_nobody_is_rung_about_what_is_over(people, group):
    """George waits to be rung about the next meeting, Gwen about the question whether she joins: neither is."""
    (gwen,) = ask(group, "Gwen", by=people["member"])
    User.objects.filter(pk=gwen.pk).update(email="")
    notices.find_ways_anew(person=User.objects.get(pk=gwen.pk))
    services.offer_dates(group=group, dates=[in_days(7)], by=people["member"])
    assert {str(notice.person) for notice in Notice.objects.to_pass_on()} == {"George", "Gwen"}
    services.finish(group=group, by=people["member"], **LOOK_BACK)
    assert [(str(one.person), one.title) for one in Notice.objects.to_pass_on()] == [
        ("George", "“Bus fares” has finished")
    ]


@pytest.mark.django_db
def test_a_meeting_at_which_a_group_finishes_takes_place(people, group):
    now = meeting(group, days=0, by=people["member"])
    Meeting.objects.filter(pk=now.pk).update(starts_at=timezone.now() - timedelta(minutes=50))
    services.finish(group=group, by=people["member"], **LOOK_BACK)
    now.refresh_from_db()
    assert now.called_off_at is None


@pytest.mark.django_db
def test_nobody_is_rung_about_what_they_were_asked_in_it(client_of, people, group):
    """To do something, and whether the minutes are right; nothing of it waits on a home, either."""
    george = User.objects.get(known_as="George")
    past = meeting(group, days=-1)
    item = services.add_item(meeting=past, what="The last bus", why="talk", raised_by=None, by=people["member"])
    services.say_who_is_here(meeting=past, people=[george, people["outsider"]], by=people["member"])
    minute = {"words": {"said": "It leaves at eight."}, "before": {}}
    services.write_minute(meeting=past, item=item, by=people["member"], **minute)
    for owner in (george, people["outsider"]):
        services.add_action(meeting=past, item=item, what="Ring the council", owner=owner, by=people["member"])
    services.send_to_check(meeting=past, by=people["member"])
    home = reverse("portal:home")
    asked = ("is this right?", "Will you do this")
    assert Notice.objects.to_pass_on().count() == 2
    assert all(said in words(client_of("outsider").get(home)) for said in asked)
    services.finish(group=group, by=people["member"], **LOOK_BACK)
    assert [notice.title for notice in Notice.objects.to_pass_on()] == ["“Bus fares” has finished"]
    Notice.objects.all().delete()
    assert not [said for said in asked if said in words(client_of("outsider").get(home))]


@pytest.mark.django_db
def test_whoever_was_asked_and_has_heard_of_it_is_told_kindly(people, group):
    heard, never_heard = ask(group, "Hannah", "Nell", by=people["member"])
    Notice.objects.filter(person=heard).update(state="sent")
    services.finish(group=group, by=people["member"], **LOOK_BACK)
    (said,) = told(heard)
    assert "You were asked to join “Bus fares”. The group has finished, so you need not answer any more." in said
    assert FOUND not in said, "that is for those who were in it"
    assert told(never_heard) == []
    assert not GroupSeat.objects.filter(person__in=[heard, never_heard]).exists()


@pytest.mark.django_db
def test_whoever_would_like_to_know_more_or_to_join_is_told_as_well(people, group):
    Group.objects.update(anyone_may_ask=True)
    (more,) = ask(group, "Moira", by=people["member"])
    services.answer(group=group, person=more, state="more", by=more)
    services.ask_to_join(group=group, by=people["writer"])
    assert told(people["member"]), "whoever looks after it heard of both"
    services.finish(group=group, by=people["member"], **LOOK_BACK)
    assert ["need not answer any more" in said for said in told(more)] == [True]
    assert ["nobody joins it any more" in said for said in told(people["writer"])] == [True]
    assert told(people["member"]) == []
    assert set(group.seats.values_list("state", flat=True)) == {"yes", "left"}


@pytest.mark.django_db
def test_nothing_waits_on_anybodys_home(client_of, people, group):
    meeting(group)
    seat(group, people["writer"], "asked", asked_by=people["member"])
    services.finish(group=group, by=people["member"], **LOOK_BACK)
    for who in ("outsider", "writer", "member"):
        page = words(client_of(who).get(reverse("portal:home")))
        assert "Will you come to" not in page
        assert "asks you to join" not in page


# --- What stays -------------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_its_page_begins_with_the_look_back_for_those_who_are_or_were_in_it(client_of, people, group):
    seat(group, people["writer"], "no")
    services.finish(group=group, by=people["member"], **LOOK_BACK)
    for who in ("member", "outsider", "superuser", "coordinator"):
        page = words(client_of(who).get(page_of(group)))
        assert page.index(FOUND) < page.index(NOW) < page.index(THANKS) < page.index("Who is here")
    page = words(client_of("writer").get(page_of(group)))
    assert "This group has finished." in page
    assert FOUND not in page


@pytest.mark.django_db
def test_it_stands_under_finished_in_the_list(client_of, people, group):
    services.finish(group=group, by=people["member"], **LOOK_BACK)
    for who in ("member", "outsider", "superuser", "coordinator"):
        context = client_of(who).get(reverse("portal:groups:list")).context
        assert (list(context["finished"]), list(context["mine"]), list(context["others"])) == ([group], [], [])
    assert list(client_of("writer").get(reverse("portal:groups:list")).context["finished"]) == []


@pytest.mark.django_db
def test_whoever_is_in_it_can_still_leave(people, group):
    services.finish(group=group, by=people["member"], **LOOK_BACK)
    services.leave(group=group, by=people["outsider"])
    assert not group.seats.taken().filter(person=people["outsider"]).exists()


# --- Going on ---------------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_the_same_people_go_on_with_it_and_the_trail_says_so(client_of, people, group):
    finish(client_of("member"), group)
    assert "Go on with it" not in words(client_of("outsider").get(page_of(group)))
    assert client_of("outsider").post(reverse("portal:groups:go-on", args=[group.pk])).status_code == 403
    response = go_on(client_of("member"), group)
    assert "The group goes on." in words(response)
    assert FOUND not in words(response)
    verbs = Entry.objects.filter(subject=group.about).order_by("number").values_list("verb", flat=True)
    assert list(verbs) == ["groups.finished", "groups.went_on"]
    assert "A group that had finished was opened again." in words(client_of("member").get(reverse("portal:trail:done")))
    assert "Two buses" in words(client_of("member").get(reverse("portal:groups:finish", args=[group.pk])))


@pytest.mark.django_db
def test_a_slip_reaches_nobody(people, group):
    services.finish(group=group, by=people["member"], **LOOK_BACK)
    services.go_on(group=group, by=people["member"])
    a_while_later()
    assert mail.outbox == []
    assert Notice.objects.count() == 0


@pytest.mark.django_db
def test_whoever_has_heard_that_it_finished_hears_that_it_goes_on(people, group):
    services.finish(group=group, by=people["member"], **LOOK_BACK)
    a_while_later()
    services.go_on(group=group, by=people["coordinator"])
    titles = Notice.objects.order_by("pk").values_list("person__known_as", "title")
    assert list(titles) == [
        ("Olu", "“Bus fares” has finished"),
        ("Mina", "“Bus fares” goes on"),
        ("Olu", "“Bus fares” goes on"),
    ]


@pytest.mark.django_db
def test_whoever_is_to_do_something_is_asked_again_once_it_goes_on(people, group):
    """George is rung, whether he had said yes or not; Olu has a mail. What is done, and what Mina does, asks nobody."""
    george, olu, mina = User.objects.get(known_as="George"), people["outsider"], people["member"]
    made = {
        what: services.add_action(meeting=meeting(group, days=-1), item=None, what=what, owner=owner, by=mina)
        for what, owner in (("Ring", george), ("Write", george), ("Ask", olu), ("Look", mina), ("Sing", olu))
    }
    services.agree(action=made["Write"], person=george, due_on=timezone.localdate(), by=george)
    services.close_action(action=made["Sing"], state="done", by=olu)
    services.finish(group=group, by=mina, **LOOK_BACK)
    a_while_later()
    notices.pass_on(notice=Notice.objects.to_pass_on().get(person=george), by=people["coordinator"])
    services.go_on(group=group, by=mina)
    rung = [one.title for one in Notice.objects.to_pass_on().filter(person=george)]
    assert rung == ["“Bus fares” goes on", "Will you do this? Ring", "Do you still do this? Write"]
    mail.outbox.clear()
    a_while_later()
    assert {message.to[0] for message in mail.outbox} == {olu.email}
    assert "Will you do this? Ask" in "".join(message.body for message in mail.outbox)
    assert [Notice.objects.filter(about=one.about).count() for one in made.values()] == [1, 1, 1, 0, 1]


@pytest.mark.django_db
def test_after_a_slip_only_what_had_not_reached_somebody_asks_them(people, group):
    mina = people["member"]
    for owner in (User.objects.get(known_as="George"), people["outsider"]):
        services.add_action(meeting=meeting(group, days=-1), item=None, what="Ring", owner=owner, by=mina)
    notices.send_due()
    services.finish(group=group, by=mina, **LOOK_BACK)
    services.go_on(group=group, by=mina)
    assert [str(one.person) for one in Notice.objects.to_pass_on()] == ["George"]
    a_while_later()
    assert len(mail.outbox) == 1, "Olu had the mail before"


@pytest.mark.django_db
def test_people_can_be_asked_anew(people, group):
    asked = ask(group, "Ann", by=people["member"])
    services.finish(group=group, by=people["member"], **LOOK_BACK)
    services.go_on(group=group, by=people["member"])
    again = services.ask(group=group, people=User.objects.filter(pk=asked[0].pk), by=people["member"])
    assert Notice.objects.filter(about=about_seat(again[0])).count() == 1


@pytest.mark.django_db
def test_what_is_so_already_is_refused(people, group):
    with pytest.raises(services.GoesOn):
        services.go_on(group=group, by=people["member"])
    services.finish(group=group, by=people["member"], **LOOK_BACK)
    with pytest.raises(services.Finished):
        services.finish(group=group, by=people["member"], **LOOK_BACK)


# --- At the same moment -----------------------------------------------------------------------------------------------
def again(person):
    return User.objects.get(pk=person.pk)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("what", ["answer", "let_in", "offer_dates", "write"])
def test_of_finishing_and_something_else_at_once_both_are_whole(what):
    """What came first is told of; what came last is refused. Nothing is open in a group that has finished."""
    for _time in range(RACES):
        finish_and(what)
    assert list(problems()) == []


def finish_and(what):
    keeper, member, other = UserFactory(), UserFactory(), UserFactory()
    group = make_group(keeper, member)
    one = seat(group, other, {"answer": "asked", "let_in": "asks"}.get(what, "no"), asked_by=keeper)
    acts = {
        "answer": lambda: services.answer(group=group, person=again(other), by=again(other)),
        "let_in": lambda: services.let_in(seat=GroupSeat.objects.get(pk=one.pk), by=again(keeper)),
        "offer_dates": lambda: services.offer_dates(group=group, dates=[in_days(5)], by=again(keeper)),
        "write": lambda: services.write_to_group(group=group, words="Hello.", by=again(member)),
    }
    ended, acted = came_to(lambda: services.finish(group=group, by=again(member), found_out=FOUND), acts[what])
    assert (ended, acted in ("done", "Finished", "DoesNotExist")) == ("done", True)
    assert not group.seats.filter(state__in=["asked", "more", "asks"]).exists()
    assert not group.meetings.filter(called_off_at=None).exists()
    assert not Notice.objects.filter(about__startswith="meeting:").exists()
    assert any(FOUND in said for said in told(keeper))
    if what in ("answer", "let_in"):
        assert group.seats.taken().filter(person=other).exists() == (acted == "done")
        assert any(FOUND in said for said in told(other)) == (acted == "done")


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_whoever_opens_their_messages_while_a_group_finishes_stops_nothing():
    for _time in range(RACES):
        finish_and_look()


def finish_and_look():
    keeper, member = UserFactory(), UserFactory()
    group = make_group(keeper, member)
    services.put_ways_forward(group=group, words={"values": "We listen."}, after=None, by=keeper)
    for day in (5, 7):
        services.offer_dates(group=group, dates=[in_days(day)], by=keeper)
    browsers = [signed_in(Client(), member) for _window in range(3)]
    looks = [lambda browser=browser: browser.get(reverse("portal:notices:mine")) for browser in browsers]
    came = came_to(lambda: services.finish(group=group, by=again(keeper), found_out=FOUND), *looks)
    assert came == ["done"] * 4
    assert not Notice.objects.filter(about__startswith="meeting:").exists()


def test_what_asked_them_to_join_leads_to_the_page_of_the_group(client_of, people, group):
    """They said yes, and the form for it is closed now."""
    olu = people["outsider"]
    tell_who_is_asked(group.seats.get(person=olu))
    client = client_of("outsider")
    asked = Notice.objects.get(person=olu)
    assert client.get(asked.path).status_code == 200
    finish(client_of("member"), group)
    assert client.get(asked.path).status_code == 403
    asked.refresh_from_db()
    assert asked.path == page_of(group)
    assert client.get(asked.path).status_code == 200


@pytest.mark.parametrize("how", ["leaves", "says no after all"])
def test_no_message_leads_whoever_goes_to_a_page_they_cannot_open(client_of, people, group, how):
    olu, when = people["outsider"], meeting(group)
    tell_who_is_asked(group.seats.get(person=olu))
    services.write_to_group(group=group, words="Bring a pass.", by=people["member"])
    pages = {"people": group, "ways": group, "meeting": when, "minutes": when, "in-public": when}
    for name, thing in pages.items():
        path = reverse(f"portal:groups:{name}", args=[thing.pk])
        notices.tell(person=olu, title=name, words="Look there.", path=path)
        notices.tell(person=people["member"], title=name, words="Look there.", path=path)
    if how == "leaves":
        services.leave(group=group, by=olu)
    else:
        services.answer(group=group, person=olu, state="no", by=olu)
    client = client_of("outsider")
    led = {path for path in Notice.objects.filter(person=olu).values_list("path", flat=True) if path}
    answer = reverse("portal:groups:answer", args=[group.pk])
    assert led == ({page_of(group)} if how == "leaves" else {page_of(group), answer})
    assert all(client.get(path).status_code == 200 for path in led)
    assert not Notice.objects.filter(person=people["member"], path="").exists()
