"""Every link of the site, followed in a browser that watches: nothing broken, nothing refused, nothing asked abroad."""

import re
from collections import Counter
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest

from tests.browser.getting_there import contact_of_sana, person
from tests.chromium import Visit

pytestmark = pytest.mark.browser
# What is there on purpose to be refused, or would end the visit.
LEFT_ALONE = {"/accounts/logout/", "/portal/messages/calendar.ics"}
MOST = 200
# Addresses that differ only in a number lead to the same screen: so many of each are enough.
OF_EACH = 2
LINKS = "(links) => links.map((link) => link.getAttribute('href'))"


def crawl(visit: Visit, page, *, inside=("/",)):
    """Visits everything that can be reached by links below `inside`; returns the paths it has seen."""
    waiting, seen, alike = [urlsplit(page.url).path], set(), Counter()
    while waiting:
        path = waiting.pop(0)
        kind = re.sub(r"\d+", "#", path)
        if path in seen or alike[kind] >= OF_EACH:
            continue
        seen.add(path)
        alike[kind] += 1
        assert len(seen) < MOST, "the site grew: is there a trap of endless links?"
        page.goto(path)
        page.evaluate("() => scrollTo(0, document.body.scrollHeight)")  # pictures come when they are looked at
        for href in page.locator("a[href]").evaluate_all(LINKS):
            url = urldefrag(urljoin(page.url, href)).url
            parts = urlsplit(url)
            where = parts.path + (f"?{parts.query}" if parts.query else "")
            if parts.netloc == visit.watch.host and parts.path not in LEFT_ALONE and parts.path.startswith(inside):
                waiting.append(where)
    return seen


def test_no_link_of_the_public_site_is_broken(visit):
    seen = crawl(visit, visit("/"))
    assert visit.watch.refused == []
    assert {"/", "/about/", "/stories/the-town-names-its-bus/", "/accounts/login/", "/search/", "/easy-read/"} <= seen
    assert len(seen) > 60


@pytest.mark.parametrize("who", ["george", "sana", "rosie"])
def test_no_link_of_the_portal_is_broken(visit, who):
    contact_of_sana()
    seen = crawl(visit, visit("/portal/", who=person(who)), inside=("/portal/", "/accounts/"))
    assert visit.watch.refused == []
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
