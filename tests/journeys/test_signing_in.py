"""Signing in: numbers by mail, or a password; on to where one was going, and out again."""

import re

import pytest
from django.core import mail

from portal.members.demo import PASSWORD
from tests.journeys.screen import open_menu

pytestmark = pytest.mark.browser


def press(screen, name):
    with screen.expect_navigation():
        screen.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def sign_out(screen):
    open_menu(screen)
    with screen.expect_navigation():
        screen.get_by_role("button", name="Sign out").click()
    assert screen.get_by_role("link", name="Sign in").first.is_visible()


def test_with_numbers_by_mail(phone):
    screen = phone("/")
    with screen.expect_navigation():
        screen.get_by_role("banner").get_by_role("link", name="Sign in").click()
    screen.get_by_label("Your e-mail address").fill("sana@example.org")
    press(screen, "Send me a code")

    screen.locator("main [name=code]").fill("111111")
    press(screen, "Sign in")
    assert screen.title().startswith("Error:")
    assert screen.get_by_role("alert").get_by_text("That is not the code we sent.").first.is_visible()

    numbers = re.search(r"^(\d{6})$", mail.outbox[-1].body, re.MULTILINE)[1]
    screen.locator("main [name=code]").fill(f"{numbers[:3]} {numbers[3:]}")
    press(screen, "Sign in")
    assert screen.get_by_role("heading", name="Hello, Sana").is_visible()
    sign_out(screen)


def test_with_a_password_on_the_way_to_somewhere(phone):
    screen = phone("/portal/pages/")
    assert screen.get_by_text("you go on to where you were").is_visible()
    screen.get_by_text("Sign in with a password").click()
    screen.get_by_label("Your e-mail or sign-in name").fill("Sana")
    screen.get_by_label("Your password").fill("not this one")
    press(screen, "Sign in")
    assert screen.title().startswith("Error:")
    assert screen.get_by_label("Your e-mail or sign-in name").input_value().lower() == "sana"

    screen.get_by_label("Your password").fill(PASSWORD)
    press(screen, "Sign in")
    assert screen.url.endswith("/portal/pages/")
    sign_out(screen)
    screen.goto("/portal/")
    assert "/accounts/login/" in screen.url


def test_nobody_is_told_whether_there_is_such_an_account(phone):
    """Somebody unknown sees the same screen; their mail says that we do not know the address."""
    screen = phone("/accounts/login/")
    screen.get_by_label("Your e-mail address").fill("stranger@example.org")
    press(screen, "Send me a code")
    assert screen.get_by_role("heading", name="Type the numbers").is_visible()
    assert screen.get_by_text("We sent 6 numbers to stranger@example.org").is_visible()
