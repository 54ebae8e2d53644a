"""A wrong phone number on a page. 1 Find it. 2 Edit. 3 Change it. 4 "Small fix" and why. 5 Live now. 6 Those who agreed
are told and any of them can undo it for seven days."""

import pytest

from portal.members.models import User
from tests.factories.pages import NEW_NUMBER, OLD_NUMBER, page, team
from tests.journeys.screen import open_menu, press

pytestmark = pytest.mark.browser


@pytest.fixture
def cafe(starter_content):
    """A page with an old number on it, which Sana's team looks after."""
    made = page("The Tuesday café")
    team(made, User.objects.get(username="sana"))
    return made


def test_a_wrong_phone_number(phone, cafe):
    screen = phone("/portal/", who=User.objects.get(username="sana"))
    find_it(screen)
    change_it(screen)
    say_why(screen)
    the_public_reads(phone, cafe, NEW_NUMBER, OLD_NUMBER)

    rosie = phone("/portal/", who=User.objects.get(username="rosie"))
    told = "Sana made a small fix on “The Tuesday café”: The number was old."
    assert rosie.get_by_text(told).is_visible()
    press(rosie, "See what changed", kind="link")
    assert rosie.locator("del").inner_text().strip() == "0000"
    assert rosie.locator("ins").inner_text().strip() == "0999"
    press(rosie, "Undo")
    assert rosie.get_by_text("Rosie put it back").is_visible()
    the_public_reads(phone, cafe, OLD_NUMBER, NEW_NUMBER)


def find_it(screen):
    open_menu(screen)
    with screen.expect_navigation():
        screen.get_by_role("link", name="Pages").first.click()
    screen.get_by_label("Find a page").fill("café")
    press(screen, "Find")
    press(screen, "The Tuesday café", kind="link")
    press(screen, "Change this page", kind="link")


def change_it(screen):
    field = screen.locator("textarea", has_text=OLD_NUMBER)
    field.fill(field.input_value().replace(OLD_NUMBER, NEW_NUMBER))


def say_why(screen):
    """First without a reason: the form says what to do, and what was typed is still there."""
    press(screen, "Small fix: live now")
    assert screen.title().startswith("Error:")
    assert screen.get_by_role("alert").get_by_text("Say in a few words what was wrong").is_visible()
    assert NEW_NUMBER in screen.locator("textarea", has_text=NEW_NUMBER).input_value()
    screen.get_by_label("What was wrong?").fill("The number was old.")
    press(screen, "Small fix: live now")
    assert screen.get_by_text("It is on the site now.").is_visible()


def the_public_reads(phone, cafe, number, not_this):
    words = phone(cafe.url).get_by_role("main").inner_text()
    assert number in words
    assert not_this not in words
