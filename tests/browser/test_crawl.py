"""Every link of the site, followed: nothing broken, nothing refused, nothing asked abroad.

Whoever only reads the pages finds each broken link, picture and file, at a tenth of what a browser costs. A browser,
which also tells of a broken policy and of a script that fails, comes to every template in `test_places.py`; with `make
thorough` it follows every link as well.
"""

import re
from collections import Counter
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.browser.getting_there import contact_of_sana, person
from tests.effort import THOROUGH
from tests.xss.looking import Tags

pytestmark = pytest.mark.browser
# What is there on purpose to be refused, or would end the visit.
LEFT_ALONE = {"/accounts/logout/", "/portal/messages/calendar.ics"}
MOST = 200
# Addresses that differ only in a number lead to the same screen: so many of each are enough.
OF_EACH = 2
LINKS = "(links) => links.map((link) => link.getAttribute('href'))"
# What a browser asks for by itself, beside the page.
ASKED_FOR = {"src", "srcset", "poster", "data"}
ASKED_FOR_BY = {"stylesheet", "icon", "apple-touch-icon", "modulepreload", "preload", "preconnect"}


class Reader:
    """Reads pages, and asks for everything that a browser would ask for with them."""

    host = "testserver"

    def __init__(self, who):
        self.client, self.refused, self.foreign, self.files = Client(), [], [], set()
        if who:
            self.client.force_login(person(who), backend="django.contrib.auth.backends.ModelBackend")

    def links_on(self, path) -> list[str]:
        answer = self._ask(path)
        if answer.status_code in {301, 302}:
            return [answer["Location"]]
        if not answer["Content-Type"].startswith("text/html"):
            return []
        tags = Tags(answer.content).found
        for address in {urljoin(path, address) for tag in tags for address in beside(*tag[:2])} - self.files:
            self.files.add(address)
            if address.startswith("/static/"):
                name = urlsplit(address).path.removeprefix("/static/")
                self.refused += [address] if finders.find(name) is None else []
            elif address.startswith("/"):
                self._ask(address)
            else:
                self.foreign.append(address)
        return [attributes["href"] for tag, attributes, _written in tags if tag == "a" and "href" in attributes]

    def _ask(self, path):
        answer = self.client.get(path)
        if answer.status_code >= 400:
            self.refused.append(f"{answer.status_code} {path}")
        answer.close()
        return answer


def beside(tag, attributes):
    if tag == "link" and ASKED_FOR_BY & set(attributes.get("rel", "").split()):
        yield attributes["href"]
    for name in ASKED_FOR & attributes.keys():
        several = attributes[name].split(",") if name == "srcset" else [attributes[name]]
        yield from (words.split()[0] for words in several if words.strip() and not words.startswith("data:"))


class Browser:
    """`visit` itself fails on what was asked of others, on a broken policy and on an error."""

    def __init__(self, visit, who):
        self.page = visit("/", who=person(who) if who else None)
        self.host, self.refused, self.foreign = visit.watch.host, visit.watch.refused, visit.watch.foreign

    def links_on(self, path) -> list[str]:
        self.page.goto(path)
        self.page.evaluate("() => scrollTo(0, document.body.scrollHeight)")  # pictures come when they are looked at
        return self.page.locator("a[href]").evaluate_all(LINKS)


@pytest.fixture(params=["reader", "browser"] if THOROUGH else ["reader"])
def comes(request, starter_content):
    if request.param == "reader":
        return Reader
    visit = request.getfixturevalue("visit")
    return lambda who: Browser(visit, who)


def crawl(somebody, start, *, inside=("/",)):
    """Comes to everything that can be reached by links below `inside`; returns the paths that were seen."""
    waiting, seen, alike = [start], set(), Counter()
    while waiting:
        path = waiting.pop(0)
        kind = re.sub(r"\d+", "#", path)
        if path in seen or alike[kind] >= OF_EACH:
            continue
        seen.add(path)
        alike[kind] += 1
        assert len(seen) < MOST, "the site grew: is there a trap of endless links?"
        here = f"http://{somebody.host}{path}"
        for href in somebody.links_on(path):
            parts = urlsplit(urldefrag(urljoin(here, href)).url)
            where = parts.path + (f"?{parts.query}" if parts.query else "")
            if parts.netloc == somebody.host and parts.path not in LEFT_ALONE and parts.path.startswith(inside):
                waiting.append(where)
    return seen


def test_no_link_of_the_public_site_is_broken(comes):
    visitor = comes(None)
    seen = crawl(visitor, "/")
    assert (visitor.refused, visitor.foreign) == ([], [])
    assert {"/", "/about/", "/stories/the-town-names-its-bus/", "/accounts/login/", "/search/", "/easy-read/"} <= seen
    assert len(seen) > 60


@pytest.mark.parametrize("who", ["george", "sana", "rosie"])
def test_no_link_of_the_portal_is_broken(comes, who):
    contact_of_sana()
    somebody = comes(who)
    seen = crawl(somebody, "/portal/", inside=("/portal/", "/accounts/"))
    assert (somebody.refused, somebody.foreign) == ([], [])
    assert {"/portal/", "/accounts/"} <= seen
    assert any(path.startswith("/portal/pages/") for path in seen) == (who != "george")


def test_the_cms_of_a_writer_keeps_its_policy(visit):
    """The screens a writer uses, moved through as a writer would. `visit` fails on a refused script or another host."""
    contact = contact_of_sana()
    page = visit("/cms/", who=person("sana"))
    for path in ("/cms/pages/", f"/cms/pages/{contact.get_parent().pk}/", f"/cms/pages/{contact.pk}/history/"):
        page.goto(path)
        page.wait_for_load_state("networkidle")
    page.goto(f"/cms/pages/{contact.pk}/edit/")
    page.get_by_role("button", name="Toggle preview").first.click()
    page.frame_locator("#w-preview-iframe").locator("h1").first.wait_for()
    page.wait_for_load_state("networkidle")
    assert visit.watch.refused == []
