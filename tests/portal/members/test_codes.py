"""The six numbers in a mail: three tries, ten minutes, one browser, once."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.factories.members import as_at_the_door
from tests.portal.members.door import ask_for_code, code_mailed, is_in, type_code, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(client):
    """A code is on its way to somebody, who asked for it in `client`."""
    person = as_at_the_door(email="here@example.org")
    ask_for_code(client, person.email)
    return code_mailed()


def wrong(code):
    return f"{(int(code) + 1) % 1_000_000:06}"


def test_the_right_numbers_let_in(client, sent):
    assert type_code(client, sent)["Location"] == reverse("portal:home")
    assert is_in(client)


def test_numbers_typed_with_spaces_let_in(client, sent):
    type_code(client, f" {sent[:3]} {sent[3:]} ")
    assert is_in(client)


def test_three_wrong_tries_end_it(client, sent):
    answers = [type_code(client, wrong(sent)).status_code for _try in range(3)]
    assert answers == [200, 200, 302]
    type_code(client, sent)
    assert not is_in(client)


def test_the_numbers_end_after_ten_minutes(client, sent):
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=10, seconds=1)):
        type_code(client, sent)
        assert not is_in(client)


def test_the_numbers_still_work_just_before(client, sent):
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=9, seconds=50)):
        type_code(client, sent)
        assert is_in(client)


def test_the_numbers_work_only_where_they_were_asked_for(sent):
    elsewhere = Client()
    ask_for_code(elsewhere, "here@example.org")
    type_code(elsewhere, sent)
    assert not is_in(elsewhere)


def test_the_numbers_work_once(client, sent):
    before = client.session
    type_code(client, sent)
    client.post(reverse("account_logout"))
    client.cookies["sessionid"] = before.session_key
    type_code(client, sent)
    assert not is_in(client)


def test_nobody_gets_in_without_numbers(client):
    """An unknown address leads to the same page, where no number is the right one: not even none."""
    ask_for_code(client, "nobody@example.org")
    for code in ("", "000000", "None"):
        type_code(client, code)
    assert not is_in(client)


def test_the_page_says_what_to_do_when_no_mail_comes(client, sent):
    page = words(client.get(reverse("account_confirm_login_code")))
    assert "No e-mail after 2 minutes?" in page
    assert "spam or junk" in page
    assert 'autocomplete="one-time-code"' in page
    assert 'inputmode="numeric"' in page


def test_starting_again_leads_back_to_the_first_page(client, sent):
    response = client.post(reverse("account_logout"), {"next": reverse("account_login")})
    assert response["Location"] == reverse("account_login")
    assert "Send me a code" in words(client.get(reverse("account_login")))


def test_a_broken_mail_server_is_not_the_visitors_page_of_errors(client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens there
    known = as_at_the_door()
    answers = {ask_for_code(Client(), address).status_code for address in (known.email, "nobody@example.org")}
    assert answers == {302}


def test_mails_name_nobody_and_hold_no_word_of_a_visitor(client, sent):
    client.get("/", HTTP_USER_AGENT="https://evil.example/")
    (message,) = mail.outbox
    assert message.subject == "Your code"
    assert message.to == ["here@example.org"]
    assert "http" not in message.body
    assert "here@example.org" not in message.body
