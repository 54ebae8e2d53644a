"""Passkeys in a real browser, with an authenticator made of software: adding one, and signing in with it."""

from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from portal.audit.models import Entry
from tests.factories.members import as_at_the_door
from tests.factories.people import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LIKE_A_PHONE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def person(visit):
    return as_at_the_door(email="door@example.org", groups=["Coordinators"])


@pytest.fixture
def at_the_door(visit):
    """The sign-in page in a browser that has a (virtual) fingerprint reader; and a switch for its finger."""
    page = visit(reverse("account_login"), alone=True)
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": LIKE_A_PHONE})

    def finger(there):
        session.send("WebAuthn.setUserVerified", {"authenticatorId": made["authenticatorId"], "isUserVerified": there})

    return page, finger


def by_password(page):
    page.get_by_text("Sign in with a password").click()
    page.get_by_label("Your e-mail or sign-in name").fill("door@example.org")
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def add_passkey(page):
    page.get_by_role("link", name="Add a passkey").first.click()
    page.get_by_label("A name for it").fill("My phone")
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_role("heading", name="Your recovery codes").wait_for()
    page.get_by_role("link", name="I have kept them safe").click()


def test_a_passkey_opens_the_wall_and_then_the_door(at_the_door, person, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    page, _finger = at_the_door
    by_password(page)
    page.get_by_role("heading", name="One more lock, please").wait_for()
    add_passkey(page)
    page.get_by_role("link", name="Go on to where you were").click()
    page.get_by_role("heading", name="Hello").wait_for()
    page.get_by_role("button", name="Sign out").click()
    page.goto(reverse("account_login") + "?next=/cms/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(lambda url: urlsplit(url).path == "/cms/")
    key = Authenticator.objects.get(user=person, type="webauthn")
    assert key.wrap().is_passwordless
    assert str(key) == "My phone"
    assert Entry.objects.filter(verb="members.signed_in").order_by("number").last().detail == {"ways": ["webauthn"]}


def test_a_passkey_is_the_second_thing_after_a_password(at_the_door, person):
    page, _finger = at_the_door
    by_password(page)
    page.goto(reverse("how_you_sign_in"))
    add_passkey(page)
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("link", name="Sign in").first.click()
    by_password(page)
    page.get_by_role("heading", name="One more thing").wait_for()
    page.get_by_role("button", name="Use my passkey").click()
    page.get_by_role("heading", name="Hello").wait_for()


def test_a_browser_that_gives_no_passkey_says_so_in_words(at_the_door, person):
    page, finger = at_the_door
    finger(False)
    button = page.get_by_role("button", name="Sign in with a passkey")
    button.click()
    page.get_by_text("That did not work, or it took too long.").wait_for()
    assert button.is_visible()
    assert page.url.endswith(reverse("account_login"))


def test_without_javascript_the_passkeys_button_is_not_shown(visit, person):
    page = visit(reverse("account_login"), javascript=False)
    assert not page.get_by_text("Sign in with a passkey").is_visible()
    assert page.get_by_role("button", name="Send me a code").is_visible()
    by_password(page)
    page.get_by_role("heading", name="Hello").wait_for()
    page.goto(reverse("mfa_add_webauthn"))
    assert page.get_by_text("This browser does not know passkeys").is_visible()
    assert not page.get_by_role("button", name="Add a passkey").is_visible()
