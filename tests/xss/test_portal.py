"""Whatever members write to each other stays words."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from portal.agreement.services import (
    Writing,
    ask_for_change,
    make_small_fix,
    save_for_later,
    send_to_be_read,
    version_of,
)
from portal.agreement.words import words_of
from portal.members.standing import REVIEWERS_LIVED_EXPERIENCE
from tests.factories.pages import page, team
from tests.factories.people import UserFactory
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


@pytest.mark.parametrize("payloads", [PAYLOADS[start::6] for start in range(6)], ids=range(6))
def test_a_page_in_the_portal(payloads, people, contact, client):
    """Changed, asked to be read, answered with a wish, put right by a small fix: each screen on the way."""
    writer, coordinator = people["member"], people["coordinator"]
    reader = UserFactory(groups=[REVIEWERS_LIVED_EXPERIENCE])
    for person, payload in zip((writer, coordinator, reader), payloads, strict=False):
        type(person).objects.filter(pk=person.pk).update(known_as=payload[:80])
    hostile = " ".join(payloads)
    words = {key: hostile[:120] if len(text) < 60 else hostile for key, text in words_of(contact).items()}
    save_for_later(page=contact, by=writer, loaded=version_of(contact), writing=Writing(words=words))
    at = {name: reverse(f"portal:pages:{name}", args=[contact.pk]) for name in ("page", "edit", "preview", "read")}
    shown_to(client, writer, reverse("portal:pages:list"), at["page"], at["edit"], at["preview"])

    send_to_be_read(page=Page.objects.get(pk=contact.pk), by=writer)
    shown_to(client, reader, reverse("portal:home"), at["read"], at["page"])
    ask_for_change(page=Page.objects.get(pk=contact.pk), by=reader, reason=hostile)
    shown_to(client, writer, at["page"])


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
