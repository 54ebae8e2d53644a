"""A page in several languages: made with wagtail-localize, found by its own address, and honest about its age."""

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.test import TestCase
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource

from home.models import GlossaryTerm, HomePage, NoticePage, Signposting
from tests.factories.pages import page, put_out
from tests.factories.reading import TermFactory, home_in, locale, said, translated

pytestmark = pytest.mark.django_db

LATER = timezone.timedelta(minutes=5)


@pytest.fixture
def homes(db):
    return {code: home_in(code) for code, _name in settings.LANGUAGES}


def soup(client, url, **headers):
    response = client.get(url, **headers)
    assert response.status_code == 200, url
    return BeautifulSoup(response.content, "html.parser")


def translate(thing, code, words):
    """What a translator does in the CMS: take the file of strings, write the translations in, send it back, publish."""
    source, _new = TranslationSource.get_or_create_from_instance(thing)
    translation = Translation.objects.create(source=source, target_locale=locale(code))
    strings = translation.export_po()
    for entry in strings:
        entry.msgstr = words[entry.msgid]
    translation.import_po(strings)
    with TestCase.captureOnCommitCallbacks(execute=True):
        translation.save_target(publish=not isinstance(thing, Page))
    there = thing.get_translation(locale(code))
    return put_out(there) if isinstance(thing, Page) else there


@pytest.mark.parametrize(
    ("code", "slug", "title", "text", "direction"),
    [("cy", "te", "Te a theisen", "Dewch am de.", "ltr"), ("ur", "chai", "چائے", "چائے کے لیے آئیں۔", "rtl")],
)
def test_a_page_is_translated_and_read(client, homes, code, slug, title, text, direction):
    page = said("Tea and cake", "Come for tea.")
    words = {"Tea and cake": title, "tea-and-cake": slug, "Come for tea.": text}
    translate(page, code, words)
    shown = soup(client, f"/{code}/{slug}/")
    assert (shown.html["lang"], shown.html["dir"]) == (code, direction)
    assert shown.h1.text == title
    assert text in shown.main.text
    assert "Come for tea." not in shown.main.text
    assert "lang" not in shown.main.attrs


def test_a_snippet_is_translated(homes):
    term = TermFactory(term="together", meaning="Side by side.")
    translate(term, "cy", {"together": "gyda’n gilydd", "Side by side.": "Ochr yn ochr."})
    assert GlossaryTerm.objects.get(locale=locale("cy")).meaning == "Ochr yn ochr."


def test_the_translators_change_waits_until_it_is_published(client, homes):
    page = said("Tea", "Come for tea.")
    there = translate(page, "cy", {"Tea": "Te", "tea": "te", "Come for tea.": "Dewch am de."})
    there.title = "Te arall"
    there.save_revision()
    assert soup(client, "/cy/te/").h1.text == "Te"


# --- which languages ---


def switcher(shown):
    """(language, its own name, address) of each link, and the one that is read."""
    links = {(link["hreflang"], link.text, link["href"]) for link in shown.select(".help-lines a[hreflang]")}
    current = shown.select_one(".help-lines [aria-current]")
    return links, current and current.text


def test_the_switcher_gives_the_languages_the_page_can_be_read_in(client, homes):
    page = said("Tea")
    translated(page, "ur", title="چائے")
    said("Tea in English only")
    assert switcher(soup(client, "/tea/")) == ({("ur", "اردو", "/ur/tea/")}, "English")
    assert switcher(soup(client, "/ur/tea/")) == ({("en", "English", "/tea/")}, "اردو")
    assert switcher(soup(client, "/tea-in-english-only/"))[0] == set()


def test_drafts_and_copies_are_no_languages(client, homes):
    page = said("Tea")
    page.create_alias(parent=homes["cy"], update_locale=locale("cy"))
    translated(page, "ur", title="چائے").unpublish()
    assert switcher(soup(client, "/tea/"))[0] == set()


def test_a_copy_is_said_to_be_in_the_language_of_its_words(client, homes):
    said("Tea").create_alias(parent=homes["ur"], update_locale=locale("ur"))
    shown = soup(client, "/ur/tea/")
    assert (shown.html["lang"], shown.html["dir"]) == ("ur", "rtl")
    assert (shown.main["lang"], shown.main["dir"]) == ("en", "ltr")
    assert shown.select_one("link[rel=canonical]")["href"] == "http://testserver/tea/"


def alternates(shown):
    return {(link["hreflang"], link["href"]) for link in shown.select("link[rel=alternate][hreflang]")}


@pytest.mark.parametrize("url", ["/tea/", "/cy/te/"])
def test_engines_are_told_of_every_language(client, homes, url):
    translated(said("Tea"), "cy", title="Te", slug="te")
    assert alternates(soup(client, url)) == {
        ("en", "http://testserver/tea/"),
        ("cy", "http://testserver/cy/te/"),
        ("x-default", "http://testserver/tea/"),
    }


def test_a_page_in_one_language_has_no_alternates(client, homes):
    said("Tea")
    assert alternates(soup(client, "/tea/")) == set()


def test_other_pages_keep_their_words_when_the_language_changes(client, homes):
    links, _current = switcher(soup(client, "/cy/search/?q=te"))
    assert links == {("en", "English", "/search/?q=te")}


def test_only_languages_with_words_of_their_own_are_offered_around_a_form(client, homes):
    """Nobody has translated the words around the pages into Urdu yet."""
    links, _current = switcher(soup(client, "/accounts/login/"))
    assert {code for code, _name, _url in links} == {"cy"}


@pytest.mark.parametrize(("path", "language"), [("/", None), ("/cy/", None), ("/ur/", "en")])
def test_words_that_nobody_translated_say_which_language_they_are(client, homes, path, language):
    page = soup(client, path)
    assert [page.find(part).get("lang") for part in ("header", "footer")] == [language] * 2


def test_help_is_there_in_a_language_nobody_has_written_in_yet(client):
    """Beginning a translation must not take the way to help away from its readers."""
    Signposting.objects.create(name="Somebody who listens", phone="116 123", urgent=True, locale=locale("en"))
    rest = said("Rest", kind=NoticePage)
    NoticePage.objects.filter(pk=rest.pk).update(kind=NoticePage.Kind.BREAK)
    page("About", show_in_menus=True)
    home_in("cy")
    for path in ("/cy/", "/cy/accounts/login/"):
        shown = soup(client, path)
        assert [(link.text, link["lang"]) for link in shown.select(".menu a")] == [("About", "en")]
        assert shown.select_one(".footer a[href='tel:116123']")
        assert "/rest/" in {link.get("href") for link in shown.select(".footer a")}
    page("Amdanom", parent=home_in("cy"), show_in_menus=True)
    assert [(link.text, link["lang"]) for link in soup(client, "/cy/").select(".menu a")] == [("Amdanom", "cy")]


# --- the address decides ---


@pytest.mark.parametrize("url", ["/", "/search/", "/accounts/login/"])
@pytest.mark.parametrize("wish", [{"cookie": "django_language=cy"}, {"accept-language": "ur,cy;q=0.8"}])
def test_neither_cookie_nor_browser_changes_a_public_address(client, homes, url, wish):
    assert soup(client, url, headers=wish).html["lang"] == "en"
    assert soup(client, f"/cy{url}", headers=wish).html["lang"] == "cy"


@pytest.mark.parametrize(("prefix", "code"), [("", "en"), ("/cy", "cy"), ("/ur", "ur")])
def test_the_portal_follows_its_address(client_of, prefix, code):
    assert soup(client_of("member"), f"{prefix}/portal/").html["lang"] == code


# --- older than their source ---


@pytest.fixture
def tea(homes):
    page = said("Tea")
    return page, translated(page, "cy", title="Te", slug="te")


def publish_again(page, after):
    put_out(page)
    Page.objects.filter(pk=page.pk).update(last_published_at=timezone.now() + after)


def says_it_is_older(client, url):
    notice = soup(client, url).select_one(".notice a[hreflang]")
    return notice and (notice["hreflang"], notice["href"])


def test_readers_are_told_when_the_source_has_changed(client, tea):
    source, translation = tea
    assert says_it_is_older(client, "/cy/te/") is None
    publish_again(source, LATER)
    assert says_it_is_older(client, "/cy/te/") == ("en", "/tea/")
    assert says_it_is_older(client, "/tea/") is None
    publish_again(translation, LATER * 2)
    assert says_it_is_older(client, "/cy/te/") is None
    assert says_it_is_older(client, "/tea/") is None


def test_the_source_may_be_in_any_language(client, homes):
    source = said("Te", parent=homes["cy"])
    translated(source, "en", title="Tea", slug="tea")
    publish_again(source, LATER)
    assert says_it_is_older(client, "/tea/") == ("cy", "/cy/te/")
    assert says_it_is_older(client, "/cy/te/") is None


# --- taken down ---


def test_translations_go_with_their_source(client, tea):
    source, translation = tea
    further = translated(source, "ur", title="چائے")
    source.unpublish()
    assert {client.get(url).status_code for url in ("/tea/", "/cy/te/", "/ur/tea/")} == {404}
    assert not Page.objects.filter(pk__in=[translation.pk, further.pk], live=True).exists()


def test_translations_go_when_their_source_is_deleted(client, tea):
    tea[0].delete()
    assert client.get("/cy/te/").status_code == 404


def test_a_source_stays_when_its_translation_goes(client, tea):
    tea[1].unpublish()
    assert client.get("/tea/").status_code == 200


def test_a_source_in_another_language_stays_when_the_english_goes(client, homes):
    source = said("Te", parent=homes["cy"])
    english = translated(source, "en", title="Tea", slug="tea")
    english.unpublish()
    assert client.get("/cy/te/").status_code == 200
    put_out(english)
    source.unpublish()
    assert client.get("/tea/").status_code == 404


def test_the_english_may_change_after_the_source(client, homes):
    source = said("Te", parent=homes["cy"])
    english = translated(source, "en", title="Tea", slug="tea")
    publish_again(english, LATER)
    assert says_it_is_older(client, "/cy/te/") is None


def test_every_home_page_has_its_language(client, homes):
    assert {(code, soup(client, home.get_url()).html["lang"]) for code, home in homes.items()} == {
        ("en", "en"),
        ("cy", "cy"),
        ("ur", "ur"),
    }
    assert HomePage.objects.count() == 3
