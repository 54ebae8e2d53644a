"""A session begins anew at sign-in, ends in time, and ends everywhere when it should."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse

from portal.members import services
from portal.members.standing import PAGE_WRITERS
from tests.factories.members import as_at_the_door
from tests.factories.people import PASSWORD
from tests.portal.members.door import is_in, sign_in, words

pytestmark = pytest.mark.django_db
NEW = "another long sentence"


@pytest.fixture
def person():
    return as_at_the_door()


def later(**span):
    return time_machine.travel(datetime.now(UTC) + timedelta(**span))


def key(client):
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def test_the_session_changes_at_sign_in_and_at_sign_out(client, person):
    client.get(reverse("account_login"))
    client.post(reverse("account_request_login_code"), {"email": "nobody@example.org"})  # gives the visitor a session
    before = key(client)
    client.post(reverse("account_logout"))
    sign_in(client, person.email)
    inside = key(client)
    client.post(reverse("account_logout"))
    assert len({before, inside, key(client)}) == 3
    old = Client()
    old.cookies[settings.SESSION_COOKIE_NAME] = inside
    assert not is_in(old)


def test_a_session_planted_by_somebody_else_does_not_become_mine(client, person):
    attacker = Client()
    attacker.post(reverse("account_request_login_code"), {"email": "nobody@example.org"})
    client.cookies[settings.SESSION_COOKIE_NAME] = key(attacker)
    client.post(reverse("account_logout"))
    sign_in(client, person.email)
    assert is_in(client)
    assert not is_in(attacker)


def test_an_hour_without_a_press_ends_it(client, person):
    sign_in(client, person.email)
    with later(minutes=59):
        assert is_in(client)
    with later(minutes=59 + 61):
        assert not is_in(client)


def test_twelve_hours_end_it_whatever_happens(client, person):
    sign_in(client, person.email)
    for half_hours in range(1, 24):
        with later(minutes=30 * half_hours):
            assert is_in(client)
    with later(hours=12, seconds=1):
        response = client.get("/portal/", follow=True)
        assert response.redirect_chain == [(reverse("account_login") + "?next=/portal/", 302)]
        assert "you go on to where you were" in words(response)
        assert not is_in(client)


def test_twelve_hours_end_it_even_if_the_session_store_forgets_to(client, person):
    sign_in(client, person.email)
    session = client.session
    session["signed_in_at"] -= settings.SESSION_LONGEST
    session.save()
    assert not is_in(client)
    assert "_auth_user_id" not in client.session


def test_the_page_warns_before_the_twelve_hours_end(client, person):
    sign_in(client, person.email)
    assert client.post("/portal/stay/").json() == {"seconds": 3600}
    for half_hours in range(1, 24):
        with later(minutes=30 * half_hours):
            is_in(client)
    with later(hours=11, minutes=50):
        assert 590 <= client.post("/portal/stay/").json()["seconds"] <= 600


def test_a_session_that_does_not_know_its_beginning_ends(client, person):
    sign_in(client, person.email)
    session = client.session
    del session["signed_in_at"]
    session.save()
    assert not is_in(client)


def test_somebody_switched_off_is_out_at_the_next_request(client, person):
    sign_in(client, person.email)
    person.is_active = False
    person.save()
    assert not is_in(client)
    assert "_auth_user_id" not in client.session


def test_somebody_erased_is_out_at_the_next_request(client, person):
    sign_in(client, person.email)
    services.erase_person(person=person, by=None)
    assert not is_in(client)


def test_a_new_password_signs_out_everywhere_else(client, person):
    elsewhere = Client()
    sign_in(elsewhere, person.email)
    sign_in(client, person.email)
    new = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    client.post(reverse("account_change_password"), new)
    assert is_in(client)
    assert not is_in(elsewhere)


def test_a_new_password_by_code_signs_out_everywhere(client, person):
    sign_in(client, person.email)
    person.set_password(NEW)
    person.save()
    assert not is_in(client)


def test_people_see_where_they_are_signed_in_and_end_the_others(client, person):
    elsewhere = Client()
    sign_in(elsewhere, person.email, HTTP_USER_AGENT="Mozilla/5.0 (iPhone) CriOS/156 Mobile Safari/604")
    sign_in(client, person.email, HTTP_USER_AGENT="Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/145.0")
    page = words(client.get(reverse("usersessions_list")))
    assert "Chrome on iPhone" in page
    assert "Firefox on Windows" in page
    client.post(reverse("usersessions_list"))
    assert is_in(client)
    assert not is_in(elsewhere)


@pytest.mark.parametrize("door", ["account_logout", "wagtailadmin_logout"])
def test_signing_out_leaves_nothing_in_the_browser(client, door):
    sign_in(client, as_at_the_door(groups=[PAGE_WRITERS]).email)
    response = client.post(reverse(door))
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert "_auth_user_id" not in client.session
    assert "Clear-Site-Data" not in client.get("/").headers


def test_the_cookie_goes_with_the_browser(client, person):
    sign_in(client, person.email)
    assert client.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == ""
    assert client.cookies[settings.SESSION_COOKIE_NAME]["httponly"]


def test_a_visitor_without_a_session_is_not_given_one(client):
    response = client.get("/robots.txt")
    assert settings.SESSION_COOKIE_NAME not in response.cookies
