"""With keys alone: everything can be reached, in the order it stands in, and is seen when it is reached."""

from itertools import islice

import pytest

from tests.browser import bar
from tests.browser.getting_there import person
from tests.browser.places import PLACES
from tests.chromium import DESK, PHONE

pytestmark = pytest.mark.browser
STORY = "/stories/the-town-names-its-bus/"
WALKED = ["home", "story", "questions", "search, found", "sign in, wrong", "your space", "change a page", "every piece"]


def walk(page, stops, key="Tab"):
    """Where the key leads, to the end of the page: out of it, or, where a browser has no window, to its start again."""
    first = None
    for _press in range(stops + 5):
        page.keyboard.press(key)
        stop = bar.stop(page)
        if stop is None or (first is not None and stop["number"] == first):
            return
        first = stop["number"] if first is None else first
        yield stop
    pytest.fail("The key never comes to the end of the page.")


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("name", WALKED)
def test_the_tab_key_goes_through_the_page_in_its_order(name, width, visit, settings):
    settings.ROOT_URLCONF = "tests.browser.urls"
    place = next(place for place in PLACES if place.name == name)
    page = place.open(visit, width=width)
    expected = bar.number_stops(page)
    bar.to_the_top(page)
    stops = list(walk(page, expected))
    assert "#main" in stops[0]["what"], "the first stop is the link to the main part"
    assert [stop["number"] for stop in stops] == list(range(expected))
    assert [stop["what"] for stop in stops if not stop["seen"]] == [], "seen when it has the focus"
    assert [stop["what"] for stop in stops if stop["covered"] or not stop["onScreen"]] == []


def test_nothing_that_has_the_focus_is_below_the_exit(visit):
    """Going back up the page, each link comes in at its top, where the button stays."""
    page = visit(STORY, width=PHONE)
    expected = bar.number_stops(page)
    page.locator(".footer a").last.focus()
    stops = list(islice(walk(page, expected, "Shift+Tab"), expected - 1))
    assert [stop["number"] for stop in stops] == list(reversed(range(expected - 1)))
    assert [stop["what"] for stop in stops if stop["covered"] or not stop["onScreen"]] == []


def test_the_skip_link_leads_past_the_header(visit):
    page = visit("/about/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("() => Boolean(document.activeElement.closest('main'))")


@pytest.mark.parametrize("name", ["your space", "people, for coordinators", "invite", "change a page", "who looked"])
def test_little_stands_before_the_heading_on_a_phone(name, visit):
    """The way past it all, whose site it is, your space, the menu, help, and the way back: on every page the same."""
    place = next(place for place in PLACES if place.name == name)
    page = place.open(visit, width=PHONE)
    bar.number_stops(page)
    before = page.evaluate("""() => [...document.querySelectorAll("[data-stop]")].filter((node) =>
        node.compareDocumentPosition(document.querySelector("h1")) & Node.DOCUMENT_POSITION_FOLLOWING)
        .map((node) => node.innerText.trim())""")
    always = ["Skip to the main part", page.locator(".brand").inner_text(), "Your space", "Menu", "Help and reading"]
    assert before[:4] == always[:4] and before[4].startswith(always[4])
    assert len(before) <= len(always) + 1


@pytest.mark.parametrize("key", ["Enter", "Space"])
@pytest.mark.parametrize("javascript", [True, False])
def test_the_menu_opens_with_a_key(visit, key, javascript):
    page = visit("/portal/", who=person("rosie"), javascript=javascript, width=PHONE)
    menu = page.locator(".fold > summary")
    ways = [page.get_by_role("navigation", name=name) for name in ("Your space", "Main menu")]
    ways += [page.get_by_role("link", name="Search"), page.get_by_role("button", name="Sign out")]
    assert not any(way.is_visible() for way in ways)
    where = menu.bounding_box()
    menu.focus()
    page.keyboard.press(key)
    assert all(way.is_visible() for way in ways)
    assert menu.bounding_box() == where, "it stays under the finger"
    page.keyboard.press(key)
    assert not any(way.is_visible() for way in ways)


def test_a_wide_page_shows_what_is_in_the_menu(visit):
    page = visit("/portal/", who=person("rosie"), javascript=False)
    assert not page.locator(".fold > summary").is_visible()
    page.get_by_role("navigation", name="Your space").get_by_role("link", name="Today").click()
    page.get_by_role("navigation", name="Main menu").get_by_role("link", name="About us").click()
    assert page.url.endswith("/about/")


@pytest.mark.parametrize("key", ["Enter", "Space"])
@pytest.mark.parametrize("javascript", [True, False])
def test_help_and_reading_opens_with_a_key(visit, key, javascript):
    page = visit("/contact/", javascript=javascript, width=PHONE)
    panel = page.locator("details.help .help__panel")
    assert not panel.is_visible()
    page.locator("details.help > summary").focus()
    page.keyboard.press(key)
    assert panel.is_visible()
    assert panel.get_by_role("heading", name="How you like to read").is_visible()
    page.keyboard.press(key)
    assert not panel.is_visible()


@pytest.fixture
def somewhere_harmless(visit):
    """Where "Exit this page" leads: another site, which no test asks."""
    left = []
    yield left
    assert visit.watch.foreign == left
    visit.watch.foreign.clear()


@pytest.mark.parametrize("key", ["Escape", "Shift"])
def test_a_key_pressed_three_times_leaves_a_story(visit, key, somewhere_harmless):
    page = visit(STORY, alone=True)
    elsewhere = page.locator("[data-exit]").get_attribute("href")
    with page.expect_event("requestfailed", lambda request: request.url == elsewhere):
        for _press in range(3):
            page.keyboard.press(key)
    somewhere_harmless.append(elsewhere)


def test_two_presses_and_another_key_do_not_leave(visit):
    page = visit(STORY)
    for key in ("Escape", "Escape", "a", "Escape"):
        page.keyboard.press(key)
    assert page.url.endswith(STORY)
    assert not page.evaluate("() => document.body.classList.contains('gone')")


@pytest.mark.parametrize("javascript", [True, False])
def test_the_exit_is_a_link_that_works_by_itself(visit, javascript, somewhere_harmless):
    page = visit(STORY, javascript=javascript, width=PHONE, alone=True)
    link = page.get_by_role("link", name="Exit this page")
    elsewhere = link.get_attribute("href")
    link.focus()
    with page.expect_event("requestfailed", lambda request: request.url == elsewhere):
        page.keyboard.press("Enter")
    somewhere_harmless.append(elsewhere)
