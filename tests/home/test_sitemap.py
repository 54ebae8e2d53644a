"""What search engines are told."""

from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from wagtail.models import Page

from home.sitemaps import PagesSitemap
from tests.factories.reading import close, home_in, locale, said, translated

pytestmark = pytest.mark.django_db

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def addresses(client, url):
    response = client.get(url)
    assert response.status_code == 200, url
    return {there.text for there in ElementTree.fromstring(response.content).iterfind(".//s:loc", NAMES)}


def everywhere(client):
    return set().union(*(addresses(client, part) for part in addresses(client, "http://testserver/sitemap.xml")))


def test_every_language_has_its_list(client):
    home_in("cy")
    translated(said("Tea"), "cy", title="Te", slug="te")
    assert addresses(client, "/sitemap.xml") == {f"http://testserver/sitemap-{code}.xml" for code in ("en", "cy", "ur")}
    assert addresses(client, "/sitemap-en.xml") == {"http://testserver/", "http://testserver/tea/"}
    assert addresses(client, "/sitemap-cy.xml") == {"http://testserver/cy/", "http://testserver/cy/te/"}
    assert addresses(client, "/sitemap-ur.xml") == set()


def test_what_is_not_public_is_not_listed(client):
    cymru = home_in("cy")
    open_page = said("Open")
    said("Draft", live=False)
    said("Was live").unpublish()
    parent = said("Closed")
    said("Below", parent=parent)
    close(parent)
    open_page.create_alias(parent=cymru, update_locale=locale("cy"))
    assert everywhere(client) == {"http://testserver/", "http://testserver/open/", "http://testserver/cy/"}


def test_each_page_says_when_it_changed(client):
    page = said("Tea")
    Page.objects.filter(pk=page.pk).update(last_published_at=datetime(2026, 1, 2, tzinfo=UTC))
    assert (
        "<loc>http://testserver/tea/</loc><lastmod>2026-01-02</lastmod>"
        in client.get("/sitemap-en.xml").content.decode()
    )


def test_long_lists_are_split(client, monkeypatch):
    monkeypatch.setattr(PagesSitemap, "limit", 2)
    for number in range(4):
        said(f"Tea {number}")
    parts = {part for part in addresses(client, "/sitemap.xml") if "-en" in part}
    assert parts == {f"http://testserver/sitemap-en.xml{page}" for page in ("", "?p=2", "?p=3")}
    assert len(everywhere(client)) == 5


@pytest.mark.parametrize("pages", [1, 12])
def test_its_cost_does_not_grow(client, django_assert_num_queries, pages):
    for number in range(pages):
        said(f"Tea {number}")
    client.get("/sitemap-en.xml")
    with django_assert_num_queries(5):
        client.get("/sitemap-en.xml")


@pytest.mark.parametrize("url", ["/sitemap-xx.xml", "/sitemap-en.xml?p=99", "/sitemap-en.xml?p=x"])
def test_lists_that_are_not_there(client, url):
    assert client.get(url).status_code == 404


def test_robots_are_shown_the_way(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain"
    lines = response.content.decode().splitlines()
    assert lines[-1] == "Sitemap: http://testserver/sitemap.xml"
    assert {"Disallow: /cms/", "Disallow: /portal/", "Disallow: /*/portal/", "Disallow: /search/"} <= set(lines)
