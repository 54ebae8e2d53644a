"""A £20 voucher. 1 Who, for what, £20, which shop. 2 The member: yes, less, no thanks; beside it that vouchers can
affect benefits, and whom to talk to first. 3 The work happens. 4 Somebody other than the receiver presses "Given",
with date and code or "handed over". 5 The member sees it, or says "I didn't get it". 6 It is in their statement and
the month's total."""

import pytest

from portal.members.models import User
from tests.journeys.screen import press, said

pytestmark = pytest.mark.browser


def person(name):
    return User.objects.get(username=name)


def test_a_voucher(phone, starter_content):
    rosie_offers(phone("/portal/", who=person("rosie")))
    mair = phone("/portal/", who=person("mair"))
    mair_says_less(mair)
    rosie_gives(phone("/portal/today/", who=person("rosie")))
    mair_misses_it(mair)
    rosie_gives_again(phone("/portal/today/", who=person("rosie")))
    mair_has_it_in_her_statement(mair)


def rosie_offers(screen):
    press(screen, "What we give", kind="link")
    assert "so far: £0" in said(screen)
    press(screen, "Offer somebody something", kind="link")
    screen.get_by_label("Who?").select_option(label="Mair")
    screen.get_by_label("What for?").fill("Reading the new leaflet")
    screen.get_by_label("Voucher").check()
    screen.get_by_label("Which shop, or which one?").fill("Tesco")
    press(screen, "Offer it")
    assert screen.title().startswith("Error:")
    assert screen.get_by_role("alert").get_by_text("Type how much it is").is_visible()
    assert screen.get_by_label("What for?").input_value() == "Reading the new leaflet"
    screen.get_by_label("How much, in pounds?").fill("£20")
    press(screen, "Offer it")
    assert "Mair is told" in said(screen)
    assert "Offered" in said(screen)


def mair_says_less(screen):
    assert "you’d get: £20 voucher (Tesco)" in said(screen)
    with screen.expect_navigation():
        screen.get_by_role("listitem").filter(has_text="Reading the new leaflet").get_by_role("link").first.click()
    assert "Vouchers can affect benefits. You can talk to somebody first" in said(screen)
    assert not screen.get_by_role("radio", checked=True).count(), "nothing is chosen for her"
    screen.get_by_label("Yes, but less").check()
    press(screen, "Save")
    assert screen.title().startswith("Error:")
    screen.get_by_label("How much would you like, in pounds?").fill("15")
    press(screen, "Save")
    assert "You can change your mind until it is given." in said(screen)
    assert "£15 voucher (Tesco)" in said(screen)


def rosie_gives(screen):
    give = screen.get_by_role("listitem").filter(has_text="For Mair: £15 voucher (Tesco)").get_by_role("link")
    with screen.expect_navigation():
        give.click()
    press(screen, "It is given", kind="link")
    screen.get_by_label("Sent as a code").check()
    screen.get_by_label("Code or number").fill("GIFT-0001")
    press(screen, "Given")
    assert "so far: £15" in said(screen)


def mair_misses_it(screen):
    screen.goto(screen.url)
    assert "Given" in said(screen)
    assert "GIFT-0001" in said(screen)
    press(screen, "I didn’t get it")
    assert "We are finding out." in said(screen)


def rosie_gives_again(screen):
    look = screen.get_by_role("listitem").filter(has_text="Mair did not get it").get_by_role("link")
    with screen.expect_navigation():
        look.click()
    press(screen, "It was not given after all", kind="link")
    screen.get_by_label("What was wrong?").fill("The code went to an old number.")
    press(screen, "Put it right")
    press(screen, "It is given", kind="link")
    press(screen, "Given")
    assert "so far: £15" in said(screen)


def mair_has_it_in_her_statement(screen):
    screen.goto(screen.url)
    assert "The code went to an old number." in said(screen)
    press(screen, "Back", kind="link")
    press(screen, "A statement to print", kind="link")
    table = screen.get_by_role("table").inner_text()
    assert "Reading the new leaflet" in table
    assert table.count("£15") == 2, "the line, and the sum"
