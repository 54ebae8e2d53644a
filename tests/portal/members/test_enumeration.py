"""Nobody can find out at the door who has an account here: known and unknown people are answered alike."""

import pytest
from django.core import mail
from django.urls import reverse

from portal.members.models import User
from tests.factories.members import as_at_the_door
from tests.factories.people import PASSWORD
from tests.portal.members.door import ask_for_code, sign_in, words

pytestmark = pytest.mark.django_db
NOBODY = "nobody@example.org"


def seen(client, response, *typed):
    """Everything a visitor gets back, the next page included."""
    where = response.get("Location")
    following = words(client.get(where), *typed) if where else ""
    kept = sorted((name, bool(cookie.value)) for name, cookie in client.cookies.items())
    mails = [(mail.subject, len(mail.to), bool(mail.body)) for mail in mail.outbox]
    return response.status_code, where, words(response, *typed), following, kept, mails


@pytest.fixture
def both(client_class):
    """Do the same as a stranger with a known and with an unknown name; what each gets back."""

    def run(act, *names):
        found = []
        for name in names:
            mail.outbox.clear()
            client = client_class()
            found.append(seen(client, act(client, name), name))
        return found

    return run


@pytest.fixture
def client_class(client):
    return type(client)


@pytest.fixture
def known():
    return as_at_the_door(username="known-one", email="known@example.org")


@pytest.fixture
def switched_off():
    return as_at_the_door(username="known-off", email="off@example.org", is_active=False)


def test_a_wrong_password_tells_nothing(both, known, switched_off):
    answers = both(
        lambda client, name: sign_in(client, name, "not the password"),
        known.email,
        known.username,
        switched_off.email,
        NOBODY,
        "nobody-at-all",
    )
    assert all(answer == answers[0] for answer in answers)
    assert answers[0][0] == 200
    assert answers[0][-1] == []


def test_the_right_password_of_a_switched_off_account_tells_nothing(both, switched_off):
    right, wrong = (
        both(lambda client, name, secret=secret: sign_in(client, name, secret), switched_off.email)
        for secret in (PASSWORD, "not the password")
    )
    assert right == wrong


def test_asking_for_a_code_tells_nothing(both, known, switched_off):
    answers = both(ask_for_code, known.email, switched_off.email, NOBODY)
    assert all(answer == answers[0] for answer in answers)
    assert answers[0][0] == 302
    assert answers[0][-1] == [("Your code", 1, True)]


def test_asking_for_a_new_password_tells_nothing(both, known, switched_off):
    def act(client, name):
        return client.post(reverse("account_reset_password"), {"email": name})

    answers = both(act, known.email, switched_off.email, NOBODY)
    assert all(answer == answers[0] for answer in answers)
    assert answers[0][-1] == [("Your code", 1, True)]


def test_taking_somebody_elses_address_tells_nothing(both, known, client_class):
    def act(client, name):
        client.force_login(User.objects.get(username="asking"), backend="django.contrib.auth.backends.ModelBackend")
        sign_in_again(client)
        return client.post(reverse("account_email"), {"email": name, "action_add": "1"})

    def sign_in_again(client):
        client.logout()
        sign_in(client, "asking")

    as_at_the_door(username="asking", email="asking@example.org")
    answers = both(act, known.email, NOBODY)
    assert answers[0] == answers[1]
    assert answers[0][0] == 302
    assert answers[0][-1] == [("Your code", 1, True)]
    assert User.objects.get(username="asking").email == "asking@example.org"


def test_known_and_unknown_people_cost_one_slow_hash_each(client, known, settings, monkeypatch):
    """The time an answer takes is that of its hash; two for one and one for the other could be told apart."""
    hashed = []
    hasher = "django.contrib.auth.hashers.MD5PasswordHasher"
    original = __import__("django.contrib.auth.hashers", fromlist=["MD5PasswordHasher"]).MD5PasswordHasher.encode
    monkeypatch.setattr(f"{hasher}.encode", lambda *args: (hashed.append(1), original(*args))[1])
    counts = {}
    for name in (known.email, known.username, NOBODY, "nobody-at-all"):
        hashed.clear()
        sign_in(client, name, "not the password")
        counts[name] = len(hashed)
    assert counts == dict.fromkeys(counts, 1)


def test_limits_tell_nothing(both, known):
    def act(client, name):
        for _try in range(5):
            sign_in(client, name, "not the password")
        return sign_in(client, name, "not the password")

    answers = both(act, known.email, NOBODY)
    assert answers[0] == answers[1]
    assert "a lot of tries" in answers[0][2]
