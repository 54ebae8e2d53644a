"""Whatever members write to each other stays words."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from portal.agreement.services import (
    make_small_fix,
    version_of,
)
from portal.agreement.words import words_of
from tests.factories.pages import page, team
from tests.xss.looking import dangers, look
from tests.xss.payloads import PAYLOADS


@pytest.fixture
def contact(people):
    """A page that `member` changes and a reader of the other side reads; their names are hostile too."""
    made = page()
    team(made, people["member"])
    return made


def shown_to(client, person, *urls):
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    for url in urls:
        html = look(client, url)
        assert dangers(html) == []
        assert "alert(1)" in html, f"{url} shows none of it: is it still the page that should?"


def test_why_something_was_put_right(people, contact, client):
    for payload in PAYLOADS[::6]:
        words = words_of(Page.objects.get(pk=contact.pk).specific)
        key = next(key for key in words if key.startswith("text-"))
        words[key] += " today"
        fix = make_small_fix(
            page=contact,
            by=people["member"],
            loaded=version_of(Page.objects.get(pk=contact.pk)),
            words=words,
            why=f"alert(1) {payload}"[:200],
        )
        shown_to(client, people["coordinator"], reverse("portal:home"), reverse("portal:pages:fix", args=[fix.pk]))
