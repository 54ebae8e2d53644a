"""Start for real. 1 One command, no demo people. 2 It prints a one-use link for the first coordinator. 3 Name, logo,
who to call. 4 Send yourself a test message, or say "no e-mail yet". 5 Starter pages say "our starting text, change it
together". 6 Edit the home page and publish. 7 "Next: invite people". 8 Shown how to back up."""

import pytest
from django.urls import reverse

from home.models import Brand
from portal.members.models import Complaint, Enquiry, Gathering, Invitation, OneOff, User, Welcome
from portal.members.services import first_coordinator, make_link
from portal.notices.models import Notice
from tests.journeys.screen import press, said

pytestmark = pytest.mark.browser


@pytest.fixture
def new_site(starter_content):
    """As after `make start`: the starting texts, and nobody."""
    User.objects.all().update(is_active=False)
    Brand.objects.all().delete()
    for model in (Invitation, Welcome, Gathering, OneOff, Enquiry, Complaint, Notice):
        model.objects.all().delete()
    return reverse("sign_in_link", args=[make_link(person=first_coordinator(), by=None)])


def test_the_first_hour_of_a_new_site(phone, new_site):
    screen = phone(new_site)
    screen.get_by_label("What shall we call you?").fill("Rosie")
    press(screen, "Come in")
    screen = phone("/portal/", who=User.objects.get(known_as="Rosie", is_active=True))
    assert "Say who you are" in said(screen)
    say_who_we_are(screen)
    begin_without_mail(screen)
    assert "Our starting text" in said(phone("/"))
    change_the_home_page(screen)
    assert "Ask the first people to join." in said(screen)
    invite_somebody(screen)
    see_how_to_back_up(screen)
    assert "All of it is done." in said(screen)


def say_who_we_are(screen):
    press(screen, "See the steps", kind="link")
    press(screen, "Next: Write it down", kind="link")
    screen.get_by_label("What is your organisation called?").fill("Riverside Together")
    screen.get_by_label("Whom can people ring or write to?").fill("Rosie")
    screen.get_by_label("On which phone number?").fill("ask at the door")
    press(screen, "Save")
    assert "Write a phone number" in said(screen)
    screen.get_by_label("On which phone number?").fill("01632 960 146")
    press(screen, "Save")


def go_on(screen, step):
    press(screen, "See the steps", kind="link")
    press(screen, f"Next: {step}", kind="link")


def begin_without_mail(screen):
    press(screen, "Try it", kind="link")
    press(screen, "We have no e-mail yet")
    assert "Next: Change the home page" in said(screen)


def change_the_home_page(screen):
    press(screen, "Next: Change the home page", kind="link")
    field = screen.get_by_label("introduction", exact=False).first
    field.fill("We plan care in Riverside, all of us together.")
    press(screen, "Put it on the site")
    assert "It is on the site now." in screen.locator("body").inner_text()
    screen.goto(screen.url.partition("/portal/")[0] + "/portal/")


def invite_somebody(screen):
    go_on(screen, "Invite people")
    screen.get_by_label("Who?").fill("Dev")
    press(screen, "See who gets what")
    press(screen, "Send them")
    screen.goto(screen.url.partition("/portal/")[0] + "/portal/")


def see_how_to_back_up(screen):
    go_on(screen, "About backups")
    assert "Copy that folder to another place" in said(screen)
    press(screen, "I have read this")
