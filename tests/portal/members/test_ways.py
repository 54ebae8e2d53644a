"""The page that lists the ways in, being asked again who one is, and never losing the last way."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.urls import reverse

from tests.factories.members import AppFactory, RecoveryCodesFactory, as_at_the_door
from tests.factories.people import PASSWORD, UserFactory
from tests.portal.members.door import ask_for_code, code_mailed, is_in, sign_in, type_code, words

pytestmark = pytest.mark.django_db
NEW = "another long sentence"
HUB = "/accounts/"


def passkey(user, name="My phone"):
    """A row as a browser's passkey leaves it; what it can do is tested in a browser (test_passkeys.py)."""
    return Authenticator.objects.create(user=user, type="webauthn", data={"name": name, "credential": {}})


def offered(client):
    """Title, state and button of each way, as the page shows them."""
    page = words(client.get(HUB))
    cards = re.findall(r'<section class="card">(.*?)</section>', page, re.DOTALL)
    text = [
        [
            re.sub(r"<[^>]+>", "", part).strip()
            for part in re.findall(r"<(?:h2|strong|span)[^>]*>(.*?)</(?:h2|strong|span)>", card, re.DOTALL)
        ]
        for card in cards
    ]
    return [tuple(part for part in card if part) for card in text]


def by_code(client, person):
    ask_for_code(client, person.email)
    type_code(client, code_mailed())


def test_the_ways_of_somebody_new(client):
    person = as_at_the_door(email="rosie@example.org")
    sign_in(client, person.email)
    assert offered(client) == [
        ("A code by e-mail", "rosie@example.org", "Change address"),
        ("A password", "You have one.", "Change password"),
        ("A passkey", "You have none yet.", "Add a passkey"),
        ("An app with numbers", "Not set up.", "Set up an app"),
        ("Where you are signed in", "1 place.", "See where"),
    ]


def test_the_ways_of_somebody_with_everything(client_of, people):
    person = people["member"]
    for name in ("My phone", "My laptop"):
        passkey(person, name)
    AppFactory(user=person)
    RecoveryCodesFactory(user=person)
    assert offered(client_of("member"))[2:5] == [
        ("A passkey", "You have 2.", "See your passkeys"),
        ("An app with numbers", "It is set up.", "Stop using the app"),
        ("Recovery codes", "2 codes are left.", "See your codes"),
    ]


def test_the_ways_of_somebody_without_an_address_or_password(client):
    person = UserFactory(username="m-noaddress", email="")
    person.set_unusable_password()
    person.save()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    assert offered(client)[:2] == [
        ("A code by e-mail", "We have no e-mail address for you. That is fine.", "Add an address"),
        ("A password", "You have none.", "Choose a password"),
    ]
    assert "m-noaddress" in words(client.get(HUB))


def test_the_page_costs_the_same_for_one_passkey_and_for_thirty(client_of, people, django_assert_num_queries):
    client = client_of("member")
    for number in (1, 29):
        for key in range(number):
            passkey(people["member"], f"key {key}")
        for _visit in range(2):  # the first makes the brand, the second keeps it
            client.get(HUB)
        with django_assert_num_queries(8):
            client.get(HUB)


SENSITIVE = ["account_set_password", "mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes"]


@pytest.mark.parametrize("name", SENSITIVE)
def test_a_quarter_of_an_hour_later_a_password_is_asked_for(client, name):
    person = as_at_the_door()
    sign_in(client, person.email)
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=16)):
        response = client.get(reverse(name))
        if name == "account_set_password":  # allauth asks first, and shows then that there is a password already
            assert response.status_code == 302
        again = client.get(response["Location"])
        assert "Is it you?" in words(again)
        assert client.post(response["Location"], {"password": "wrong"}).status_code == 200
        assert client.post(response["Location"], {"password": PASSWORD})["Location"] == reverse(name)
        assert client.get(reverse(name)).status_code in (200, 302)


@pytest.mark.parametrize("name", SENSITIVE)
def test_who_has_no_password_signs_in_again_by_code(client, name):
    person = as_at_the_door(email="rosie@example.org")
    person.set_unusable_password()
    person.save()
    by_code(client, person)
    assert client.get(reverse(name)).status_code == 200
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=16)):
        response = client.get(reverse(name))
        assert response["Location"].startswith(reverse("sign_in_again"))
        assert "rosie@example.org" in words(client.get(response["Location"]))
        sent = client.post(response["Location"])
        assert not is_in(client)
        assert client.post(sent["Location"], {"code": code_mailed()})["Location"] == reverse(name)
        assert client.get(reverse(name)).status_code == 200


def test_the_address_is_not_changed_from_a_session_left_open(client):
    person = as_at_the_door()
    sign_in(client, person.email)
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=16)):
        response = client.post(reverse("account_email"), {"email": "evil@example.org", "action_add": "1"})
        assert response["Location"].startswith(reverse("account_reauthenticate"))
        response = client.post(reverse("account_email"), {"email": person.email, "action_remove": "1"})
        assert response["Location"].startswith(reverse("account_reauthenticate"))
    person.refresh_from_db()
    assert person.email


def test_who_came_by_link_long_ago_and_has_nothing_else_asks_for_a_new_link(client):
    person = UserFactory(email="")
    person.set_unusable_password()
    person.save()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    response = client.get(reverse("account_set_password"), follow=True)
    assert "Please ask us for a new link" in words(response)
    assert client.post(reverse("sign_in_again"))["Location"] == HUB
    assert is_in(client)


def test_the_last_way_in_is_not_thrown_away(client):
    person = as_at_the_door()
    person.set_unusable_password()
    person.save()
    by_code(client, person)
    client.post(reverse("account_email"), {"email": person.email, "action_remove": "1"})
    person.refresh_from_db()
    assert person.email
    assert "Choose a password or add a passkey first" in words(client.get(HUB))


def test_the_last_passkey_of_somebody_with_nothing_else_stays(client):
    person = as_at_the_door()
    sign_in(client, person.email)
    keys = [passkey(person), passkey(person, "My laptop")]
    person.emailaddress_set.all().delete()
    person.email = ""
    person.set_unusable_password()
    person.save()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["account_authentication_methods"] = [{"method": "link", "at": datetime.now(UTC).timestamp()}]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    for key in keys:
        client.post(reverse("mfa_remove_webauthn", args=[key.pk]))
    assert Authenticator.objects.filter(user=person).count() == 1
    assert "Choose a password or add a passkey first" in words(client.get(HUB))


def test_nobody_reaches_anothers_passkeys_or_codes(client, people):
    key = passkey(people["coordinator"], "Not yours")
    RecoveryCodesFactory(user=people["coordinator"])
    person = as_at_the_door()
    sign_in(client, person.email)
    for name in ("mfa_remove_webauthn", "mfa_edit_webauthn"):
        assert {
            client.get(reverse(name, args=[key.pk])).status_code,
            client.post(reverse(name, args=[key.pk])).status_code,
        } == {404}
    assert client.get(reverse("mfa_view_recovery_codes")).status_code == 404
    assert "Not yours" not in words(client.get(reverse("mfa_list_webauthn")))


PAGES = [
    "account_email", "account_change_password", "account_logout", "account_reauthenticate", "usersessions_list",
    "mfa_list_webauthn", "mfa_add_webauthn", "mfa_activate_totp", "sign_in_again",
]  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_each_page_is_ours_and_has_no_style_or_script_of_its_own(client, name):
    person = as_at_the_door()
    sign_in(client, person.email)
    response = client.get(reverse(name))
    page = words(response)
    assert response.status_code == 200
    assert page.count("<h1") == 1
    assert "placeholder=" not in page
    assert " style=" not in page
    assert re.findall(r"<script(?![^>]*(?:src=|application/json))", page) == []
    assert "allauth/layouts/base.html" not in {template.name for template in response.templates}


def test_recovery_codes_are_shown_and_taken_home(client):
    person = as_at_the_door()
    sign_in(client, person.email)
    AppFactory(user=person)
    RecoveryCodesFactory(user=person)
    assert "11112222" in words(client.get(reverse("mfa_view_recovery_codes")))
    download = client.get(reverse("mfa_download_recovery_codes"))
    assert "attachment" in download["Content-Disposition"]
    assert "33334444" in download.content.decode()
