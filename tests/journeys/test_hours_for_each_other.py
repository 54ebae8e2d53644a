"""Hours for each other. 1 Helen, who looks after what people get, switches them on. 2 Mair gives George an hour and a
half for mending her bike. 3 George sees it, and gives half of one to the pot. 4 Mair gives some by mistake, and takes
them back with a reason; George says that hers were not for him."""

import pytest

from portal.members.models import User
from portal.reciprocity.services import minutes_in_pot, minutes_of
from tests.factories.groups import met
from tests.journeys.screen import press, said

pytestmark = pytest.mark.browser


def person(name):
    return User.objects.get(username=name)


def test_hours_for_each_other(phone, starter_content):
    met(*(person(name) for name in ("dev", "mair", "george")))
    helen_switches_them_on(phone("/portal/give-and-get/all/", who=person("helen")))
    mair = phone("/portal/give-and-get/", who=person("mair"))
    mair_gives_some(mair)
    george_gives_on(phone("/portal/give-and-get/", who=person("george")))
    mair_gives_by_mistake(mair)
    mair_takes_it_back(mair)
    george_hands_back(phone("/portal/give-and-get/", who=person("george")))
    assert [minutes_of(person(name)) for name in ("mair", "george")] == [0, -30]
    assert minutes_in_pot() == 30


def helen_switches_them_on(screen):
    press(screen, "How we pay and thank", kind="link")
    screen.get_by_label("People can give each other hours (time credits)").check()
    press(screen, "Save")
    assert "Saved." in said(screen)


def mair_gives_some(screen):
    press(screen, "Hours", kind="link")
    assert "You can give some all the same." in said(screen)
    screen.get_by_label("Who are they for?").select_option(label="George")
    screen.get_by_label("How many hours?").fill("0")
    screen.get_by_label("What for?").fill("Mending my bike")
    press(screen, "Give them")
    assert screen.title().startswith("Error:")
    screen.get_by_label("How many hours?").fill("1.5")
    press(screen, "Give them")
    assert "George is told." in said(screen)
    assert "You gave 1 hour 30 minutes more than you got. That is fine: it evens out." in said(screen)


def george_gives_on(screen):
    press(screen, "Hours", kind="link")
    assert "You have 1 hour 30 minutes." in said(screen)
    assert "Mending my bike" in said(screen)
    screen.get_by_label("Who are they for?").select_option(label="The pot, for whoever needs them")
    screen.get_by_label("How many hours?").fill("0.5")
    press(screen, "Give them")
    assert "You have 1 hour." in said(screen)


def mair_gives_by_mistake(screen):
    screen.get_by_label("Who are they for?").select_option(label="George")
    screen.get_by_label("How many hours?").fill("2")
    press(screen, "Give them")
    assert "You gave 3 hours 30 minutes more than you got." in said(screen)


def mair_takes_it_back(screen):
    with screen.expect_navigation():
        screen.get_by_role("listitem").filter(has_text="2 hours").get_by_role("link", name="Take it back").click()
    screen.get_by_label("What was wrong?").fill("Pressed twice.")
    press(screen, "Take them back")
    assert "You gave 1 hour 30 minutes more than you got." in said(screen)


def george_hands_back(screen):
    press(screen, "Hours", kind="link")
    line = screen.get_by_role("listitem").filter(has_text="Mending my bike")
    with screen.expect_navigation():
        line.get_by_role("button", name="This was not for me").click()
    assert "Given back. They are told." in said(screen)
