"""Bus fares, with a photographed receipt. 1 What for, what, which day, how much, a photo. 2 Somebody else says yes, or
sends it back with a reason. 3 It is paid. 4 It stands in the statement, apart from income. And told by phone: somebody
writes it down, and the person says whether it is right."""

import pytest

from portal.members.models import User
from tests.factories.media import picture_bytes
from tests.journeys.screen import press, said

pytestmark = pytest.mark.browser


def person(name):
    return User.objects.get(username=name)


def test_bus_fares(phone, starter_content):
    mair = phone("/portal/give-and-get/", who=person("mair"))
    mair_sends_it(mair)
    rosie_sends_it_back(phone("/portal/today/", who=person("rosie")))
    mair_puts_it_right(phone("/portal/", who=person("mair")))
    rosie_pays(phone("/portal/today/", who=person("rosie")))
    mair.goto("/portal/give-and-get/statement/")
    tables = mair.get_by_role("main").inner_text()
    assert "Costs that were paid back" in tables
    assert tables.count("£6.20") == 2, "the line, and the sum of what is no income"


def mair_sends_it(screen):
    press(screen, "Get a cost back", kind="link")
    screen.get_by_label("What did you take part in?").fill("The Tuesday meeting")
    screen.get_by_label("Bus, tram or train").check()
    screen.get_by_label("How much, in pounds?").fill("6.20")
    press(screen, "Send it")
    assert screen.title().startswith("Error:")
    assert "Is there none? Say why." in screen.get_by_role("alert").inner_text()
    photo = {"name": "IMG_2041.jpg", "mimeType": "image/jpeg", "buffer": picture_bytes(size=(600, 400))}
    screen.get_by_label("A photo of the receipt or ticket").set_input_files(photo)
    press(screen, "Send it")
    assert "You see here how it goes on." in said(screen)
    assert screen.get_by_role("link", name="Open it").is_visible()


def rosie_sends_it_back(screen):
    open_from_list(screen, "Mair asks to have back")
    press(screen, "Send it back", kind="link")
    screen.get_by_label("What is to be put right?").fill("Which Tuesday was it?")
    press(screen, "Send it back")
    assert "They are told why." in said(screen)


def mair_puts_it_right(screen):
    open_from_list(screen, "Please look again")
    assert "Which Tuesday was it?" in said(screen)
    press(screen, "Put it right", kind="link")
    box = screen.get_by_label("What did you take part in?")
    assert box.input_value() == "The Tuesday meeting"
    box.fill("The meeting on 24 November")
    press(screen, "Send it")


def rosie_pays(screen):
    open_from_list(screen, "Mair asks to have back")
    assert "The meeting on 24 November" in said(screen)
    press(screen, "Say yes to it")
    press(screen, "It is given", kind="link")
    screen.get_by_label("Paid by whoever does the payments").check()
    press(screen, "Given")
    assert "Mair is told" in said(screen)


def open_from_list(screen, words):
    with screen.expect_navigation():
        screen.get_by_role("listitem").filter(has_text=words).get_by_role("link").first.click()


def test_told_by_phone(phone, starter_content):
    """George has no e-mail: Helen writes it down, Rosie hears from him that it is right, and says yes."""
    helen = phone("/portal/give-and-get/costs/down/", who=person("helen"))
    helen.get_by_label("Whose cost?").select_option(label="George")
    helen.get_by_label("What did they take part in?").fill("The interview day")
    helen.get_by_label("Own car").check()
    helen.get_by_label("How many miles, there and back?").fill("12")
    press(helen, "Save")
    assert "George is asked whether it is right." in said(helen)
    assert "£5.40" in said(helen)
    rosie = phone("/portal/give-and-get/all/", who=person("rosie"))
    press(rosie, "£5.40 own car", kind="link")
    press(rosie, "They told me that it is right")
    press(rosie, "Say yes to it")
    assert "by when they have it" in said(rosie)
