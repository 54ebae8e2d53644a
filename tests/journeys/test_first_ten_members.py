"""First ten members. 1 Paste names with e-mail or phone, or type one. 2 One welcome note, editable. 3 See who gets mail
and who needs a call or a printed card. 4 They open the link and say what to call them; they are signed in. 5 Three
questions, all skippable. 6 Their home says who meets them and what is on. 7 The list shows joined / not yet; resend or
reprint in one press."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from portal.members.models import Gathering, User
from portal.notices.services import send_due
from tests.journeys.screen import press, said

pytestmark = pytest.mark.browser
NAMES = "Rosa Green, rosa@example.org\nEd Ash, 01632 960 150\nJo"


@pytest.fixture
def rosie(starter_content):
    rosie = User.objects.get(username="rosie")
    Gathering.objects.create(title="Coffee morning", starts_at=timezone.now() + timedelta(days=3), by=rosie)
    return rosie


def test_the_first_ten_members(phone, rosie):
    screen = phone("/portal/", who=rosie)
    invite(screen)
    come_in_by_mail(phone)
    code = print_a_card(screen)
    come_in_by_card(phone, code)
    who_has_come(screen)


def invite(screen):
    press(screen, "Invitations", kind="link")
    press(screen, "Invite people", kind="link")
    screen.get_by_label("Who?").fill(f"{NAMES}\nnobody@")
    press(screen, "See who gets what")
    assert "Line 4, “nobody@”: Write a name before “nobody@”." in said(screen)
    assert screen.get_by_label("Who?").input_value().startswith(NAMES)
    screen.get_by_label("Who?").fill(NAMES)
    screen.get_by_label("What shall we write to them?").fill("Do come and have coffee with us.")
    press(screen, "See who gets what")
    ways = screen.get_by_role("region", name="This is what will happen").inner_text()
    assert re.search(r"We send an e-mail to\nRosa Green", ways)
    assert re.search(r"You ring\nEd Ash", ways)
    assert re.search(r"You print a card for\nJo", ways)
    press(screen, "Send them")
    assert "3 people are invited." in screen.locator("body").inner_text()


def come_in_by_mail(phone):
    send_due()
    (message,) = [sent for sent in mail.outbox if sent.to == ["rosa@example.org"]]
    assert "Do come and have coffee with us." in message.body
    screen = phone(re.search(r"(/accounts/link/\S+)", message.body)[1])
    screen.get_by_label("What shall we call you?").fill("Rosa")
    press(screen, "Come in")
    skip_the_questions(screen)
    words = said(screen)
    assert "Hello, Rosa" in words
    assert "Rosie meets you first" in words
    assert "Coffee morning" in words


def skip_the_questions(screen):
    assert "What would help" in said(screen)
    press(screen, "Skip, I’ll do this later", kind="link")


def print_a_card(screen):
    screen.reload()
    with screen.expect_navigation():
        screen.get_by_role("article").filter(has_text="Jo").get_by_role("button", name="Print a card").click()
    return screen.locator(".code").inner_text()


def come_in_by_card(phone, code):
    screen = phone("/join/")
    screen.get_by_label("The code on your card").fill(code.lower())
    press(screen, "Go on")
    screen.get_by_label("What shall we call you?").fill("Joanna")
    press(screen, "Come in")
    skip_the_questions(screen)
    assert "Hello, Joanna" in said(screen)


def who_has_come(screen):
    with screen.expect_navigation():
        screen.get_by_role("link", name="Back to the invitations").click()
    found = {
        name: screen.get_by_role("article").filter(has_text=name).inner_text() for name in ("Rosa", "Ed Ash", "Joanna")
    }
    assert {name for name, words in found.items() if "Joined" in words} == {"Rosa", "Joanna"}
    assert "Not rung yet" in found["Ed Ash"]
