"""The starter text: written once into an empty site, never over what people wrote, and plain enough to be read."""

import re
from html import unescape
from itertools import chain

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from wagtail.models import Locale, Page

from casestudies.models import StoryPage
from home.drawings import DRAWINGS
from home.models import Answer, HomePage, PublicPage, StandardPage, StarterRecord, Tip
from home.starter import reader
from portal.audit.models import Entry
from tests.factories.pages import put_out

PAGES = sorted(reader.pages())
OTHERS = reader.translations()


@pytest.fixture
def written(starter_content):
    """The starter pages as `manage.py starter_content` writes them: once a run, put back in milliseconds."""


@pytest.mark.django_db
def test_every_page_is_written_published_and_served(written, client):
    live = Page.objects.live().filter(depth__gte=2)
    assert live.filter(alias_of=None).count() == len(PAGES) + len(OTHERS)
    assert live.exclude(alias_of=None).count() == 2 * len(OTHERS)  # of the home page and the stories, in each language
    assert {url: client.get(url).status_code for url in (page.url for page in live)} == {page.url: 200 for page in live}


@pytest.mark.django_db
def test_every_easy_read_is_served(written, client):
    pages = [
        page
        for page in Page.objects.live().filter(alias_of=None).specific()
        if isinstance(page, PublicPage) and page.easy_read
    ]
    assert len(pages) == sum("easy_read" in row for row in reader.pages().values())
    assert {client.get(page.easy_read_url()).status_code for page in pages} == {200}
    assert not [page for page in pages if page.easy_read_is_behind]


@pytest.mark.django_db
def test_writing_again_changes_nothing(written, capsys):
    before = (Page.objects.count(), Answer.objects.count(), Tip.objects.count(), StarterRecord.objects.count())
    call_command("starter_content")
    assert (Page.objects.count(), Answer.objects.count(), Tip.objects.count(), StarterRecord.objects.count()) == before
    assert "0 new pages" in capsys.readouterr().out


@pytest.mark.django_db
def test_what_people_changed_or_deleted_stays_so(written, capsys):
    ours = StandardPage.objects.get(slug="why-do-it")
    ours.title = "Why we do it"
    put_out(ours)
    Page.objects.get(slug="mystery-shopping").delete()
    Answer.objects.order_by("pk").first().delete()
    answers = Answer.objects.count()
    call_command("starter_content")
    assert StandardPage.objects.get(slug="why-do-it").title == "Why we do it"
    assert not Page.objects.filter(slug="mystery-shopping").exists()
    assert Answer.objects.count() == answers


@pytest.mark.django_db
def test_a_home_page_that_people_wrote_is_left_alone(db):
    home = HomePage.objects.get()
    home.introduction = "Ours"
    put_out(home)
    with pytest.raises(CommandError, match="changed by people"):
        call_command("starter_content")
    assert (Page.objects.count(), Answer.objects.count(), StarterRecord.objects.count()) == (2, 0, 0)


@pytest.mark.django_db
def test_it_is_in_the_trail_once(written, capsys):
    call_command("starter_content")
    assert [(entry.verb, entry.detail) for entry in Entry.objects.filter(subject="site")] == [
        ("home.starter_published", {"pages": len(PAGES) + len(OTHERS)})
    ]


def words_of(row):
    """Every sentence-bearing text of a page."""
    yield row["introduction"]
    for block in row.get("body", []):
        yield from (block[name] for name in ("html", "words", "text", "summary", "title") if block.get(name))
        yield from block.get("points", [])


def sentences(html):
    text = unescape(re.sub(r"<[^>]+>", " ", re.sub(r"</(p|li|h3)>", ". ", html)))
    return [s for s in (part.split() for part in re.split(r"[.!?:]+[”’]?\s", text + " ")) if s]


@pytest.mark.parametrize("place", PAGES)
def test_sentences_are_short(place):
    lengths = [len(s) for text in words_of(reader.pages()[place]) for s in sentences(text)]
    assert max(lengths) <= 25
    assert sum(lengths) / len(lengths) <= 14


def test_easy_read_has_one_short_idea_and_a_drawing_each():
    pairs = list(chain.from_iterable(row.get("easy_read", []) for row in reader.pages().values()))
    assert len(pairs) > 150
    assert {pair["drawing"] for pair in pairs} <= {name for name, _label in DRAWINGS}
    assert [s for pair in pairs for s in sentences(pair["words"]) if len(s) > 15] == []


def test_descriptions_are_there_short_and_not_the_same_twice():
    descriptions = [row["search_description"] for row in reader.pages().values()]
    assert len(set(descriptions)) == len(descriptions)
    assert max(map(len, descriptions)) <= 155


@pytest.mark.django_db
def test_made_up_stories_say_so(written, client):
    shown = [client.get(story.url).content.decode() for story in StoryPage.objects.all()]
    said = ("The people in it are not real.", "yn bobl go iawn")
    assert [any(sentence in words for sentence in said) for words in shown] == [True] * (3 + len(OTHERS))


@pytest.mark.django_db
def test_examples_are_told_in_other_languages_too(written, client):
    """Beside their source, and nowhere where people have begun already."""
    assert {code for code, _place in OTHERS} == {"cy", "ur"}
    for (code, place), row in OTHERS.items():
        source = StoryPage.objects.get(slug=place.rpartition("/")[2], locale__language_code="en")
        there = source.get_translation(Locale.objects.get(language_code=code))
        assert (there.title, there.live, there.is_example) == (row["title"], True, True)
        seen = client.get(there.url).content.decode()
        assert f'lang="{code}"' in seen and row["introduction"][:20].replace("'", "&#x27;") in seen
        assert f'hreflang="{code}"' in client.get(source.url).content.decode()


@pytest.mark.django_db
def test_where_people_write_already_no_language_is_added(written, capsys):
    StoryPage.objects.exclude(locale__language_code="en").delete()
    call_command("starter_content")
    assert not StoryPage.objects.exclude(locale__language_code="en").exists()


def test_nothing_is_unfinished_and_no_number_could_be_somebody_s():
    text = str([reader.pages(), *(reader.snippets(name) for name in ("answers", "glossary", "resources"))])
    assert not re.search(r"lorem|TODO|\[insert", text, re.IGNORECASE)
    for number in re.findall(r"\b0\d{4} ?\d{6}\b", text):
        assert number.replace(" ", "").startswith(("01632960", "07700900"))


@pytest.mark.django_db
def test_every_link_leads_somewhere(written, client):
    """To a page of ours that is there, or to an address as browsers know them."""
    for page in Page.objects.live().filter(depth__gte=2):
        links = re.findall(r'(?:href|action)="([^"]*)"', client.get(page.url).content.decode())
        assert [link for link in links if not re.match(r"(/|#|\?|https?://|tel:\+?[0-9]+$|mailto:)", link)] == [], page
