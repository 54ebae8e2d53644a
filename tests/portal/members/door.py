"""What somebody does at the door, in few words."""

import re

from django.core import mail
from django.urls import reverse

from tests.factories.people import PASSWORD


def sign_in(client, login, password=PASSWORD, **extra):
    return client.post(reverse("account_login"), {"login": login, "password": password}, **extra)


def ask_for_code(client, address, **extra):
    return client.post(reverse("account_request_login_code"), {"email": address}, **extra)


def type_code(client, code, **extra):
    return client.post(reverse("account_confirm_login_code"), {"code": code}, **extra)


def code_mailed() -> str:
    """The numbers in the newest mail."""
    return re.search(r"^(\d{6})$", mail.outbox[-1].body, re.MULTILINE)[1]


def is_in(client) -> bool:
    return client.get(reverse("how_you_sign_in")).status_code == 200


def words(response, *typed) -> str:
    """A page without what differs between any two visits: its form tokens, and what this visitor typed."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())
    for word in typed:
        text = text.replace(word, "…")
    return text
