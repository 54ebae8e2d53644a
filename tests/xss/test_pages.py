"""Whatever people write stays words: every payload through every field of every page and snippet."""

from itertools import count

import pytest
from wagtail.fields import StreamField

from home.models import Brand, HomePage, Picture, StandardPage
from tests.factories.filling import Filler, page_types, snippet_models
from tests.xss.looking import Hostile, dangers, look, shape
from tests.xss.payloads import PAYLOADS


def test_the_check_finds_what_it_should():
    """Each payload, let through as it is, is seen; so the tests below can fail."""
    elements = [payload for payload in PAYLOADS if payload.lstrip().startswith(("<", "--", "]]"))]
    assert len(elements) > 40
    as_it_is = {payload: f"<p>{payload}</p>" for payload in elements}
    assert [payload for payload, html in as_it_is.items() if not dangers(html) and shape(html) <= {("p",)}] == []
    assert dangers('<a href="java\tscript:alert(1)">x</a>')
    assert dangers('<input value="" onmouseover="alert(1)">')
    assert not dangers('<p>&lt;script&gt;</p><script type="module" src="/static/js/site.js"></script>')


def every_round(hostile, change):
    """Fills again and again until every field has had every payload; `change` returns the addresses to look at."""
    for number in count():
        yield from change(number)
        if hostile.is_done():
            return


@pytest.mark.parametrize("page_type", page_types(), ids=lambda kind: kind.__name__)
def test_the_fields_of_a_page(page_type, english_home, client):
    plain = Filler(locale=english_home.locale, words=lambda name, most: "one\n\ntwo")
    page = english_home if page_type is HomePage else plain.page(page_type, parent=english_home)
    streams = {field.name for field in page_type._meta.get_fields() if isinstance(field, StreamField)}
    fill(page, plain.values(page_type, leave_out=streams))
    urls = [page.get_url(), page.easy_read_url()]
    if page_type is HomePage:
        urls.pop()
    before = [shape(look(client, url)) for url in urls]

    hostile = Hostile()
    filler = Filler(locale=english_home.locale, words=hostile)
    filler.made = plain.made

    def change(number):
        fill(page, filler.values(page_type, leave_out=streams))
        Picture.objects.update(
            **{name: hostile(f"picture.{name}", 255)[:255] for name in ("title", "description", "credit")}
        )
        yield from urls

    for url in every_round(hostile, change):
        html = look(client, url)
        assert dangers(html) == []
        assert shape(html) <= before[urls.index(url)]


def fill(page, values):
    """As somebody's words stand in the database, past every form."""
    for name, value in values.items():
        if name != "slug":
            setattr(page, name, value)
    page.full_clean = lambda *args, **kwargs: None
    page.save()


@pytest.mark.parametrize("stream", ["body", "easy_read"])
def test_the_blocks_of_a_page(stream, english_home, client):
    plain = Filler(locale=english_home.locale, words=lambda name, most: "one\n\ntwo")
    page = plain.page(StandardPage, parent=english_home)
    url = page.get_url() if stream == "body" else page.easy_read_url()
    before = shape(look(client, url))

    hostile = Hostile()
    filler = Filler(locale=english_home.locale, words=hostile)
    filler.made = plain.made
    field, blocks = StandardPage._meta.get_field(stream), []
    while not hostile.is_done():
        blocks += filler.value(field, stream)
    setattr(page, stream, blocks)
    page.save()

    html = look(client, url)
    assert dangers(html) == []
    assert shape(html) <= before


def test_snippets_on_the_pages_that_list_them(english_home, client):
    plain = Filler(locale=english_home.locale, words=lambda name, most: "one\n\ntwo")
    pages = [plain.page(kind, parent=english_home) for kind in page_types() if kind is not HomePage]
    for model in snippet_models():
        plain.snippet(model)
    before = {page.url: shape(look(client, page.url)) for page in pages}

    hostile = Hostile()
    while not hostile.is_done():
        filler = Filler(locale=english_home.locale, words=hostile)
        filler.made = {Picture: plain.made[Picture]}
        for model in snippet_models():
            filler.snippet(model)

    for page in pages:
        html = look(client, page.url)
        assert dangers(html) == []
        assert shape(html) <= before[page.url]


def test_the_name_and_contact_on_every_page(english_home, client):
    fields = ("name", "tagline", "what_we_are", "people_word", "contact_name", "contact_phone", "contact_hours")
    brand = Brand.load()
    for field in (*fields, "contact_email"):
        setattr(brand, field, "one" if field != "contact_email" else "one@example.org")
    brand.save()
    before = [shape(look(client, url)) for url in ("/", "/accounts/login/")]

    hostile = Hostile()

    def change(number):
        for field in fields:
            setattr(brand, field, hostile(field, Brand._meta.get_field(field).max_length or 400))
        brand.contact_email = hostile("contact_email", 254)
        brand.save()
        yield from ("/", "/accounts/login/")

    for number, url in enumerate(every_round(hostile, change)):
        html = look(client, url)
        assert dangers(html) == []
        assert shape(html) <= before[number % 2]
