"""Lists that are narrowed by their address."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from casestudies.models import StoryIndexPage, StoryPage
from home.models import Principle, PrincipleSet, Resource, ResourcesPage, Stage
from tests.factories.media import PictureFactory
from tests.factories.pages import page
from tests.factories.reading import ResourceFactory, close, home_in, locale, translated

pytestmark = [pytest.mark.django_db, pytest.mark.both]

PAIR = ("pair", {"drawing": "meeting", "picture": None, "words": "Come in."})


@pytest.fixture
def library():
    page("Library", kind=ResourcesPage, body="[]", introduction="")
    ResourceFactory(title="Art", topics="Art, Mental health", format="pdf", publisher="Institute", easy_read=True)
    ResourceFactory(title="Party", topics="Party,mental health ", format="video", publisher="Institute & Co")
    ResourceFactory(title="Money", topics="Pay (and benefits)", format="pdf", publisher="Institute")


def found(client, url):
    response = client.get(url)
    assert response.status_code == 200, url
    return set(titles(response))


def titles(response) -> list[str]:
    """In the order in which they stand there."""
    return [title.text for title in BeautifulSoup(response.content, "html.parser").select("main .card__title")]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", {"Art", "Party", "Money"}),
        ("topic=Art", {"Art"}),
        ("topic=Mental health", {"Art"}),
        ("topic=Pay (and benefits)", {"Money"}),
        ("format=pdf", {"Art", "Money"}),
        ("publisher=Institute", {"Art", "Money"}),
        ("publisher=Institute %26 Co", {"Party"}),
        ("easy_read=on", {"Art"}),
        ("format=pdf&publisher=Institute&easy_read=on", {"Art"}),
        ("format=video&easy_read=on", set()),
        ("topic=&format=&publisher=", {"Art", "Party", "Money"}),
        ("other=thing", {"Art", "Party", "Money"}),
    ],
)
def test_resources_are_narrowed(client, library, query, titles):
    assert found(client, f"/library/?{query}") == titles


@pytest.mark.parametrize(
    "query", ["topic=Nothing", "topic=.*", "format=exe", "publisher=%00", "topic=%27;--", "topic=" + "x" * 5000]
)
def test_unknown_choices_are_left_out_kindly(client, library, query):
    assert found(client, f"/library/?{query}&easy_read=on") == {"Art"}
    assert "We do not have one of the things you chose from" in client.get(f"/library/?{query}").content.decode()


def test_each_choice_says_how_many(client, library):
    form = BeautifulSoup(client.get("/library/?format=pdf").content, "html.parser").select_one("form.filters")
    options = {option.text for option in form.select("option")}
    assert {"PDF (2)", "Video (1)", "Art (1)", "Mental health (1)", "Institute (2)", "Institute & Co (1)"} <= options
    assert form.select_one("option[selected][value=pdf]")
    assert form["method"] == "get"
    assert form["action"] == "/library/"


def test_each_language_has_its_own_choices(client, library):
    home_in("cy")
    translated(ResourcesPage.objects.get(), "cy", title="Llyfrgell", slug="llyfrgell")
    ResourceFactory(title="Arian", topics="Arian", locale=locale("cy"))
    assert found(client, "/cy/llyfrgell/") == {"Arian"}
    assert found(client, "/cy/llyfrgell/?topic=Art") == {"Arian"}


def test_a_new_resource_is_listed_at_once(client, library):
    found(client, "/library/")
    there = ResourceFactory(title="New", topics="Brand new")
    assert found(client, "/library/?topic=Brand new") == {"New"}
    there.delete()
    assert "Brand new" not in client.get("/library/").content.decode()


def test_pages_of_a_list_keep_the_choice(client, library):
    for number in range(25):
        ResourceFactory(title=f"Guide {number:02d}", topics="R&D")
    first = client.get("/library/?topic=R%26D")
    assert len(first.context["page_obj"]) == 20
    following = BeautifulSoup(first.content, "html.parser").select_one("a[rel=next]")["href"]
    assert following == "?topic=R%26D&page=2"
    assert len(found(client, f"/library/{following}")) == 5
    assert "25 found" in first.content.decode()


@pytest.mark.parametrize("number", ["0", "-1", "99", "x", "", "9" * 30])
@pytest.mark.parametrize(("narrowed", "there"), [("", {"Art", "Party", "Money"}), ("format=pdf&", {"Art", "Money"})])
def test_there_is_always_a_page(client, library, number, narrowed, there):
    assert found(client, f"/library/?{narrowed}page={number}") == there


# --- stories ---


@pytest.fixture
def stories(english):
    index = page("Stories", kind=StoryIndexPage, body="[]", introduction="")
    group = PrincipleSet.objects.create(name="Set", locale=english)
    plan, do = (Stage.objects.create(title=title, summary="-", locale=english) for title in ("Plan", "Do"))
    trust = Principle.objects.create(set=group, title="Trust", summary="-", locale=english)

    def story(title, **fields):
        return page(title, kind=StoryPage, parent=index, body="[]", introduction="", **fields)

    story("Both stages", stages=[plan, do], place="Leeds")
    story("One stage", stages=[do], principles=[trust], place="Bangor")
    story("Easy", easy_read=[PAIR])
    story("Draft", live=False, place="Nowhere", stages=[plan])
    close(story("Closed", place="Hidden", stages=[plan]))
    return {"plan": plan.pk, "do": do.pk, "trust": trust.pk}


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", {"Both stages", "One stage", "Easy"}),
        ("stage={do}", {"Both stages", "One stage"}),
        ("stage={plan}", {"Both stages"}),
        ("principle={trust}", {"One stage"}),
        ("place=Leeds", {"Both stages"}),
        ("easy_read=on", {"Easy"}),
        ("stage={do}&place=Bangor", {"One stage"}),
        ("stage={plan}&easy_read=on", set()),
        ("stage=999999", {"Both stages", "One stage", "Easy"}),
        ("stage=x&principle=%00", {"Both stages", "One stage", "Easy"}),
    ],
)
def test_stories_are_narrowed(client, stories, query, titles):
    assert found(client, f"/stories/?{query.format(**stories)}") == titles


def test_choices_give_nothing_away(client, stories):
    words = client.get("/stories/").content.decode()
    assert "Leeds (1)" in words
    assert "Do (2)" in words
    assert "Plan (1)" in words
    assert not any(hidden in words for hidden in ("Nowhere", "Hidden"))


def test_newest_stories_first_twelve_a_page(client, stories):
    for number, title in enumerate(("Easy", "One stage", "Both stages")):
        StoryPage.objects.filter(title=title).update(first_published_at=timezone.now() - timedelta(days=number))
    response = client.get("/stories/")
    assert titles(response) == ["Easy", "One stage", "Both stages"]
    assert response.context["page_obj"].paginator.per_page == 12


def test_a_story_shows_its_picture_or_else_its_drawing(client, stories):
    index = StoryIndexPage.objects.get()
    for title, shown in {
        "Drawn": {"drawing": "bus"},
        "Taken": {"drawing": "bus", "picture": PictureFactory()},
    }.items():
        page(title, kind=StoryPage, parent=index, body="[]", **shown)
    listed = BeautifulSoup(client.get("/stories/").content, "html.parser")
    cards = {card.h3.text: card.img for card in listed("article")}

    assert cards["Drawn"]["src"] == "/static/drawings/bus.svg"
    assert cards["Taken"]["src"].startswith("/pictures/")
    assert cards["Easy"] is None


# --- what they cost ---


@pytest.mark.parametrize("things", [1, 12])
def test_the_cost_of_a_list_does_not_grow(client, stories, library, things):
    index = StoryIndexPage.objects.get()
    shown = {"introduction": "", "place": "Leeds", "picture": PictureFactory()}
    for number in range(things):
        ResourceFactory(topics="Art")
        page(f"Story {number}", kind=StoryPage, parent=index, body="[]", **shown)
    for url, cost in {"/library/?topic=Art": 3, "/stories/?place=Leeds": 4}.items():
        client.get(url)
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        assert len(queries) == cost, "\n".join(query["sql"][:200] for query in queries)


def test_topics_are_compared_whole():
    assert Resource(topics=" Art ,, Health ").topic_list == ["Art", "Health"]
