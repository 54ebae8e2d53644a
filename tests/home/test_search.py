"""Finding things: what is found, in what order, how it is shown, and that nothing private ever is."""

import logging
from io import StringIO

import pytest
from django.core.management import call_command
from wagtail.models import Page

from casestudies.models import StoryIndexPage, StoryPage
from home.models import (
    GlossaryPage,
    QuestionsPage,
    ResourcesPage,
    SearchEntry,
    SearchWord,
    Tip,
    TipSet,
    TipsPage,
)
from home.search.marking import marked, piece
from home.search.words import fold, slips
from tests.factories.pages import page, put_out
from tests.factories.reading import (
    AnswerFactory,
    ResourceFactory,
    TermFactory,
    close,
    home_in,
    locale,
    said,
    translated,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def titles(client, query, path="/search/", **more):
    """The titles of the results, without their marks."""
    response = client.get(path, {"q": query, **more})
    assert response.status_code == 200
    return [str(result.title).replace("<mark>", "").replace("</mark>", "") for result in response.context["results"]]


def test_the_title_counts_more_than_the_text(client):
    said("What we do", "The lighthouse. " * 30)
    said("A short note", "lighthouse")
    said("The old lighthouse by the sea", "Nothing about it here.")
    assert titles(client, "lighthouse")[0] == "The old lighthouse by the sea"


def test_the_whole_title_comes_before_part_of_one(client):
    said("How we work together on panels in spring")
    said("Panels")
    assert titles(client, "panels") == ["Panels", "How we work together on panels in spring"]


def test_all_words_must_be_there(client):
    said("Both", "Tea and biscuits.")
    said("One", "Tea and cake.")
    assert titles(client, "biscuits tea") == ["Both"]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("light", "The lighthouse keeper"),
        ("lighthouses", "The lighthouse keeper"),
        ("recover", "Recovering together"),
        ("recovering", "To recover together"),
        ("Llyn", "Capel Llŷn"),
        ("LLŶN", "Capel llyn"),
        ("Sian", "Siân said"),
        ("coproduction", "What co-production is"),
        ("co-production", "What coproduction is"),
        ("production", "What co-production is"),
        ("dont", "Why people don’t come"),
        ("carer's", "A carer’s assessment"),
        ("کتاب", "یہ كتاب ہے"),
        ("2024", "In 2024 we met"),
        ("smorgasbord", "A smörgåsbord"),
    ],
)
def test_words_are_found_however_they_are_written(client, query, text):
    said("The right one", text)
    said("Another", "Something else altogether.")
    assert titles(client, query) == ["The right one"]


@pytest.mark.parametrize("typo", ["lihgthouse", "lighthuose", "lihthouse", "lightthouse", "lighthoise", "ilghthouse"])
def test_a_slip_is_forgiven_and_said(client, typo):
    said("The lighthouse")
    said("Another", "Something else altogether.")
    response = client.get("/search/", {"q": typo})
    assert [result.title for result in response.context["results"]] == ["The <mark>lighthouse</mark>"]
    assert "These are for <bdi>lighthouse</bdi>" in response.content.decode()


def test_another_spelling_is_offered_when_few_have_this_one(client):
    said("A slip", "The pannel met.")
    for number in range(12):
        said(f"Meeting {number}", "The panel met.")
    response = client.get("/search/", {"q": "pannel met"})
    assert [result.title for result in response.context["results"]] == ["A slip"]
    assert 'Did you mean <a href="?q=panel%20met"><bdi>panel met</bdi></a>' in response.content.decode()


def test_words_that_are_nowhere_do_not_hide_the_rest(client):
    said("Expenses", "How to claim what you spent.")
    response = client.get("/search/", {"q": "expenses qqqqqqqqq"})
    assert [result.title for result in response.context["results"]] == ["<mark>Expenses</mark>"]
    assert "Nothing has these words: <bdi>qqqqqqqqq</bdi>" in response.content.decode()


def test_some_of_the_words_are_better_than_nothing(client):
    said("Buses", "How to come by bus.")
    said("Trains", "How to come by train.")
    response = client.get("/search/", {"q": "buses trains"})
    assert {str(result.title) for result in response.context["results"]} == {
        "<mark>Buses</mark>",
        "<mark>Trains</mark>",
    }
    assert "Nothing has all your words" in response.content.decode()


def test_small_words_alone_stand_for_nothing_that_was_asked(client):
    said("The page", "The words on the page.")
    assert titles(client, "the qqqqqqqqq") == []


def test_a_page_is_found_by_what_it_lists(client, english):
    tips = TipSet.objects.create(name="Start well", locale=english)
    page("Tips", kind=TipsPage, tip_set=tips, body="[]")
    tip = Tip.objects.create(set=tips, title="Bring marmalade", locale=english)
    assert titles(client, "marmalade") == ["Tips"]
    tip.delete()
    assert titles(client, "marmalade") == []


def test_a_page_is_found_by_its_easy_read_words(client):
    pair = {"type": "pair", "value": {"drawing": "meeting", "picture": None, "words": "Come for jam."}, "id": "1"}
    said("Meetings", easy_read=[("pair", pair["value"])])
    assert titles(client, "jam") == ["Meetings"]


@pytest.fixture
def of_every_kind(english):
    """One thing of each kind about honey, with the pages that list them."""
    lists = {
        kind: page(kind.__name__, kind=kind, body="[]", introduction="") for kind in (ResourcesPage, QuestionsPage)
    }
    lists[GlossaryPage] = page("Words", kind=GlossaryPage, body="[]", introduction="")
    said("Honey page")
    stories = page("Stories", kind=StoryIndexPage, body="[]", introduction="")
    page("Honey story", kind=StoryPage, parent=stories, body="[]", introduction="")
    ResourceFactory(title="Honey guide", url="https://example.org/honey")
    AnswerFactory(question="Is there honey?", slug="is-there-honey")
    TermFactory(term="honey")
    return lists


def test_every_kind_is_found_and_leads_to_its_place(client, of_every_kind):
    response = client.get("/search/", {"q": "honey"})
    assert {(result.url, str(result.kind)) for result in response.context["results"]} == {
        ("/honey-page/", "Pages"),
        ("/stories/honey-story/", "Stories"),
        ("https://example.org/honey", "Resources"),
        ("/questionspage/#is-there-honey", "Answers"),
        ("/words/#word-honey", "Words explained"),
    }


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("page", "Honey page"),
        ("story", "Honey story"),
        ("resource", "Honey guide"),
        ("answer", "Is there honey?"),
        ("word", "honey"),
    ],
)
def test_one_kind_can_be_chosen(client, of_every_kind, kind, title):
    assert titles(client, "honey", kind=kind) == [title]


def test_an_unknown_kind_is_everything(client, of_every_kind):
    assert len(titles(client, "honey", kind="person")) == 5


@pytest.mark.parametrize("kind", [ResourcesPage, QuestionsPage, GlossaryPage])
def test_what_has_no_public_list_is_not_public(client, of_every_kind, kind):
    of_every_kind[kind].unpublish()
    gone = {ResourcesPage: "Honey guide", QuestionsPage: "Is there honey?", GlossaryPage: "honey"}[kind]
    assert set(titles(client, "honey")) == {"Honey page", "Honey story", "Honey guide", "Is there honey?", "honey"} - {
        gone
    }


def test_snippets_follow_their_changes(client, of_every_kind):
    answer = AnswerFactory(question="About quinces", slug="quinces")
    answer.question = "About pears"
    answer.save()
    assert titles(client, "quinces") == []
    assert titles(client, "pears") == ["About pears"]
    answer.delete()
    assert titles(client, "pears") == []


def test_ten_a_page(client):
    for number in range(12):
        said(f"Kite {number}")
    first, second = titles(client, "kite"), titles(client, "kite", page=2)
    assert (len(first), len(second)) == (10, 2)
    assert set(first) | set(second) == {f"Kite {number}" for number in range(12)}
    assert titles(client, "kite", page="nine") == first


def test_nothing_asked_shows_the_form_alone(client):
    response = client.get("/search/")
    assert response.context["results"] == []
    assert 'name="q"' in response.content.decode()
    assert "Nothing has these words" not in response.content.decode()


def test_nothing_found_says_what_to_do(client):
    assert "Try fewer words" in client.get("/search/", {"q": "qqqqqqqqq"}).content.decode()


# --- how it is shown ---


def test_marks_are_the_only_markup():
    shown = marked('<b>Tea</b> & "cake" <script>', {"Tea", "cake"}.__contains__)
    assert shown == "&lt;b&gt;<mark>Tea</mark>&lt;/b&gt; &amp; &quot;<mark>cake</mark>&quot; &lt;script&gt;"


def test_hostile_words_are_shown_as_text(client):
    said("Tea", "&lt;img src=x onerror=alert(1)&gt; tea")
    shown = client.get("/search/", {"q": "tea <script>alert(1)</script>"}).content.decode()
    assert "<script>alert" not in shown
    assert "<img src=x" not in shown
    assert "&lt;img src=x" in shown


def test_the_piece_shown_is_where_the_words_are():
    text = "word " * 400 + "the marmalade is here " + "word " * 400
    shown = piece(text, {"marmalade"}.__contains__)
    assert "the <mark>marmalade</mark> is here" in shown
    assert shown.startswith("… word")
    assert shown.endswith("word …")
    assert len(shown) < 300


def test_a_short_text_is_shown_whole():
    assert piece("Just tea.", {"tea"}.__contains__) == "Just <mark>tea</mark>."


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [("same", "same", 0), ("form", "from", 1), ("tea", "team", 1), ("tea", "sea", 1), ("abcdef", "uvwxyz", 3)],
)
def test_slips(one, other, far):
    assert slips(one, other, 2) == far


@pytest.mark.parametrize("written", ["Llŷn", "LLYN", "llyn", "Lly\u0302n"])
def test_folding(written):
    assert fold(written) == "llyn"


# --- what must never be found ---

SECRET = "zanzibar"


def draft():
    said("Draft", SECRET, live=False)


def draft_over_a_live_page():
    there = said("Live", "Nothing to see.")
    there.title = f"Live {SECRET}"
    there.save_revision()


def earlier_words():
    there = said("Live", SECRET)
    there.body = "[]"
    put_out(there)


def unpublished():
    said("Was live", SECRET).unpublish()


def hidden_behind_everybodys_back():
    there = said("Was live", SECRET)
    Page.objects.filter(pk=there.pk).update(live=False)


def deleted():
    said("Was live", SECRET).delete()


def closed():
    close(said("Closed", SECRET))


def below_a_closed_page():
    parent = said("Parent")
    said("Below", SECRET, parent=parent)
    close(parent)


def made_below_a_closed_page():
    parent = said("Parent")
    close(parent)
    said("Below", SECRET, parent=parent)


def moved_below_a_closed_page():
    parent = said("Parent")
    close(parent)
    said("Elsewhere", SECRET).move(parent, pos="last-child")


def translation_of_something_unpublished():
    source = said("Source")
    home_in("cy")
    translated(source, "cy", title=SECRET)
    source.unpublish()


def another_language():
    source = said("Source")
    home_in("cy")
    translated(source, "cy", title=SECRET)


def words_kept_in_an_empty_list():
    TermFactory(term=SECRET)
    AnswerFactory(question=SECRET)
    ResourceFactory(title=SECRET)


@pytest.mark.parametrize(
    "hide",
    [
        draft,
        draft_over_a_live_page,
        earlier_words,
        unpublished,
        hidden_behind_everybodys_back,
        deleted,
        closed,
        below_a_closed_page,
        made_below_a_closed_page,
        moved_below_a_closed_page,
        translation_of_something_unpublished,
        another_language,
        words_kept_in_an_empty_list,
    ],
)
@pytest.mark.parametrize("rebuilt", [False, True])
def test_what_is_not_public_is_not_found(client, hide, rebuilt):
    said("Open", "Something else.")
    hide()
    if rebuilt:
        call_command("rebuild_search", stdout=StringIO())
    assert titles(client, SECRET) == []
    assert titles(client, SECRET[:4]) == []
    answer = client.get("/search/", {"q": SECRET.replace("z", "s", 1)}).context["answer"]
    assert SECRET not in answer.instead + answer.meant


def test_no_word_of_a_page_stays_when_it_is_taken_down():
    there = said("Was live", SECRET)
    assert SearchWord.objects.filter(word=SECRET).exists()
    there.unpublish()
    assert not SearchWord.objects.filter(word=SECRET).exists()
    assert not SearchEntry.objects.filter(text__contains=SECRET).exists()


def test_a_closed_page_is_found_when_it_is_opened(client):
    restriction = close(said("Closed", SECRET))
    restriction.delete()
    assert titles(client, SECRET) == ["Closed"]


# --- languages ---


def test_each_language_finds_its_own(client):
    source = said("Honey")
    home_in("cy")
    home_in("ur")
    translated(source, "cy", title="Mêl")
    translated(source, "ur", title="شہد")
    assert titles(client, "mel", path="/cy/search/") == ["Mêl"]
    assert titles(client, "شہد", path="/ur/search/") == ["شہد"]
    assert titles(client, "mel") == []


def test_a_copy_waiting_for_its_translation_is_not_found(client):
    cymru = home_in("cy")
    said("Honey").create_alias(parent=cymru, update_locale=locale("cy"))
    assert titles(client, "honey", path="/cy/search/") == []


def test_the_readers_are_led_to_the_language_that_has_it(client):
    said("Honey")
    shown = client.get("/cy/search/", {"q": "honey"}).content.decode()
    assert 'href="/search/?q=honey"' in shown


# --- it stands up to anything ---


@pytest.mark.parametrize(
    "query",
    [
        '"',
        "'; DROP TABLE home_searchword; --",
        "tea AND OR NOT NEAR(",
        "tea* -cake ^title:x {a b} (((",
        "\x00tea\x00",
        "t" * 10_000,
        "tea " * 5_000,
        "☕ 🍰 👩🏽‍🦽",
        "\u202etea\u202c",
        "%_\\%",
        "%s %(tea)s {0} {{ tea }}",
        "ـــــ",
        "ﷺﷲ",
        "ß ẞ İ ı ſ",
        "\ud7ff\ue000\uffff",
        "-'’‐",
        "_____",
        "a" * 39 + "\u0345" * 50,
    ],
)
@pytest.mark.parametrize("path", ["/search/", "/ur/search/"])
def test_no_query_breaks_it(client, path, query):
    said("Tea", "Tea and cake.")
    for extra in ({}, {"kind": query}, {"page": query}):
        assert client.get(path, {"q": query, **extra}).status_code == 200


def test_broken_bytes_do_not_break_it(client):
    assert client.get("/search/?q=%ff%fe%00&kind=%00").status_code == 200


def test_what_people_look_for_is_written_nowhere(client, caplog, django_capture_on_commit_callbacks):
    with caplog.at_level(logging.DEBUG), django_capture_on_commit_callbacks(execute=True):
        response = client.get("/search/", {"q": "a very private worry"})
    assert "worry" not in caplog.text
    assert not response.cookies
    assert not SearchWord.objects.filter(word="worry").exists()


def test_engines_and_caches_keep_no_results(client):
    response = client.get("/search/", {"q": "tea"})
    assert response["X-Robots-Tag"] == "noindex"
    assert "private" in response["Cache-Control"]


# --- what it costs ---


@pytest.mark.parametrize("pages", [4, 12])
def test_its_cost_does_not_grow(client, django_assert_num_queries, pages):
    for number in range(pages):
        said(f"Kite {number}", "Kites and wind.")
    client.get("/search/", {"q": "wind"})
    with django_assert_num_queries(4):
        client.get("/search/", {"q": "kite wind"})


def test_rebuilding_changes_nothing_that_is_right():
    said("Kite", "Kites and wind.")
    TermFactory(term="kite")
    call_command("rebuild_search", stdout=StringIO())
    before = set(SearchWord.objects.values_list("pk", "word", "weight"))
    call_command("rebuild_search", stdout=StringIO())
    assert set(SearchWord.objects.values_list("pk", "word", "weight")) == before


def test_rebuilding_mends_what_was_lost(client):
    said("Kite", "Kites and wind.")
    SearchEntry.objects.all().delete()
    SearchEntry.objects.create(kind="page", language="en", page=said("Draft", live=False).page_ptr, title="Draft")
    call_command("rebuild_search", stdout=StringIO())
    assert titles(client, "wind") == ["Kite"]
    assert not SearchEntry.objects.filter(title="Draft").exists()
