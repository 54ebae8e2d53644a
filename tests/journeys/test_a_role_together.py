"""A role, written together. 1 Mair begins it, and asks Dev. 2 Dev says yes. 3 Both write; they see it differently, and
Tunde, who reads it, suggests other words. 4 They ask everybody; both say yes. 5 It counts."""

import re

import pytest

from portal.members.models import User
from portal.roles.models import Role
from tests.journeys.screen import press, said

pytestmark = pytest.mark.browser


def person(name):
    return User.objects.get(username=name)


def test_a_role_together(phone, starter_content):
    mair = phone("/portal/roles/", who=person("mair"))
    mair_begins(mair)
    dev = phone("/portal/", who=person("dev"))
    dev_says_yes(dev)
    mair_writes(mair)
    dev_adds_what_they_need(dev)
    tunde_suggests(phone("/portal/roles/", who=person("tunde")))
    dev_answers(dev)
    mair_asks_everybody(mair)
    both_say_yes(mair, dev)
    role = Role.objects.get(title="Listener at the library")
    assert role.agreed.words["purpose"] == "So that people who come alone are not alone."


def mair_begins(screen):
    press(screen, "Write a role together", kind="link")
    press(screen, "Begin")
    assert screen.title().startswith("Error:")
    screen.get_by_label("What is the role called?").fill("Listener at the library")
    screen.get_by_label("a paid job").check()
    press(screen, "Begin")
    screen.get_by_label("Whom would you like to ask?").select_option(label="Dev")
    press(screen, "Ask them")
    assert "We ask Dev." in said(screen)


def dev_says_yes(screen):
    asked = screen.get_by_role("listitem").filter(has_text="Will you help to write “Listener at the library”?")
    with screen.expect_navigation():
        asked.get_by_role("link").click()
    screen.get_by_label("Yes, I’d like to").check()
    press(screen, "Save")
    assert "Good that you are here." in said(screen)


def mair_writes(screen):
    screen.reload()
    press(screen, "Write: What the role is for", kind="link")
    screen.get_by_label("What the role is for").fill("So that people who come alone find somebody.")
    press(screen, "Save, and go on to the next")
    screen.get_by_label("What you will do").fill("You sit by the door, and listen.")
    press(screen, "Save")
    assert "Say what we need" in said(screen)


def dev_adds_what_they_need(screen):
    screen.reload()
    press(screen, "Start from what roles often need", kind="link")
    press(screen, "You can listen to people who are upset or angry", kind="link")
    screen.get_by_label("From a course or a qualification").check()
    screen.get_by_label("From your own life").uncheck()
    press(screen, "Save")
    assert screen.title().startswith("Error:")
    assert "A qualification alone shuts people out" in said(screen)
    screen.get_by_label("From your own life").check()
    press(screen, "Save")
    assert "From your own life" in said(screen)


def tunde_suggests(screen):
    press(screen, "Listener at the library", kind="link")
    say = re.compile("Say what you think.*What the role is for")
    with screen.expect_navigation():
        screen.get_by_role("main").get_by_role("link", name=say).click()
    screen.get_by_label("What would you like to say?").fill("They need not find anybody. It is enough not to be alone.")
    screen.get_by_text("Add more").click()
    screen.get_by_label("Other words, if you have any").fill("So that people who come alone are not alone.")
    press(screen, "Send it")
    assert "Those who write it answer you." in said(screen)


def dev_answers(screen):
    screen.reload()
    answer = screen.get_by_role("listitem").filter(has_text="It is enough not to be alone").get_by_role("link")
    with screen.expect_navigation():
        answer.first.click()
    screen.get_by_label("Yes", exact=True).check()
    screen.get_by_label("Why?").fill("Yes, that is what we mean.")
    press(screen, "Send the answer")
    assert "So that people who come alone are not alone." in said(screen)


def mair_asks_everybody(screen):
    screen.reload()
    press(screen, "Ask everybody: do you agree?", kind="link")
    assert "So that people who come alone are not alone." in said(screen)
    press(screen, "Ask everybody")
    assert "Everybody is asked." in said(screen)


def both_say_yes(mair, dev):
    press(mair, "I agree")
    assert "Not agreed yet" in said(mair)
    dev.goto(mair.url)
    press(dev, "I agree")
    assert "Agreed on" in said(dev)
