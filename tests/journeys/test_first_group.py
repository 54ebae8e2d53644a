"""“First group”. 1 A name and a question. 2 Tick people, or “anyone may ask”. 3 They say yes, no or tell me more, and
how they are here. 4 The group's balance is a count its members see, never a badge. 5 Offer two dates. 6 The group page
shows date, place, who is coming."""

from datetime import timedelta

import pytest
from django.utils import timezone

from home.spoken import moment
from portal.groups.models import Group, GroupSeat
from portal.groups.services import say_who_is_here
from portal.members.models import Side, Standpoint, User
from tests.factories.groups import meeting
from tests.factories.people import UserFactory
from tests.journeys.screen import open_menu, press, said

pytestmark = pytest.mark.browser


def person(name):
    return User.objects.get(username=name)


def in_days(days):
    return timezone.localtime().replace(hour=14, minute=0, second=0, microsecond=0) + timedelta(days=days)


def test_first_group(phone, starter_content):
    rosie = phone("/portal/", who=person("rosie"))
    start(rosie)
    ask_people(rosie)
    offer_two_dates(rosie)
    yes(phone("/portal/", who=person("sana")))
    tell_me_more(phone("/portal/", who=person("tunde")))
    george_by_phone(rosie)
    choose_a_day(rosie)
    the_page_shows_it(phone("/portal/groups/", who=person("sana")))


def start(screen):
    open_menu(screen)
    with screen.expect_navigation():
        screen.get_by_role("navigation", name="Your space").get_by_role("link", name="Groups").click()
    press(screen, "Start a group", kind="link")
    screen.get_by_label("What is the group called?").fill("Evening buses")
    press(screen, "Go on")
    assert screen.title().startswith("Error:"), "a group needs a question"
    assert screen.get_by_label("What is the group called?").input_value() == "Evening buses"
    screen.get_by_label("What is your question?").fill("How do people get home after eight?")
    press(screen, "Go on")


def ask_people(screen):
    for name in ("Sana", "Tunde", "George"):
        screen.get_by_label(name, exact=True).check()
    screen.get_by_label("A few words from you").fill("You know these buses.")
    press(screen, "Go on")
    assert "We ask 3 people." in said(screen)


def offer_two_dates(screen):
    for label, days in (("One day", 8), ("Another day", 10)):
        boxes = screen.get_by_role("group", name=label).locator("input")
        boxes.nth(0).fill(in_days(days).strftime("%Y-%m-%d"))
        boxes.nth(1).fill("14:00")
    screen.get_by_label("Where?").fill("Library, small room")
    screen.get_by_label("What you’d get").fill("Tea, and your bus fare.")
    press(screen, "Tell everybody")
    assert "Everybody is asked which days they can." in said(screen)
    assert moment(in_days(8)) in said(screen)


def open_invitation(screen):
    need = screen.get_by_role("listitem").filter(has_text="Rosie asks you to join “Evening buses”.")
    with screen.expect_navigation():
        need.get_by_role("link", name="Answer").click()


def yes(screen):
    """From her home: one answer says yes, how she is here, and the days on which she can."""
    open_invitation(screen)
    screen.get_by_label("Yes, I’d like to").check()
    screen.get_by_label("Somebody with lived experience").check()
    screen.get_by_label(moment(in_days(10))).check()
    press(screen, "Save")
    assert "Good that you are here." in said(screen)
    assert "2 people are in the group." in said(screen)
    assert "With lived experience" not in said(screen), "two people: a number would say who is who"


def tell_me_more(screen):
    with screen.expect_navigation():
        need = screen.get_by_role("listitem").filter(has_text="asks you to join “Evening buses”")
        need.get_by_role("link", name="Answer").click()
    screen.get_by_label("Tell me more first").check()
    screen.get_by_label("What would you like to know, or to say?").fill("How long does it take?")
    press(screen, "Save")
    assert "Somebody from the group will tell you more." in said(screen)


def george_by_phone(screen):
    """George has no e-mail: whoever rings him writes down what he says."""
    screen.reload()
    assert "1 would like to know more" in said(screen)
    press(screen, "Who is here", kind="link")
    assert "How long does it take?" in said(screen)
    press(screen, "Write down what George told you", kind="link")
    screen.get_by_label("Yes", exact=True).check()
    screen.get_by_label("I would rather not say").check()
    screen.get_by_label(moment(in_days(10))).check()
    screen.get_by_label("They said it to me").check()
    press(screen, "Save")
    assert "3 people are in the group." in said(screen)
    assert GroupSeat.objects.get(person=person("george")).recorded_by == person("rosie")
    press(screen, "Back", kind="link")


def choose_a_day(screen):
    press(screen, "Days to choose from", kind="link")
    press(screen, f"Choose {moment(in_days(10))}")
    assert "That is the day." in said(screen)


def the_page_shows_it(screen):
    assert f"Next: {moment(in_days(10))}" in said(screen)
    press(screen, "Evening buses", kind="link")
    press(screen, moment(in_days(10)), kind="link")
    for words in ("Library, small room", "Tea, and your bus fare.", "George, Sana", "2 people are coming so far."):
        assert words in said(screen)


def test_numbers_by_side_are_shown_once_there_are_five_on_each(phone, starter_content):
    group = Group.objects.create(name="Many", question="How?", begun_by=person("rosie"))
    for side in (Side.LIVED, Side.STAFF):
        standpoint = Standpoint.objects.filter(side=side).first()
        for _n in range(5):
            seat = GroupSeat(group=group, person=UserFactory(), state="yes")
            seat.stand(standpoint)
            seat.save()
    GroupSeat.objects.create(group=group, person=person("sana"), state="yes")
    page = f"/portal/groups/{group.pk}/"
    first = meeting(group, days=0, by=person("sana"))
    say_who_is_here(meeting=first, people=[person("sana")], by=person("sana"))
    assert "With lived experience: 5. Staff: 5." in said(phone(page, who=person("sana")))
    group.seats.filter(side="staff").first().delete()
    assert "With lived experience: 5. Staff: 5." in said(phone(page, who=person("sana"))), "one alone changes nothing"
