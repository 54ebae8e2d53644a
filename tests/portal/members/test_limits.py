"""How often somebody may try: for each account and for each address, and nobody pays for another's tries."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from portal.audit.models import Entry
from portal.members.services import make_link
from tests.factories.members import AppFactory, as_at_the_door, numbers
from tests.portal.members.door import ask_for_code, is_in, sign_in, words

pytestmark = pytest.mark.django_db
WRONG = "not the password"


@pytest.fixture
def known():
    return as_at_the_door(username="known-one", email="known@example.org")


def fail(login, times, **extra):
    for _try in range(times):
        sign_in(Client(), login, WRONG, **extra)


def limited(login, **extra):
    return "a lot of tries" in words(sign_in(Client(), login, WRONG, **extra))


def ip(number):
    return {"REMOTE_ADDR": f"203.0.113.{number}"}


def test_five_wrong_passwords_close_an_account_for_a_while(client, known):
    fail(known.email, 5)
    sign_in(client, known.email)
    assert not is_in(client)


def test_the_limit_of_an_account_counts_tries_from_everywhere(known):
    for number in range(5):
        fail(known.email, 1, **ip(number))
    assert limited(known.email, **ip(99))


def test_letters_and_spaces_buy_no_more_tries(known):
    for login in ("known@example.org", "KNOWN@example.org", " known@Example.Org ", "known-one", " Known-One"):
        fail(login, 1)
    assert limited("known@example.org")


def test_another_host_name_or_port_buys_no_more_tries(known):
    for port in range(5):
        fail(known.email, 1, HTTP_HOST=f"localhost:{port + 1}")
    assert limited(known.email)


def test_one_accounts_limit_locks_nobody_else_out(client, known):
    other = as_at_the_door()
    fail(known.email, 6)
    sign_in(client, other.email)
    assert is_in(client)


def test_an_address_may_try_twenty_times_a_minute(client):
    for number in range(20):
        assert sign_in(client, f"m-{number}", WRONG, **ip(7)).status_code == 200
    response = sign_in(client, "m-21", WRONG, **ip(7))
    assert response.status_code == 429
    assert "Please wait a little" in words(response)
    assert sign_in(client, "m-21", WRONG, **ip(8)).status_code == 200


def test_a_header_that_visitors_write_changes_nothing(client, settings):
    for number in range(20):
        sign_in(client, f"m-{number}", WRONG, HTTP_X_FORWARDED_FOR=f"198.51.100.{number}", **ip(7))
    assert sign_in(client, "m-21", WRONG, HTTP_X_FORWARDED_FOR="198.51.100.99", **ip(7)).status_code == 429


def test_behind_our_proxy_only_its_own_entry_counts(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(20):
        sign_in(client, f"m-{number}", WRONG, HTTP_X_FORWARDED_FOR=f"198.51.100.{number}, 192.0.2.1", **ip(7))
    refused = sign_in(client, "m-21", WRONG, HTTP_X_FORWARDED_FOR="198.51.100.99, 192.0.2.1", **ip(7))
    other = sign_in(client, "m-21", WRONG, HTTP_X_FORWARDED_FOR="192.0.2.1, 192.0.2.2", **ip(7))
    assert (refused.status_code, other.status_code) == (429, 200)


def test_an_attackers_own_success_gives_no_tries_back(known):
    """Neither a password nor the numbers of an app: both clear the own count, and once cleared the address's too."""
    attacker = as_at_the_door(username="attacker", email="attacker@example.org")
    AppFactory(user=attacker)
    with time_machine.travel(datetime.now(UTC), tick=False) as now:
        for _try in range(5):
            fail(known.email, 1, **ip(7))
            own = Client()
            sign_in(own, attacker.email, **ip(7))
            own.post(reverse("mfa_authenticate"), {"code": numbers()}, **ip(7))
            assert is_in(own)
            now.shift(31)  # the app's numbers work once
        assert limited(known.email, **ip(7))


def test_own_successes_count_as_tries_of_the_address(known):
    for number in range(10):
        sign_in(Client(), known.email, **ip(7))
        sign_in(Client(), f"m-{number}", WRONG, **ip(7))
    assert sign_in(Client(), "m-99", WRONG, **ip(7)).status_code == 429


def test_five_codes_an_hour_for_an_address(client, known):
    for _ask in range(5):
        assert ask_for_code(Client(), known.email).status_code == 302
    refused = ask_for_code(client, known.email.upper())
    assert refused.status_code == 200
    assert "a lot of tries" in words(refused)
    assert ask_for_code(Client(), "other@example.org").status_code == 302


def test_five_new_passwords_an_hour_for_an_address(known):
    url = reverse("account_reset_password")
    codes = [Client().post(url, {"email": known.email}).status_code for _ask in range(6)]
    assert codes == [302] * 5 + [429]


def test_five_wrong_numbers_from_the_app_close_that_door(client, known):
    AppFactory(user=known)
    sign_in(client, known.email)
    for _try in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    client.post(reverse("mfa_authenticate"), {"code": numbers()})
    assert not is_in(client)


CODE = "AAAAABBBB3"


def test_ten_wrong_codes_in_an_address_or_typed_close_that_door_for_a_while(client):
    good = reverse("sign_in_link", args=[make_link(person=as_at_the_door(), by=None)])
    for number in range(10):
        if number % 2:
            Client().post(reverse("type_code"), {"code": CODE}, **ip(7))
        else:
            assert Client().get(reverse("sign_in_link", args=[CODE]), **ip(7)).status_code == 404
    assert client.get(good, **ip(7)).status_code == 429
    assert client.post(good, **ip(7)).status_code == 429
    assert client.get(good, **ip(8)).status_code == 200


def test_a_room_full_of_people_comes_in_by_good_codes(client):
    for _person in range(12):
        link = reverse("sign_in_link", args=[make_link(person=as_at_the_door(), by=None)])
        assert Client().get(link, **ip(7)).status_code == 200
        assert Client().post(link, {"known_as": "Sam"}, **ip(7)).status_code == 302


def test_reaching_the_limit_leaves_one_line_in_the_trail(known):
    fail(known.email, 9)
    fail("nobody-at-all", 9, **ip(8))
    assert list(Entry.objects.values_list("subject", "verb", "by")) == [
        (f"person:{known.pk}", "members.sign_in_limit", None)
    ]


def test_the_limit_ends(client, known):
    fail(known.email, 6)
    cache.clear()  # what five minutes do
    sign_in(client, known.email)
    assert is_in(client)
