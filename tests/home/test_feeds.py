"""The feed of new and changed pages."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone
from wagtail.models import Page

from home.models import Brand
from tests.factories.people import UserFactory
from tests.factories.reading import close, home_in, locale, said, translated

pytestmark = pytest.mark.django_db

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def feed(client, url="/feed/"):
    response = client.get(url)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def entries(client, url="/feed/"):
    return [entry.findtext("a:title", namespaces=ATOM) for entry in feed(client, url).iterfind("a:entry", ATOM)]


def test_newest_first(client):
    for number, title in enumerate(("Older", "Newest", "Middle")):
        moment = timezone.now() - timedelta(days=(3, 1, 2)[number])
        Page.objects.filter(pk=said(title).pk).update(last_published_at=moment)
    assert entries(client) == ["Newest", "Middle", "Older"]


def test_an_entry_says_what_and_where_and_when(client):
    said("Tea & cake", introduction="Come <soon>.")
    entry = feed(client).find("a:entry", ATOM)
    assert entry.findtext("a:title", namespaces=ATOM) == "Tea & cake"
    assert entry.findtext("a:summary", namespaces=ATOM) == "Come &lt;soon&gt;."
    assert entry.find("a:link", ATOM).get("href") == "http://testserver/tea-cake/"
    assert entry.findtext("a:updated", namespaces=ATOM)[:10] == timezone.localdate().isoformat()


def test_nobody_is_named(client):
    writer = UserFactory(known_as="Quentina", first_name="Quentina", last_name="Zzyzx", email="q@example.org")
    page = said("Tea")
    page.owner = writer
    page.save_revision(user=writer).publish(user=writer, skip_permission_checks=True)
    Brand.objects.update_or_create(defaults={"name": "Us together"})
    words = client.get("/feed/").content.decode()
    assert "Us together" in words
    assert not any(private in words for private in ("Quentina", "Zzyzx", writer.username, "q@example.org"))


def test_what_is_not_public_is_not_told(client):
    cymru = home_in("cy")
    page = said("Open")
    said("Draft", live=False)
    said("Was live").unpublish()
    parent = said("Closed")
    said("Below", parent=parent)
    close(parent)
    page.create_alias(parent=cymru, update_locale=locale("cy"))
    assert entries(client) == ["Open"]
    assert "Open" not in entries(client, "/cy/feed/")


def test_each_language_has_its_own(client):
    home_in("cy")
    translated(said("Tea"), "cy", title="Te")
    assert entries(client) == ["Tea"]
    assert entries(client, "/cy/feed/")[0] == "Te"
    assert feed(client, "/cy/feed/").get("{http://www.w3.org/XML/1998/namespace}lang") == "cy"


def test_twenty_at_most(client, django_assert_num_queries):
    for number in range(22):
        said(f"Tea {number}")
    assert len(entries(client)) == 20
    with django_assert_num_queries(5):
        client.get("/feed/")


def test_pages_point_to_it(client):
    home_in("cy")
    assert 'type="application/atom+xml"' in client.get("/").content.decode()
    assert 'href="/cy/feed/"' in client.get("/cy/").content.decode()
