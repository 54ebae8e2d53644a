"""What I gave. 1 After a meeting it is written down by itself that Mair was there; she puts in her hours. 2 She writes
down two hours of peer support: what, when, how long. 3 George, who was at that meeting, says that it is so, and thanks
her. 4 She reads it."""

import pytest

from portal.members.models import User
from tests.factories.groups import met
from tests.journeys.screen import press, said

pytestmark = pytest.mark.browser


def person(name):
    return User.objects.get(username=name)


def test_what_i_gave(phone, starter_content):
    mair = phone("/portal/", who=person("mair"))
    nothing_so_far(mair)
    met(*(person(name) for name in ("dev", "mair", "george")))
    mair_puts_in_her_hours(mair)
    mair_writes_it_down(mair)
    george_says_that_it_is_so(phone("/portal/", who=person("george")))
    mair_reads_it(mair)


def nothing_so_far(screen):
    press(screen, "Give and get", kind="link")
    assert "Nothing so far, and that is fine." in said(screen)


def mair_puts_in_her_hours(screen):
    screen.goto(screen.url)
    waits = screen.get_by_role("region", name="Waiting for you").get_by_role("listitem")
    waits = waits.filter(has_text="Meeting: Evening buses")
    with screen.expect_navigation():
        waits.get_by_role("link", name="Change it").click()
    screen.get_by_label("How many hours?").fill("2.5")
    press(screen, "Save")
    assert "Meeting: Evening buses, 2 hours 30 minutes" in said(screen)
    press(screen, "Back", kind="link")
    assert "Waiting for you" not in said(screen)
    assert "2 hours 30 minutes" in screen.get_by_role("table", name="The hours I gave").inner_text()


def mair_writes_it_down(screen):
    press(screen, "Write down what I gave", kind="link")
    screen.get_by_label("What did you give?").select_option(label="Peer support")
    press(screen, "Save")
    assert screen.title().startswith("Error:")
    assert screen.get_by_role("alert").get_by_text("Type how many hours it was").is_visible()
    screen.get_by_label("How many hours?").fill("2")
    screen.get_by_text("Add more").click()
    screen.get_by_label("Who could say that it is so?").select_option(label="George")
    press(screen, "Save")
    assert "George is asked." in said(screen)
    assert "2 hours" in screen.get_by_role("table", name="The hours I gave").inner_text()


def george_says_that_it_is_so(screen):
    need = screen.get_by_role("listitem").filter(has_text="Mair asks you: is this so? Peer support, 2 hours.")
    with screen.expect_navigation():
        need.get_by_role("link").click()
    press(screen, "Yes, it is so")
    assert "Thank you for saying so." in said(screen)
    press(screen, "Thank Mair", kind="link")
    screen.get_by_label("Your words").fill("You made me laugh on a hard day.")
    press(screen, "Send my thanks")
    assert "Mair is told." in said(screen)


def mair_reads_it(screen):
    screen.goto(screen.url)
    assert "You made me laugh on a hard day." in said(screen)
    assert "It is so" in said(screen)
