"""“I'd like to help”. 1 Name, one way to reach me, what interests me. 2 The page says who answers and by when. 3 One
coordinator takes it. 4 Notes the chat. 5 Invites, or says no kindly with a reason. 6 The rest is deleted on a stated
date. And a complaint: it has a number, somebody tells that it has come, and how it ended."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from django.utils.formats import date_format

from portal.members import clock
from portal.members.models import Answering, Enquiry, User
from portal.notices.models import Notice
from tests.journeys.screen import open_menu, press, said

pytestmark = pytest.mark.browser


def in_days(days):
    return date_format(timezone.localdate() + timedelta(days=days), "j F Y")


def test_like_to_help(phone, starter_content):
    Answering.objects.create(help_name="Rosie", help_days=5)
    number = offer_to_help(phone("/get-involved/"))
    rosie = phone("/portal/", who=User.objects.get(username="rosie"))
    open_from_today(rosie)
    assert number in said(rosie)
    take_it_on_and_note_the_chat(rosie)
    say_no_kindly(rosie)
    gone_on_the_day_we_said(rosie)


def offer_to_help(screen):
    press(screen, "I’d like to help", kind="link")
    screen.get_by_label("What shall we call you?").fill("Nia")
    screen.get_by_label("Ring me").check()
    screen.get_by_label("Supporting others").check()
    press(screen, "Send")
    assert screen.title().startswith("Error:"), "no number to ring is given yet"
    assert screen.get_by_label("What shall we call you?").input_value() == "Nia"
    assert screen.get_by_label("Supporting others").is_checked()
    screen.get_by_label("Where does that reach you?").fill("01632 960 188")
    press(screen, "Send")
    assert "Rosie answers you by" in said(screen)
    assert "30 days after our answer" in said(screen)
    return Enquiry.objects.get(name="Nia").reference


def open_from_today(screen):
    open_menu(screen)
    with screen.expect_navigation():
        screen.get_by_role("navigation", name="Your space").get_by_role("link", name="Today").click()
    card = screen.get_by_role("listitem").filter(has_text="Nia would like to help.").last
    with screen.expect_navigation():
        card.get_by_role("link", name="Open").click()


def take_it_on_and_note_the_chat(screen):
    press(screen, "I take it on")
    assert "It is yours." in said(screen)
    press(screen, "Write notes", kind="link")
    screen.get_by_label("Notes of your talk").fill("Rang at two. Likes the idea, but not now.")
    press(screen, "Keep them")
    assert "Rang at two." in said(screen)


def say_no_kindly(screen):
    """First without a reason: the form says what to do, and the kind words are still there."""
    press(screen, "Not this time", kind="link")
    press(screen, "Send our answer")
    assert screen.title().startswith("Error:")
    assert "Thank you for offering to help us" in screen.get_by_label("To begin with").input_value()
    screen.get_by_label("The reason").fill("The group that you would like is full until spring.")
    press(screen, "Send our answer")
    assert "The group that you would like is full until spring." in said(screen)
    assert f"On {in_days(30)} we delete what you told us." in said(screen)
    assert "somebody passes it on" in said(screen), "they asked to be rung"


def gone_on_the_day_we_said(screen):
    with time_machine.travel(timezone.now() + timedelta(days=30)):
        for due in clock.DUE:
            due()
    screen.goto("/portal/offers/")
    assert "Nia" not in said(screen)
    screen.goto("/portal/messages/by-hand/")
    assert "Nia" not in said(screen)


def test_somebody_changes_their_mind(phone):
    screen = phone("/get-involved/help/")
    screen.get_by_label("What shall we call you?").fill("Nia")
    screen.get_by_label("Tell me when you see me").check()
    press(screen, "Send")
    press(screen, "Take it back")
    assert screen.get_by_role("heading", level=1).inner_text() == "You took it back"
    assert not Enquiry.objects.filter(name="Nia").exists()


def test_a_complaint(phone):
    screen = phone("/complaints/")
    press(screen, "Complain", kind="link")
    screen.get_by_label("What we keep about somebody, or who saw it").check()
    screen.get_by_label("What happened?").fill("You read my letter out to somebody else.")
    screen.get_by_label("Write me a letter").check()
    screen.get_by_label("Where does that reach you?").fill("3 Mill Lane, Anytown")
    press(screen, "Send")
    assert "You hear from us by" in said(screen)

    rosie = phone("/portal/complaints/", who=User.objects.get(username="rosie"))
    with rosie.expect_navigation():
        rosie.get_by_role("main").get_by_role("listitem").last.get_by_role("link").click()
    assert "You read my letter out to somebody else." in said(rosie)
    press(rosie, "Tell them")
    assert "It counts when it has reached them." in said(rosie)
    press(rosie, "Say how it is going", kind="link")
    rosie.get_by_label("What shall we tell them?").fill("We talked with whoever read it out.")
    press(rosie, "Tell them")
    press(rosie, "Say how it ended", kind="link")
    rosie.get_by_label("What shall we tell them?").fill("We are sorry. Letters are opened by one person now.")
    press(rosie, "Send our answer")
    assert f"On {in_days(180)} we delete what you told us." in said(rosie)
    assert Notice.objects.filter(address="3 Mill Lane, Anytown", state="by-hand").count() == 3
