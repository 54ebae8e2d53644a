"""Finding a page by its address, what stands around it, and what both cost."""

from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import now
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, Site
from wagtail.rich_text import expand_db_html

from casestudies.models import StoryIndexPage, StoryPage
from home import freshness, reading
from home.models import (
    Brand,
    GetInvolvedPage,
    GiveAndGetPage,
    GlossaryPage,
    HomePage,
    IndicatorsPage,
    LadderPage,
    NoticePage,
    Principle,
    PrinciplePage,
    PrincipleSet,
    PrinciplesPage,
    QuestionsPage,
    ResourcesPage,
    Rung,
    SectionIndexPage,
    Signposting,
    Stage,
    StagePage,
    StagesPage,
    StandardPage,
    TipSet,
    TipsPage,
)
from tests.factories.filling import page_types
from tests.factories.pages import block, body, page, put_out
from tests.factories.people import UserFactory
from tests.factories.reading import TermFactory, close, home_in, said, translated

pytestmark = pytest.mark.django_db

PAIR = ("pair", {"drawing": "meeting", "picture": None, "words": "Come in."})


def shown(client, url):
    response = client.get(url)
    assert response.status_code == 200, url
    return BeautifulSoup(response.content, "html.parser")


# --- finding a page ---


@pytest.fixture
def tree():
    """/a/b/c/ is live, and so is /a/draft/below/ under a draft; /a/b/ has an Easy Read version."""
    a = said("A", kind=SectionIndexPage)
    b = said("B", parent=a, easy_read=[PAIR])
    said("C", parent=b)
    draft = said("Draft", parent=a, live=False)
    said("Below", parent=draft)
    return {page.slug: page for page in Page.objects.all()}


def wagtails_own_way(home, request, components):
    """Where Wagtail's own routing, two queries a step, would have ended."""
    found = home
    for place, component in enumerate(components):
        if components[place:] == ["easy-read"] and found.live and getattr(found, "easy_read", None):
            return found.pk
        below = found.get_children().filter(slug=component).first()
        if below is None:
            return 404
        found = below.specific
    return found.pk if found.live else 404


FOUND = ("/", "/a/", "/a/b/", "/a/b/c/", "/a/draft/below/", "/a/b/easy-read/")
NOT_FOUND = ("/a/draft/", "/b/", "/a/c/", "/a/b/x/", "/x/y/z/", "/home/", "/A/", "/a/easy-read/", "/easy-read/")
DEEPER = ("/a/b/c/easy-read/", "/a/b/easy-read/easy-read/", "/a/draft/below/easy-read/")


@pytest.mark.parametrize("path", [*FOUND, *NOT_FOUND, *DEEPER])
def test_pages_are_found_as_wagtail_finds_them(client, tree, path):
    request = RequestFactory().get(path)
    home = Site.find_for_request(request).root_page.specific
    expected = wagtails_own_way(home, request, [component for component in path.split("/") if component])
    response = client.get(path)
    assert (expected != 404) == (path in FOUND)
    assert (response.context["page"].pk if response.status_code == 200 else response.status_code) == expected


def test_a_page_called_easy_read_can_be_read(client, tree):
    there = said("Easy read", parent=tree["a"].specific)
    assert client.get("/a/easy-read/").context["page"].pk == there.pk


def test_other_languages_are_found_by_their_own_names(client):
    home_in("cy")
    parent = translated(said("A"), "cy", title="Un", slug="un")
    said("Dau", parent=parent)
    assert client.get("/cy/un/dau/").status_code == 200
    assert client.get("/un/dau/").status_code == 404


def test_moved_pages_still_redirect(client, tree):
    Redirect.objects.create(old_path="/a/old/way", redirect_page=tree["c"])
    assert client.get("/a/old/way/")["Location"].endswith("/a/b/c/")


@pytest.mark.parametrize("depth", [2, 6])
def test_depth_costs_nothing(client, depth):
    parent = None
    for level in range(depth):
        parent = said(f"Level {level}", parent=parent)
    url = parent.get_url()
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        shown(client, url)
    assert len(queries) == 2


@pytest.mark.parametrize("path", ["/x/", "/a/b/c/d/e/f/g/h/i/"])
def test_what_is_not_there_costs_little(client, django_assert_max_num_queries, path):
    client.get(path)
    with django_assert_max_num_queries(8):
        assert client.get(path).status_code == 404


# --- what stands around it ---


def test_the_way_back(client, tree):
    crumbs = shown(client, "/a/b/c/").select(".crumbs a")
    assert [(crumb.text, crumb["href"]) for crumb in crumbs] == [("Alongside", "/"), ("A", "/a/"), ("B", "/a/b/")]


def test_the_menu_has_what_everybody_may_read(client):
    for number, title in enumerate(("Open", "Closed", "Draft", "Not in the menu")):
        there = said(title, show_in_menus=number < 3, live=title != "Draft")
        if title == "Closed":
            close(there)
    assert [link.text for link in shown(client, "/").select(".menu a")] == ["Open"]


def test_the_page_being_read_is_marked(client):
    said("Open", show_in_menus=True)
    assert shown(client, "/open/").select_one(".menu [aria-current=page]").text == "Open"


def rename_the_organisation():
    Brand.objects.update_or_create(defaults={"name": "New words"})


def call_help_by_another_name():
    Signposting.objects.create(name="New words", what_for="Help", locale=home_in("en").locale)


def add_to_the_menu():
    said("New words", show_in_menus=True)


def rename_in_the_menu():
    there = Page.objects.filter(show_in_menus=True).first().specific
    there.title = "New words"
    put_out(there)


@pytest.mark.parametrize(
    "change", [rename_the_organisation, call_help_by_another_name, add_to_the_menu, rename_in_the_menu]
)
def test_a_change_is_seen_at_once(client, change):
    said("Old words", show_in_menus=True)
    assert "New words" not in shown(client, "/").text
    change()
    assert "New words" in shown(client, "/").text


def test_what_goes_is_gone_at_once(client):
    there = said("Old words", show_in_menus=True)
    assert "Old words" in shown(client, "/").text
    there.unpublish()
    assert "Old words" not in shown(client, "/").text


def test_other_workers_see_it_too(settings, tmp_path):
    """Two workers share the file cache and nothing else: each has a memory of its own."""
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": tmp_path}
    }
    request = RequestFactory().get("/")
    words = iter(["first", "second"])
    assert freshness.keep(request, "test", lambda: next(words)) == "first"
    cache.set(freshness.KEY, "as another worker would", None)
    assert freshness.keep(request, "test", lambda: next(words)) == "first"  # one request is of one piece
    assert freshness.keep(RequestFactory().get("/"), "test", lambda: next(words)) == "second"


def test_what_ends_at_a_moment_is_made_again_then():
    with time_machine.travel("2026-06-01 12:00", tick=False) as clock:
        words = iter(["first", "second"])
        ends = {"first": now() + timedelta(seconds=30), "second": None}

        def kept():
            return freshness.keep(None, "test", lambda: next(words), ends=ends.get)

        assert kept() == "first"
        clock.shift(29)
        assert kept() == "first"
        clock.shift(2)
        assert kept() == "second"
        clock.shift(300)
        assert kept() == "second"


def test_a_workers_memory_has_an_end(monkeypatch):
    monkeypatch.setattr(freshness, "PLACES", 3)
    for number in range(10):
        freshness.keep(None, f"page {number}", lambda number=number: number)
    assert len(freshness._kept) <= 3
    assert freshness.keep(None, "page 9", lambda: "made again") == 9


def test_what_was_taken_back_stays_in_no_memory():
    freshness.keep(None, "a page", lambda: "words")
    freshness.changed()
    freshness.keep(None, "another page", lambda: "others")
    assert "words" not in [value for _word, _until, value in freshness._kept.values()]


def test_addresses_that_somebody_made_up_are_not_kept(client):
    there = said("Tea")
    client.get(there.url)
    before = freshness._kept.keys() | {None}
    for made_up in ("/no/such/page/", f"{there.url}milk/", f"{there.url}milk/and/sugar/"):
        client.get(made_up)
    assert not {key for key in freshness._kept.keys() - before if key[0].startswith("way:")}


def test_what_is_not_committed_yet_is_not_kept_for_others(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=False) as callbacks:
        put_out(said("Tea"))
    before = freshness.stamp()
    for callback in callbacks:
        callback()
    assert freshness.stamp() != before


def test_it_is_made_once(client, django_assert_num_queries):
    request = RequestFactory().get("/")
    reading.brand(request), reading.menu(request), reading.help_entries(request)
    with django_assert_num_queries(0):
        again = RequestFactory().get("/")
        reading.brand(again), reading.menu(again), reading.help_entries(again)


# --- what sharing says ---


def test_metadata(client):
    said("Tea & cake", introduction="Come for tea. " * 30, seo_title="Tea <together>")
    page = shown(client, "/tea-cake/")
    told = {meta["property"]: meta["content"] for meta in page.select("meta[property]")}
    assert page.select_one("link[rel=canonical]")["href"] == "http://testserver/tea-cake/"
    assert told["og:title"] == "Tea <together>"
    assert told["og:url"] == "http://testserver/tea-cake/"
    assert len(page.select_one("meta[name=description]")["content"]) == 160


def test_the_easy_read_version_has_an_address_of_its_own(client):
    said("Tea", easy_read=[PAIR])
    canonical = shown(client, "/tea/easy-read/").select_one("link[rel=canonical]")
    assert canonical["href"] == "http://testserver/tea/easy-read/"


def test_the_way_to_the_page_for_engines(client):
    said("Below", parent=said("</script><script>alert(1)</script>"))
    words = client.get("/scriptscriptalert1script/below/").content.decode()
    assert "<script>alert" not in words
    data = BeautifulSoup(words, "html.parser").select_one("script[type='application/ld+json']").text
    assert '"name": "\\u003C/script\\u003E' in data
    assert '"position": 3, "name": "Below"' in data


# --- what reading costs, with an empty page cache and the words around the page kept ---


def make(page_type, **fields):
    parents = {PrinciplePage: PrinciplesPage, StagePage: StagesPage, StoryPage: StoryIndexPage}
    english = home_in("en").locale
    if page_type is PrinciplePage:
        group = PrincipleSet.objects.create(name="Set", locale=english)
        fields["principle"] = Principle.objects.create(set=group, title="P", summary="S", locale=english)
    if page_type is StagePage:
        fields["stage"] = Stage.objects.create(title="S", summary="S", locale=english)
    if page_type is TipsPage:
        fields["tip_set"] = TipSet.objects.create(name="Tips", locale=english)
    parent = make(parents[page_type]) if page_type in parents else None
    return page(page_type.__name__, kind=page_type, parent=parent, **fields)


COST = {
    HomePage: 3,
    StandardPage: 2,
    SectionIndexPage: 3,
    PrinciplesPage: 4,
    PrinciplePage: 3,
    StagesPage: 3,
    StagePage: 4,
    TipsPage: 4,
    IndicatorsPage: 3,
    LadderPage: 3,
    QuestionsPage: 3,
    ResourcesPage: 2,
    GetInvolvedPage: 3,
    GiveAndGetPage: 3,
    NoticePage: 2,
    GlossaryPage: 3,
    StoryIndexPage: 3,
    StoryPage: 2,
}


def test_every_kind_of_page_has_its_cost():
    assert COST.keys() == set(page_types())


@pytest.mark.parametrize("page_type", COST, ids=lambda page_type: page_type.__name__)
def test_what_a_page_costs(client, page_type):
    TermFactory(term="mornings")
    there = home_in("en") if page_type is HomePage else make(page_type)
    client.get(there.get_url())
    with CaptureQueriesContext(connection) as queries:
        assert client.get(there.get_url()).status_code == 200
    assert len(queries) == COST[page_type], "\n".join(query["sql"][:150] for query in queries)


def test_a_site_in_two_languages_asks_no_more(client):
    Locale.objects.create(language_code="cy")
    there = make(StandardPage)
    client.get(there.get_url())
    with CaptureQueriesContext(connection) as queries:
        client.get(there.get_url())
    assert len(queries) == COST[StandardPage]


def test_links_in_words_cost_nothing_and_follow_a_page_that_moves(client):
    to = said("Where to go")
    there = page("From here", body=body(block("text", f'<p><a linktype="page" id="{to.pk}">Go</a></p>')))
    assert client.get(there.url).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        assert f'href="{to.url}"' in client.get(there.url).content.decode()
    assert len(queries) == COST[StandardPage]
    to.slug = "somewhere-else"
    put_out(to)
    assert 'href="/somewhere-else/"' in client.get(there.url).content.decode()


def test_nothing_leads_to_what_is_not_on_the_site(client):
    """Its address is its title. What a link said stays, as words; a button goes."""
    out, over, draft = said("Out"), said("Over"), said("Secret draft", live=False)
    StandardPage.objects.filter(pk=over.pk).update(expire_at=timezone.now() - timedelta(days=1))
    parts = [block("call_to_action", {"words": "", "label": "Go", "page": None, "url": "https://example.org/"})]
    for to in (out, over, draft):
        parts.append(block("text", f'<p><a linktype="page" id="{to.pk}">See {to.title}</a></p>'))
        parts.append(block("call_to_action", {"words": "", "label": "Go", "page": to.pk, "url": ""}))
    there = page("There", body=body(*parts))

    def leads():
        links = shown(client, there.url).select("main a")
        return [link.get("href") for link in links if link.text.strip() == "Go" or link.text.startswith("See")]

    assert leads() == ["https://example.org/", out.url, out.url, None, None]
    seen = shown(client, there.url)
    assert "See Secret draft" in seen.text
    assert "secret-draft" not in str(seen)
    assert len(seen.select(".next-step")) == 2
    put_out(draft)
    assert leads()[-2:] == ["/secret-draft/", "/secret-draft/"]


def test_a_link_in_words_ends_with_its_page():
    """On the minute, though its address is kept."""
    ends, day = said("Ends"), timezone.now() + timedelta(minutes=5)
    StandardPage.objects.filter(pk=ends.pk).update(expire_at=day)
    words = f'<a linktype="page" id="{ends.pk}">See</a>'
    assert expand_db_html(words) == f'<a href="{ends.url}">See</a>'
    with time_machine.travel(day, tick=False):
        assert expand_db_html(words) == "<a>See</a>"


def test_easy_read_is_behind_when_what_the_page_lists_has_changed(english):
    rung = Rung.objects.create(locale=english, title="Co-design", plain_name="We plan it together", text="One.")
    ladder = page("Ladder", kind=LadderPage, easy_read=[("pair", {"drawing": "bus", "words": "Come in."})])
    ladder.easy_read_of = ladder.words_digest()
    assert not ladder.easy_read_is_behind
    rung.text = "Two."
    rung.save()
    assert ladder.easy_read_is_behind


# --- a way out, and a picture to share ---


def test_a_way_out_stands_where_words_could_put_somebody_at_risk(client):
    index = said("Stories", kind=StoryIndexPage)
    told = said("Told", kind=StoryPage, parent=index, easy_read=[PAIR])
    hard = said("Hard", content_note="This speaks of harm.")
    rest = said("Rest", kind=NoticePage)
    NoticePage.objects.filter(pk=rest.pk).update(kind=NoticePage.Kind.BREAK)
    plain = said("Plain")
    urls = [told.url, told.easy_read_url(), hard.url, rest.url, plain.url, index.url]
    assert [bool(shown(client, url).select("[data-exit]")) for url in urls] == [True] * 4 + [False] * 2


def test_whoever_is_signed_in_finds_the_one_press_on_the_page_about_a_break(client):
    rest = said("Rest", kind=NoticePage)
    NoticePage.objects.filter(pk=rest.pk).update(kind=NoticePage.Kind.BREAK)
    way, plain = f"{reverse('portal:me:about')}#break", said("Plain", kind=NoticePage)
    assert not shown(client, rest.url).select(f'a[href="{way}"]'), "nobody is sent to a door they have no key to"
    client.force_login(UserFactory(), backend="django.contrib.auth.backends.ModelBackend")
    assert shown(client, rest.url).select(f'a[href="{way}"]')
    assert not shown(client, plain.url).select(f'a[href="{way}"]')


def test_a_page_without_a_picture_is_shared_with_a_drawing_of_ours(client):
    address = shown(client, said("Tea").url).find("meta", property="og:image")["content"]
    assert finders.find(address.removeprefix("http://testserver/static/"))


def test_the_way_back_does_not_name_what_is_not_out(client):
    draft = said("Secret plan", kind=SectionIndexPage, live=False)
    below = said("Below", parent=draft)
    assert "Secret plan" not in client.get(below.get_url()).content.decode()


def test_related_stories_show_only_what_everybody_may_read(client):
    index = said("Stories", kind=StoryIndexPage)
    open_to_all, closed, down = (said(name, kind=StoryPage, parent=index) for name in ("Open", "Closed", "Down"))
    close(closed)
    down.unpublish()
    chosen = {"heading": "", "stories": [story.pk for story in (open_to_all, closed, down)]}
    there = page("There", body=body(block("related_stories", chosen)))
    assert [link.text for link in shown(client, there.url).select("main .card__link")] == ["Open"]
