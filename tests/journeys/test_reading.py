"""Reading: find a page, make it easy to read, in one's own language, and have it so next time."""

import pytest
from wagtail.models import Locale, Page

from home.models import HomePage
from tests.chromium import settle
from tests.factories.pages import put_out
from tests.journeys.screen import open_menu

pytestmark = pytest.mark.browser


def follow(screen, name, within="main"):
    with screen.expect_navigation():
        screen.get_by_role(within).get_by_role("link", name=name, exact=True).first.click()


def press_in_help(screen, group, button):
    if not screen.locator(".help__panel").is_visible():
        screen.locator("details.help > summary").click()
    with screen.expect_navigation():
        screen.get_by_role("group", name=group).get_by_role("button", name=button, exact=True).click()


def shown(screen, attribute):
    return screen.locator("html").get_attribute(f"data-{attribute}")


def background(screen):
    return screen.evaluate("() => getComputedStyle(document.documentElement).backgroundColor")


def test_from_the_home_page_to_a_story_and_back(phone):
    screen = phone("/")
    open_menu(screen)
    follow(screen, "Stories", within="banner")
    follow(screen, "The town names its bus")
    assert screen.get_by_role("heading", level=1).inner_text() == "The town names its bus"
    with screen.expect_navigation():
        screen.get_by_role("navigation", name="Where you are").get_by_role("link").last.click()
    assert screen.url.endswith("/stories/")


def test_how_somebody_likes_to_read_is_remembered(phone):
    screen = phone("/about/")
    before = screen.get_by_role("main").locator("p").first.evaluate("(p) => parseFloat(getComputedStyle(p).fontSize)")
    press_in_help(screen, "Text", "Larger")
    assert screen.url.endswith("/about/"), "back to where they were"
    press_in_help(screen, "Colours", "Dark")
    assert [shown(screen, "text"), shown(screen, "theme")] == ["larger", "dark"]
    now = screen.get_by_role("main").locator("p").first.evaluate("(p) => parseFloat(getComputedStyle(p).fontSize)")
    assert now > before * 1.2
    dark = background(screen)

    screen.goto("/contact/")
    assert [shown(screen, "text"), shown(screen, "theme")] == ["larger", "dark"]
    assert background(screen) == dark
    press_in_help(screen, "Colours", "Light")
    assert background(screen) != dark
    assert {cookie["name"] for cookie in screen.context.cookies()} == {"look"}, "reading sets one cookie and no other"


def test_easy_read_first_when_somebody_likes_it_so(phone):
    screen = phone("/")
    follow(screen, "Easy Read version")
    assert screen.url.endswith("/easy-read/")
    follow(screen, "Read the longer page")
    press_in_help(screen, "Show Easy Read first", "On")
    assert screen.url.endswith("/easy-read/")
    screen.goto("/accessibility/")
    has_one = Page.objects.get(slug="accessibility").specific.easy_read
    assert screen.url.endswith("/easy-read/") == bool(has_one)
    press_in_help(screen, "Show Easy Read first", "Off")
    screen.goto("/")
    assert not screen.url.endswith("/easy-read/")


@pytest.mark.parametrize(("code", "name", "direction"), [("cy", "Cymraeg", "ltr"), ("ur", "اردو", "rtl")])
def test_in_ones_own_language(phone, code, name, direction, starter_content):
    """A page that was translated offers its other language by that language's own name."""
    english = HomePage.objects.get(locale__language_code="en")
    translated = english.get_translation(Locale.objects.get(language_code=code))
    translated.alias_of = None
    translated.title, translated.introduction = "Croeso", "Dewch i mewn."
    put_out(translated)

    screen = phone("/")
    screen.locator("details.help > summary").click()
    with screen.expect_navigation():
        screen.locator(".help__panel").get_by_role("link", name=name, exact=True).click()
    assert screen.url.endswith(f"/{code}/")
    html = screen.locator("html")
    assert [html.get_attribute("lang"), html.get_attribute("dir")] == [code, direction]
    assert screen.get_by_role("heading", level=1).inner_text() == "Croeso"
    screen.locator("details.help > summary").click()
    with screen.expect_navigation():
        screen.locator(".help__panel").get_by_role("link", name="English", exact=True).click()
    assert screen.locator("html").get_attribute("lang") == "en"


def test_finding_something(phone):
    screen = phone("/search/")
    screen.get_by_label("What are you looking for?").fill("expenses")
    with screen.expect_navigation():
        screen.get_by_role("main").get_by_role("button", name="Search").click()
    assert screen.get_by_role("heading", name="found").first.is_visible()
    results = screen.locator("main ol > li")
    assert results.first.locator("mark").first.inner_text().lower().startswith("expense")
    with screen.expect_navigation():
        results.first.get_by_role("link").click()
    assert screen.get_by_role("heading", level=1).is_visible()


def test_finding_nothing_says_what_to_do(phone):
    screen = phone("/search/?q=zqzqzq")
    assert screen.get_by_role("heading", name="Nothing has these words").is_visible()
    follow(screen, "Contact us")
    assert screen.get_by_role("heading", level=1).inner_text() == "Contact us"


def test_somebody_to_talk_to_is_in_the_same_place_everywhere(phone):
    places = set()
    screen = phone("/")
    for path in ("/", "/about/", "/stories/", "/questions/", "/search/", "/accounts/login/"):
        screen.goto(path)
        settle(screen)
        button = screen.locator("details.help > summary")
        places.add((button.bounding_box()["x"], button.bounding_box()["y"]))
        button.click()
        assert screen.locator(".help__panel").get_by_role("link", name="I need a break").is_visible()
    assert len(places) == 1
