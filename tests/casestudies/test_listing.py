"""The list of stories: narrowed by several things at once, searched, followed; and what that costs."""

from datetime import datetime
from functools import partial
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import make_aware

from casestudies.models import StoryPage
from home.models import Contribution, Partner, Stage
from tests.casestudies.conftest import index_of_stories, tell_below
from tests.factories.media import PictureFactory
from tests.factories.pages import put_out
from tests.factories.reading import close, home_in, locale, translated, words

pytestmark = [pytest.mark.django_db, pytest.mark.both]
PAIR = ("pair", {"drawing": "meeting", "picture": None, "words": "Come in."})
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture(scope="module")
def stories(db_of_the_module):
    return index_of_stories()


@pytest.fixture(scope="module")
def tell(stories):
    return partial(tell_below, stories)


@pytest.fixture(scope="module")
def told(tell):
    """Two that everybody reads, in 2024 and 2025, and two that are not for everybody."""
    english = locale("en")
    plan = Stage.objects.create(title="Plan", summary="-", locale=english)
    cooking = Contribution.objects.create(name="Cooking", locale=english)
    ward = Partner.objects.create(name="The ward", locale=english)
    about = {"stages": [plan], "contributions": [cooking], "partners": [ward]}
    soup = tell("Soup", body=words("We cooked for the whole street."), place="Leeds", told_by="Rosa", **about)
    tell("Bus", body=words("The bus has a name now."), stages=[plan], easy_read=[PAIR])
    for number, title in enumerate(("Soup", "Bus")):
        day = make_aware(datetime(2024 + number, 5, 1))
        StoryPage.objects.filter(title=title).update(first_published_at=day)
    tell("Draft soup", live=False, **about)
    close(tell("Closed soup", body=words("We cooked."), **about))
    home_in("cy")
    translated(soup, "cy", title="Cawl")
    return {"plan": plan.pk, "cooking": cooking.pk, "ward": ward.pk}


def titles(response) -> set[str]:
    return {title.text for title in BeautifulSoup(response.content, "html.parser").select("main .card__title")}


def found(client, url):
    return titles(client.get(url))


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", {"Soup", "Bus"}),
        ("contribution={cooking}", {"Soup"}),
        ("partner={ward}", {"Soup"}),
        ("year=2025", {"Bus"}),
        ("also_in=cy", {"Soup"}),
        ("stage={plan}&year=2024&also_in=cy&contribution={cooking}&partner={ward}", {"Soup"}),
        ("stage={plan}&easy_read=on", {"Bus"}),
        ("year=2025&partner={ward}", set()),
        ("q=street", {"Soup"}),
        ("q=name&stage={plan}", {"Bus"}),
        ("q=name&also_in=cy", set()),
        ("q=rosa", {"Soup"}),
        ("q=nothinglikeit", set()),
        ("q=%20%00", {"Soup", "Bus"}),
        ("also_in=ur&year=1066&q=street", {"Soup"}),
        ("also_in=en", {"Soup", "Bus"}),
    ],
)
def test_stories_are_found_by_several_things_at_once(client, told, query, titles):
    assert found(client, f"/stories/?{query.format(**told)}") == titles


def test_each_choice_says_how_many_and_gives_nothing_away(client, told):
    page = client.get("/stories/").content.decode()
    options = {option.text for option in BeautifulSoup(page, "html.parser").select(".filters option")}
    assert {"Plan (2)", "Cooking (1)", "The ward (1)", "2024 (1)", "2025 (1)", "Cymraeg (1)", "Leeds (1)"} <= options
    assert "Draft" not in page and "Closed" not in page


def test_a_card_says_where_and_which_part_of_the_work(client, told):
    cards = BeautifulSoup(client.get("/stories/").content, "html.parser").select("article")
    lines = {card.h3.text: card.select_one(".card__meta").get_text(" ", strip=True) for card in cards}
    assert lines == {"Soup": "Told by Rosa Leeds Plan", "Bus": "Plan"}


@pytest.mark.parametrize("query", ["", "place=Leeds", "q=street"])
def test_a_card_that_was_shown_before_is_new_when_its_story_or_its_part_of_the_work_is(client, told, query):
    soup = StoryPage.objects.get(title="Soup")
    assert "Soup" in titles(client.get(f"/stories/?{query}"))
    soup.title = "Broth"
    put_out(soup)
    assert "Broth" in titles(client.get(f"/stories/?{query}"))
    stage = Stage.objects.get(pk=told["plan"])
    stage.title = "Begin"
    stage.save()
    cards = BeautifulSoup(client.get(f"/stories/?{query}").content, "html.parser").select("article")
    assert "Begin" in {card.h3.text: card.text for card in cards}["Broth"]


def test_a_slip_is_forgiven_and_said(client, told):
    page = client.get("/stories/?q=stret")
    assert titles(page) == {"Soup"}
    assert "Nothing is spelled as you wrote it." in page.content.decode()


def test_what_somebody_looks_for_is_shown_again_and_kept_nowhere(client, settings, told):
    settings.PAGE_CACHE_SECONDS = 600
    keeps = Client()  # begun after the cache was switched on
    page = keeps.get("/stories/?q=street")
    assert BeautifulSoup(page.content, "html.parser").select_one("input[name=q]")["value"] == "street"
    assert "ETag" not in page
    assert "ETag" in keeps.get("/stories/?year=2024")


def test_a_translation_that_nobody_can_read_is_not_offered(client, told):
    StoryPage.objects.get(title="Cawl").unpublish()
    assert "Cymraeg (1)" not in client.get("/stories/").content.decode()


# --- to follow ---


def entries(client, url):
    response = client.get(url)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    found = ElementTree.fromstring(response.content).iterfind("a:entry", ATOM)
    return [entry.findtext("a:title", namespaces=ATOM) for entry in found]


def test_the_feed_has_the_newest_stories_and_names_nobody(client, told):
    assert entries(client, "/stories/feed/") == ["Bus", "Soup"]
    assert "Rosa" not in client.get("/stories/feed/").content.decode()
    assert entries(client, "/cy/stories/feed/") == ["Cawl"]
    assert 'href="/stories/feed/"' in client.get("/stories/").content.decode()


def test_a_feed_goes_with_its_list(client, stories, told):
    close(stories)
    assert client.get("/stories/feed/").status_code == 302
    assert client.get("/stories/soup/feed/").status_code == 404


# --- what it costs ---


@pytest.mark.parametrize("many", [1, 30])
def test_the_cost_of_the_list_does_not_grow(client, settings, told, tell, many):
    settings.PAGE_CACHE_SECONDS = 0
    about = {"stages": list(Stage.objects.all()), "place": "Leeds", "picture": PictureFactory()}
    for number in range(many):
        tell(f"More {number}", body=words("street"), **about)
    costs = {}
    for query in ("", f"stage={told['plan']}&place=Leeds", "q=street", "also_in=cy"):
        client.get(f"/stories/?{query}")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/stories/?{query}")
        costs[query.partition("=")[0]] = len(queries)
    looks_for_another_spelling = many == 1  # offered where little is found: how much, and which
    assert costs == {"": 4, "stage": 4, "q": 5 + 2 * looks_for_another_spelling, "also_in": 5}
