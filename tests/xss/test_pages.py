"""Whatever people write stays words: every payload through every field of every page and snippet."""

from xml.etree import ElementTree

import pytest
from django.db import models
from django.utils import timezone
from django.utils.html import escape
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.rich_text import RichText

from casestudies.models import StoryIndexPage, StoryPage
from home.feeds import clean
from home.models import Brand, GlossaryTerm, HomePage, Picture, Resource, SectionIndexPage, StandardPage
from tests.factories.filling import Filler, page_types, snippet_models
from tests.xss.looking import ENDLESS, SCRIPTED, Hostile, bundles, dangers, elements, look, look_through, shape
from tests.xss.payloads import ONE_OF_EACH, PAYLOADS


def test_the_check_finds_what_it_should():
    """Each payload, let through as it is, is seen; so the tests below can fail."""
    markup = [payload for payload in PAYLOADS if payload.lstrip().startswith(("<", "--", "]]"))]
    assert len(PAYLOADS) > 60 and len(markup) > 40
    as_it_is = {payload: f"<p>{payload}</p>" for payload in markup}
    assert [payload for payload, html in as_it_is.items() if not dangers(html) and shape(html) <= {("p",)}] == []
    assert dangers('<a href="java\tscript:alert(1)">x</a>')
    assert dangers('<input value="" onmouseover="alert(1)">')
    assert not dangers('<p>&lt;script&gt;</p><script type="module" src="/static/js/site.js"></script>')


@pytest.mark.parametrize("most", [30, 80, 255, ENDLESS])
@pytest.mark.parametrize("addresses", [True, False])
def test_bundles_hold_every_payload(most, addresses):
    payloads = PAYLOADS if addresses else ONE_OF_EACH
    assert " ".join(bundles(most, addresses=addresses)).split(" ") == " ".join(payloads).split(" ")
    at_the_start = [words for words in bundles(most, addresses=addresses) if SCRIPTED.match(words)]
    assert len(at_the_start) >= len([one for one in payloads if SCRIPTED.match(one)])


def test_one_of_each_is_of_them_and_ends_and_begins_all_that_they_do():
    assert set(ONE_OF_EACH) <= set(PAYLOADS)
    signs = {sign for sign in "".join(PAYLOADS) if sign in "<>\"'`&{}%;:/"}
    assert signs <= set("".join(ONE_OF_EACH))


class Drawn(Filler):
    """For what is drawn without being kept: its words are as long as they come."""

    def value(self, field, name):
        if type(field) in (models.CharField, models.TextField) and not field.choices:
            return self.words(name, ENDLESS)
        return super().value(field, name)


@pytest.mark.parametrize("page_type", page_types(), ids=lambda kind: kind.__name__)
def test_the_fields_of_a_page(page_type, english_home, client):
    """The page and its Easy Read version, drawn with each payload in each field."""
    filler = Drawn(locale=english_home.locale, words=lambda name, most: "one\n\ntwo")
    page = english_home if page_type is HomePage else filler.page(page_type, parent=english_home)
    page.picture, page.easy_read = filler.picture("picture"), filler.values(StandardPage)["easy_read"]
    request = client.get(page.get_url()).wsgi_request
    before = [elements([html]) for html in drawn(page, filler, request)]
    for words in bundles(ENDLESS, addresses=True):
        filler.words = lambda name, most, words=words: words
        for html, plain in zip(drawn(page, filler, request), before, strict=True):
            assert elements([html]) <= plain


def drawn(page, filler, request):
    streams = {field.name for field in page._meta.get_fields() if isinstance(field, StreamField)}
    for name, value in filler.values(type(page), leave_out={"slug", "picture", *streams}).items():
        setattr(page, name, value)
    for name in ("title", "description", "credit"):
        setattr(page.picture, name, filler.words(name, ENDLESS))
    for easy_read in (False, True):
        yield page.serve(request, easy_read=easy_read).render().content.decode()


@pytest.mark.parametrize("stream", ["body", "easy_read"])
def test_the_blocks_of_a_page(stream, english_home, client):
    filler = Filler(locale=english_home.locale, words=lambda name, most: "one\n\ntwo")
    page = filler.page(StandardPage, parent=english_home)
    url = page.get_url() if stream == "body" else page.easy_read_url()
    before = shape(look(client, url))

    filler.words = hostile = Hostile()
    field, blocks = StandardPage._meta.get_field(stream), []
    while not hostile.is_done():
        blocks += filler.value(field, stream)
    setattr(page, stream, blocks)
    page.save()

    assert elements([look(client, url)]) <= before


def test_what_stands_in_lists_of_pages(english_home, client):
    """Cards, the menu, the way to a page and what search finds: the words of one page on another."""
    kinds = [(SectionIndexPage, StandardPage), (StoryIndexPage, StoryPage)]
    lists = [
        english_home.add_child(instance=index(title=index.__name__, slug=index.__name__)) for index, _kind in kinds
    ]
    urls = (*(made.url for made in lists), "/", "/way/end/", "/search/?q=alert")

    def made_of(texts):
        for made, (_index, kind) in zip(lists, kinds, strict=True):
            Page.objects.child_of(made).delete()
            pages_that_say(texts, kind, below=Page.objects.get(pk=made.pk))
        Page.objects.filter(slug="way").delete()
        (way,) = pages_that_say(texts[:1], StandardPage, below=HomePage.objects.get(), slug="way", show_in_menus=True)
        pages_that_say(texts[1:2], StandardPage, below=way, slug="end")
        shown = {url: list(look_through(client, url)) for url in urls}
        assert all(any("alert(1)" in html for html in htmls) for htmls in shown.values())
        return {url: elements(htmls) for url, htmls in shown.items()}

    texts = bundles(255)
    before = made_of(["alert(1)", *["alert(1) and so on"] * len(texts)])
    after = made_of(texts)
    assert {url: after[url] - before[url] for url in urls if after[url] - before[url]} == {}


def pages_that_say(texts, kind, below, **fields):
    """Live pages that are called like this and begin like this."""
    return [
        below.add_child(
            instance=kind(
                title=words, introduction=f"So: {words}", **{"slug": f"page-{number}"} | fields, locale=below.locale
            )
        )
        for number, words in enumerate(texts)
    ]


def test_the_feed(english_home, client):
    """Readers of feeds show the title as words and the rest as a page."""
    made = pages_that_say(bundles(255, addresses=True), StandardPage, below=english_home)
    Page.objects.filter(pk__in=[page.pk for page in made]).update(last_published_at=timezone.now())
    entries = ElementTree.fromstring(look(client, "/feed/")).findall("{*}entry")
    assert len(entries) == len(made) > 10
    for entry in entries:
        assert entry.findtext("{*}title") in {clean(words) for words in bundles(255, addresses=True)}
        assert elements([entry.findtext("{*}summary")]) == set()


def test_snippets_on_the_pages_that_list_them(english_home, client):
    filler = Filler(locale=english_home.locale, words=lambda name, most: "one\n\ntwo")
    kinds = [kind for kind in page_types() if kind is not HomePage]
    pages = [filler.page(kind, parent=english_home, body=[], easy_read=[]) for kind in kinds]
    plain = [filler.words, lambda name, most: "one"]
    fill_snippets(filler, lambda model: plain * (12 if model is Resource else 1))  # more than fit on a page
    before = [elements(look_through(client, page.url)) for page in pages]
    fill_snippets(filler, until_done)
    for page, made in zip(pages, before, strict=True):
        assert elements(look_through(client, page.url)) <= made


def until_done(model):
    hostile = Hostile()
    while not hostile.is_done():
        yield hostile


def fill_snippets(filler, times):
    """New ones each time. Meanwhile no page is out, so that search does not read them all at each."""
    picture = filler.picture("picture")
    Page.objects.filter(depth__gt=2).update(live=False)
    for model in snippet_models():
        for filler.words in times(model):
            filler.made = {Picture: picture}
            filler.snippet(model)
    Page.objects.filter(depth__gt=2).update(live=True)


def test_a_word_explained_where_it_is_used(english_home, client):
    texts = bundles(80, addresses=True)
    said = "".join(f"<p>{escape(words)} bus</p>" for words in texts)
    page = english_home.add_child(instance=StandardPage(title="A", slug="a", body=[("text", RichText(said))]))
    plain = GlossaryTerm.objects.create(term="bus", meaning="one\n\ntwo", locale=english_home.locale)
    before = shape(look(client, page.url))
    GlossaryTerm.objects.bulk_create(
        GlossaryTerm(term=words[:80], also=words, meaning=" ".join(PAYLOADS), locale=english_home.locale)
        for words in texts
    )
    plain.save()  # what was kept of them is made anew
    html = look(client, page.url)
    assert html.count('class="explained"') > 10
    assert elements([html]) <= before


def test_the_name_and_contact_on_every_page(english_home, client):
    fields = ("name", "tagline", "what_we_are", "people_word", "contact_name", "contact_phone", "contact_hours")
    brand = Brand.load()
    for field in (*fields, "contact_email"):
        setattr(brand, field, "one" if field != "contact_email" else "one@example.org")
    brand.save()
    urls = ("/", "/accounts/login/")
    before = [shape(look(client, url)) for url in urls]

    hostile = Hostile()
    while not hostile.is_done():
        for field in (*fields, "contact_email"):
            most = Brand._meta.get_field(field).max_length
            setattr(brand, field, hostile(field, most)[:most])
        brand.save()
        for url, made in zip(urls, before, strict=True):
            assert elements([look(client, url)]) <= made
