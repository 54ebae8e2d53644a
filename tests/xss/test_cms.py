"""Whatever people write stays words in the CMS too.

Wagtail's own screens print scripts of their own, so only what a payload would add to them is looked for.
"""

import json
import re
from itertools import chain, cycle

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.html import escape
from django.utils.http import urlencode
from wagtail.models import Collection, PageLogEntry
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import nested_form_data, streamfield

from home.models import Document, GlossaryTerm, Picture, StandardPage
from portal.drafts.services import keep
from tests.factories.media import DocumentFactory, PictureFactory
from tests.xss.looking import bundles, look, shape
from tests.xss.payloads import PAYLOADS

PLAIN, LONG, ALL = ["alert(1) one"], bundles(255), " ".join(PAYLOADS)
HARMLESS = re.sub(r"[^\w().]", " ", ALL)
WORDS = GlossaryTerm.snippet_viewset


@pytest.fixture
def cms(client_of):
    return client_of("superuser")


def shapes(cms, urls) -> dict[str, set]:
    """What each screen is made of. Wagtail sends some of them packed up, for a window of its own."""
    found = {}
    for url in urls:
        shown = look(cms, url)
        assert "alert(1)" in shown, f"{url} shows none of it: is it still the screen that should?"
        found[url] = shape(json.loads(shown)["html"] if shown.startswith('{"') else shown)
    return found


def added(before, after) -> dict[str, set]:
    return {url: after[url] - before[url] for url in after if after[url] - before[url]}


# --- lists ------------------------------------------------------------------------------------------------------------
def test_lists(cms, people, english_home):
    make_many(english_home)
    urls = [
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_explore", args=[english_home.pk]),
        f"{reverse('wagtailadmin_pages:search')}?q=alert",
        reverse("wagtailadmin_pages:type_use", args=["home", "standardpage"]),
        reverse("wagtailadmin_choose_page_child", args=[english_home.pk]),
        f"{reverse('wagtailadmin_choose_page_search')}?q=alert",
        reverse("wagtailadmin_reports:site_history"),
        reverse("wagtailadmin_collections:index"),
        *(reverse(name) for name in ("wagtailimages:index", "wagtailimages_chooser:choose")),
        *(reverse(name) for name in ("wagtaildocs:index", "wagtaildocs_chooser:choose")),
        reverse(WORDS.get_url_name("list")),
    ]
    call_them(PLAIN, people["superuser"])
    before = shapes(cms, urls)
    call_them(LONG, people["superuser"])
    assert added(before, shapes(cms, urls)) == {}


def make_many(home):
    """As many of each kind of thing as there are texts to call them by."""
    picture, document = PictureFactory(), DocumentFactory()
    pictures, documents = (
        [Picture(**copied(picture)) for _text in LONG],
        [Document(**copied(document)) for _text in LONG],
    )
    Picture.objects.bulk_create(pictures)
    Document.objects.bulk_create(documents)
    GlossaryTerm.objects.bulk_create(GlossaryTerm(term="one", meaning="one", locale=home.locale) for _text in LONG)
    for number, _text in enumerate(LONG):
        made = home.add_child(instance=StandardPage(title="one", slug=f"page-{number}", locale=home.locale))
        made.save_revision(log_action=True)
        Collection.get_first_root_node().add_child(name=str(number))


def copied(thing) -> dict:
    return {field.attname: getattr(thing, field.attname) for field in thing._meta.local_fields if not field.primary_key}


def call_them(texts, person):
    """As somebody's words stand in the database, past every form."""
    get_user_model().objects.filter(pk=person.pk).update(known_as=texts[-1][:80])
    for made, text in zip(StandardPage.objects.all(), cycle(texts), strict=False):
        made.title = made.draft_title = text
        made.save()
    named = {"title": [Picture, Document], "term": [GlossaryTerm], "name": [Collection], "label": [PageLogEntry]}
    for field, model in ((field, model) for field, models in named.items() for model in models):
        most = model._meta.get_field(field).max_length or 255
        things = list(model.objects.all())
        for thing, text in zip(things, cycle(texts), strict=False):
            setattr(thing, field, text[:most])
        model.objects.bulk_update(things, [field])


# --- one thing --------------------------------------------------------------------------------------------------------
def test_editors(cms, people, english_home):
    page = english_home.add_child(instance=StandardPage(title="one", slug="one", locale=english_home.locale))
    picture, document = PictureFactory(), DocumentFactory()
    term = GlossaryTerm.objects.create(term="one", meaning="one", locale=english_home.locale)
    urls = [
        *(reverse(f"wagtailadmin_pages:{name}", args=[page.pk]) for name in ("edit", "history")),
        reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "earliest", "latest"]),
        reverse("kept-words", args=[page.pk]),
        reverse("plain-english", args=[page.pk]),
        reverse("wagtailimages:edit", args=[picture.pk]),
        reverse("wagtaildocs:edit", args=[document.pk]),
        reverse(WORDS.get_url_name("edit"), args=[term.pk]),
    ]

    def made_of(text, words):
        write(page, text, words, people["superuser"])
        named = {"title": text, "description": text, "credit": text}
        Picture.objects.filter(pk=picture.pk).update(**named)
        Document.objects.filter(pk=document.pk).update(title=text)
        GlossaryTerm.objects.filter(pk=term.pk).update(term=text[:80], also=text, meaning=words)
        return shapes(cms, urls)

    write(page, "one", "one", people["superuser"])
    before = made_of(PLAIN[0], HARMLESS)
    for text, words in zip(LONG, chain([ALL], LONG), strict=False):
        assert added(before, made_of(f"{text} alert(1)"[:255], f"{words} alert(1)")) == {}


def write(page, text, words, person):
    """Onto the page, into its newest version, and beside it as what somebody could not save."""
    page.title = page.draft_title = page.content_note = page.seo_title = text
    page.introduction = page.search_description = words
    page.body = [("text", RichText(f"<p>{escape(words)}</p>")), ("quote", {"words": words, "who": text})]
    page.save_revision(clean=False, user=person)
    page.save(clean=False)
    streams = {"body": streamfield([]), "easy_read": streamfield([])}
    sent = nested_form_data({"title": f"{text} and", "introduction": f"{words} and", **streams})
    keep(person=person, about=f"cms-page:{page.pk}", fields={"sent": urlencode(sent)})
