"""The pages of the door, looked at by axe: on a phone in the dark and on a desk in the light."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from tests.chromium import DESK, PHONE
from tests.factories.members import AppFactory, RecoveryCodesFactory, as_at_the_door
from tests.factories.people import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OUTSIDE = ["account_login", "account_request_login_code", "account_reset_password", "account_signup"]
INSIDE = [
    "how_you_sign_in", "account_email", "account_change_password", "mfa_add_webauthn", "mfa_activate_totp",
    "usersessions_list", "account_logout",
]  # fmt: skip


def faults(page):
    """What axe finds, and whether the page is wider than the screen."""
    found = [f"{page.url}: {fault['id']}: {fault['help']}" for fault in Axe().run(page).response["violations"]]
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        found.append(f"{page.url}: wider than the screen")
    return found


@pytest.mark.parametrize(("width", "dark"), [(PHONE, True), (DESK, False)])
def test_nothing_is_in_anybodys_way(visit, width, dark):
    person = as_at_the_door(email="door@example.org")
    page = visit(reverse("account_login"), width=width, dark=dark)
    found = []
    for name in OUTSIDE:
        page.goto(reverse(name))
        found += faults(page)
    page.goto(reverse("account_login"))
    page.get_by_label("Your e-mail address").fill(person.email)
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("The 6 numbers").fill("000000")
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("alert").wait_for()
    found += faults(page)
    page.get_by_role("button", name="Start again").click()
    page.get_by_text("Sign in with a password").click()
    page.get_by_label("Your e-mail or sign-in name").fill(person.email)
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("heading", name="Hello").wait_for()
    for name in INSIDE:
        page.goto(reverse(name))
        found += faults(page)
    AppFactory(user=person)
    RecoveryCodesFactory(user=person)
    page.goto(reverse("mfa_view_recovery_codes"))
    found += faults(page)
    assert found == []
