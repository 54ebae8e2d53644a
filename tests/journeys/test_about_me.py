"""Telling about oneself, choosing how to be reached, a break, and leaving: on a phone, with JavaScript and without."""

import io
import zipfile
from pathlib import Path

import pytest

from portal.members.models import User
from tests.browser.getting_there import person
from tests.journeys.test_signing_in import press

pytestmark = pytest.mark.browser


def go(screen, name):
    with screen.expect_navigation():
        screen.get_by_role("main").get_by_role("link", name=name, exact=True).click()


def test_three_questions_and_all_of_them_may_wait(phone):
    screen = phone("/portal/me/welcome/", who=person("george"))
    go(screen, "Skip, I’ll do this later")
    assert screen.get_by_role("heading", name="Hello, George").is_visible()

    screen.goto("/portal/me/welcome/")
    screen.get_by_label("What shall we call you?").fill("Georgie")
    screen.get_by_role("radio", name="Text message").check()
    screen.get_by_label("What would help you to take part?").fill("A seat near the door.")
    press(screen, "Save")
    assert screen.get_by_role("heading", name="Hello, Georgie").is_visible()
    assert [str(route.means) for route in person("george").contact_routes()][:2] == ["text", "call"]


def test_one_line_is_told_and_found_by_another_member(phone):
    screen = phone("/portal/me/", who=person("sana"))
    go(screen, "Change What I can share")
    screen.get_by_label("Drawing or design").check()
    screen.get_by_label("Something else, in your own words").fill("I mend bicycles.")
    screen.get_by_role("radio", name="All members").check()
    press(screen, "Save")
    assert screen.get_by_text("All members see this once they can find you.").is_visible()
    go(screen, "Change The list of people")
    screen.get_by_role("radio", name="Yes, they may find me").check()
    press(screen, "Save")
    assert screen.get_by_text("Other members can find you there.").is_visible()

    screen = phone("/portal/people/", who=person("george"))
    screen.get_by_label("Name, skill or interest").fill("drawing")
    press(screen, "Show these")
    go(screen, "Sana")
    assert screen.get_by_text("I mend bicycles.").is_visible()
    assert not screen.get_by_text("How to reach them").is_visible()


def test_ways_to_be_in_touch_are_ranked_without_dragging(phone):
    screen = phone("/portal/me/reaching/", who=person("sana"))
    screen.get_by_label("Phone call", exact=True).select_option("First choice")
    screen.get_by_label("E-mail", exact=True).select_option("Do not use")
    screen.get_by_label("Your phone number").fill("ring me")
    press(screen, "Save")
    assert screen.title().startswith("Error:")
    assert screen.get_by_label("E-mail", exact=True).input_value() == "never"

    screen.get_by_label("Your phone number").fill("01632 960 155")
    screen.get_by_label("Tuesday").check()
    screen.get_by_label("Not before").fill("10:00")
    press(screen, "Save")
    assert screen.get_by_text("We first try: Phone call.").is_visible()
    assert screen.get_by_text("Tuesday. Not before 10am.").is_visible()
    assert [str(route.means) for route in person("sana").contact_routes()] == ["call", "meet"]


def test_a_break_is_one_press_and_so_is_its_end(phone):
    screen = phone("/portal/me/", who=person("sana"))
    press(screen, "Take a break now")
    assert screen.get_by_text("You are taking a break").is_visible()
    assert person("sana").is_paused
    press(screen, "I’m back")
    assert screen.get_by_text("Welcome back.").is_visible()
    assert not screen.get_by_text("You are taking a break").is_visible()


def test_leaving_with_a_copy_of_everything(phone):
    george = person("george")
    screen = phone("/portal/me/", who=george)
    go(screen, "Leave, and delete my account")
    with screen.expect_download() as download:
        screen.get_by_role("button", name="Download everything").click()
    assert download.value.suggested_filename == "copy.zip"
    with zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes())) as archive:
        assert "A lift home when it is dark." in archive.read("copy.html").decode()
    go(screen, "Go on, delete my account")
    press(screen, "Delete my account now")
    assert screen.get_by_role("heading", name="Your account is deleted").is_visible()
    assert User.objects.get(pk=george.pk).erased_at
    screen.goto("/portal/")
    assert "/accounts/login/" in screen.url
