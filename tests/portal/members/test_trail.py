"""What changes at somebody's door is written down, told to the address they had, and shown at their next sign-in."""

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.urls import reverse

from portal.audit.models import Entry
from portal.audit.services import problems
from tests.factories.members import SECRET, AppFactory, as_at_the_door, numbers
from tests.factories.people import PASSWORD
from tests.portal.members.door import code_mailed, sign_in, words

pytestmark = pytest.mark.django_db
NEW = "another long sentence"


@pytest.fixture
def person():
    return as_at_the_door(username="rosie", email="old@example.org")


@pytest.fixture
def inside(client, person):
    sign_in(client, person.email, HTTP_USER_AGENT="https://evil.example/")
    client.defaults["HTTP_USER_AGENT"] = "https://evil.example/"
    return client


def trail(person):
    entries = Entry.objects.filter(subject=f"person:{person.pk}").order_by("number")
    return [(entry.verb, entry.detail) for entry in entries]


def told():
    return [(message.to, message.body.split("\n\n")[1]) for message in mail.outbox]


def test_signing_in_and_out(inside, person):
    inside.post(reverse("account_logout"))
    assert trail(person) == [("members.signed_in", {"ways": ["password"]}), ("members.signed_out", {})]
    assert list(problems()) == []


def test_signing_in_with_an_app(client, person):
    AppFactory(user=person)
    sign_in(client, person.email)
    assert trail(person) == []
    client.post(reverse("mfa_authenticate"), {"code": numbers()})
    assert trail(person) == [("members.signed_in", {"ways": ["password", "totp"]})]


def test_a_changed_password(inside, person):
    inside.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert trail(person)[1:] == [("members.password_changed", {})]
    assert told() == [(["old@example.org"], "The password of your account was changed.")]


def test_a_first_password(client, person):
    person.set_unusable_password()
    person.save()
    client.post(reverse("account_request_login_code"), {"email": person.email})
    client.post(reverse("account_confirm_login_code"), {"code": code_mailed()})
    mail.outbox.clear()
    client.post(reverse("account_set_password"), {"password1": NEW, "password2": NEW})
    assert trail(person) == [("members.signed_in", {"ways": ["code"]}), ("members.password_set", {})]
    assert told() == [(["old@example.org"], "A password was chosen for your account.")]


def test_a_password_changed_by_code(client, person):
    client.post(reverse("account_reset_password"), {"email": person.email})
    client.post(reverse("account_confirm_password_reset_code"), {"code": code_mailed()})
    mail.outbox.clear()
    client.post(reverse("account_complete_password_reset"), {"password1": NEW, "password2": NEW})
    assert trail(person) == [("members.password_changed", {})]
    assert told() == [
        (["old@example.org"], "The password of your account was changed, with a code sent to this address.")
    ]


def test_a_changed_address_is_told_to_the_old_one_without_the_new(inside, person):
    inside.post(reverse("account_email"), {"email": "new@example.org", "action_add": "1"})
    assert mail.outbox[-1].to == ["new@example.org"]
    code = code_mailed()
    mail.outbox.clear()
    inside.post(reverse("account_email_verification_sent"), {"code": code})
    person.refresh_from_db()
    assert person.email == "new@example.org"
    assert [address.email for address in person.emailaddress_set.all()] == ["new@example.org"]
    assert trail(person)[1:] == [("members.address_changed", {})]
    ((to, words_told),) = told()
    assert to == ["old@example.org"]
    assert "was changed" in words_told
    assert "new@example.org" not in mail.outbox[0].body


def test_an_address_taken_away_is_told(inside, person):
    inside.post(reverse("account_email"), {"email": "old@example.org", "action_remove": "1"})
    person.refresh_from_db()
    assert person.email == ""
    assert trail(person)[1:] == [("members.address_removed", {})]
    assert [to for to, _words in told()] == [["old@example.org"]]


def test_an_app_added_and_taken_away(inside, person, django_capture_on_commit_callbacks):
    inside.get(reverse("mfa_activate_totp"))
    session = inside.session
    session["mfa.totp.secret"] = SECRET
    session.save()
    with django_capture_on_commit_callbacks(execute=True):
        inside.post(reverse("mfa_activate_totp"), {"code": numbers()})
    with django_capture_on_commit_callbacks(execute=True):
        inside.post(reverse("mfa_deactivate_totp"))
    assert trail(person)[1:] == [
        ("members.second_factor_added", {"kind": "totp"}),
        ("members.second_factor_added", {"kind": "recovery_codes"}),
        ("members.second_factor_removed", {"kind": "totp"}),
        ("members.second_factor_removed", {"kind": "recovery_codes"}),
    ]
    assert [to for to, _words in told()] == [["old@example.org"]] * 2


def test_new_recovery_codes(inside, person, django_capture_on_commit_callbacks):
    AppFactory(user=person)
    with django_capture_on_commit_callbacks(execute=True):
        inside.post(reverse("mfa_generate_recovery_codes"))
    assert trail(person)[1:] == [("members.recovery_codes_renewed", {})]
    assert [to for to, _words in told()] == [["old@example.org"]]
    assert Authenticator.objects.filter(user=person, type="recovery_codes").exists()


def test_the_next_sign_in_says_what_changed(inside, client_class, person):
    inside.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    for shown in (True, False):
        client = client_class()
        sign_in(client, person.email, NEW)
        assert ("Since you last signed in: The password was changed." in words(client.get("/portal/"))) == shown


@pytest.fixture
def client_class(client):
    return type(client)


def test_no_mail_names_anybody_or_holds_a_link(inside, person):
    inside.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    inside.post(reverse("account_email"), {"email": "new@example.org", "action_add": "1"})
    inside.post(reverse("account_email"), {"email": "old@example.org", "action_remove": "1"})
    assert {message.subject for message in mail.outbox} == {"Something changed in your account", "Your code"}
    for message in mail.outbox:
        assert len(message.to) == 1
        for private in ("Sam", "rosie", "old@example.org", "new@example.org", "evil.example", "http", "127.0.0.1"):
            assert private not in message.body, private


def test_the_trail_holds_no_address_and_no_name(inside, person):
    inside.post(reverse("account_email"), {"email": "new@example.org", "action_add": "1"})
    inside.post(reverse("account_email_verification_sent"), {"code": code_mailed()})
    kept = str(list(Entry.objects.values()))
    for private in ("@", "rosie", "Sam", "127.0.0.1", "evil"):
        assert private not in kept
