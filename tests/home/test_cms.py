"""The CMS in our look, tidied for those who write, with help for Easy Read and plain words."""

import re

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, streamfield

from home.models import Brand, HomePage, PlainWord, StandardPage
from portal.members.standing import COORDINATORS, PAGE_WRITERS
from tests.factories.pages import block, body, page
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
PAIR = {"drawing": "phone", "picture": None, "words": "Ring us."}


@pytest.fixture
def cms(client):
    """`cms(group)`: the CMS as somebody of that group sees it."""

    def as_(group):
        client.force_login(UserFactory(groups=[group]), backend="django.contrib.auth.backends.ModelBackend")
        return client

    return as_


def newest(the_page):
    return Page.objects.get(pk=the_page.pk).get_latest_revision_as_object()


def editor(the_page, easy_read, **changes):
    now = newest(the_page)
    pairs = [("pair", {"drawing": row["drawing"], "picture": "", "words": row["words"]}) for row in easy_read]
    sent = {
        "title": now.title,
        "introduction": now.introduction,
        "body": streamfield([]),
        "easy_read": streamfield(pairs),
        "slug": now.slug,
        "loaded_revision_id": str(now.latest_revision_id),
        "loaded_revision_created_at": now.latest_revision.created_at.isoformat(),
    }
    return nested_form_data(sent | changes)


def test_it_carries_the_organisations_name_mark_and_colours(cms):
    own = Brand.load()
    own.name, own.accent = "Riverside Together", "#0b5351"
    own.save()
    shown = cms(PAGE_WRITERS).get(reverse("wagtailadmin_home")).content.decode()
    assert "Write for Riverside Together" in shown
    assert re.search(r"<title>[^<]*Riverside Together", shown)
    assert 'alt="Riverside Together"' in shown
    assert re.search(r'<link rel="stylesheet" href="/brand-[0-9a-f]+\.css">', shown)
    assert "cms/brand.css" in shown
    assert "Wagtail</title>" not in shown


def menu(browser) -> set[str]:
    shown = browser.get(reverse("wagtailadmin_home")).content.decode()
    return set(re.findall(r'"name": "([a-z-]+)"', shown))


def test_the_menu_holds_what_somebody_can_use(cms):
    assert menu(cms(PAGE_WRITERS)) & {"explorer", "images", "documents", "snippets", "reports", "settings", "help"} == {
        "explorer",
        "images",
        "documents",
    }
    assert {"explorer", "snippets", "settings"} <= menu(cms(COORDINATORS))


def test_only_coordinators_change_the_lists_of_the_site(cms):
    word = PlainWord.objects.create(word="utilise", instead="use", locale=HomePage.objects.first().locale)
    url = reverse(PlainWord.snippet_viewset.get_url_name("edit"), args=[word.pk])
    sent = {"word": "utilise", "kind": "jargon", "instead": "make use of"}
    cms(PAGE_WRITERS).post(url, sent)
    word.refresh_from_db()
    assert word.instead == "use"
    cms(COORDINATORS).post(url, sent)
    word.refresh_from_db()
    assert word.instead == "make use of"


def test_advice_on_plain_words_stands_by_the_words_and_stops_nobody(cms, english):
    PlainWord.objects.create(word="utilise", instead="use", locale=english)
    made = page(introduction="We utilise the hall.", body="[]")
    browser = cms(PAGE_WRITERS)
    for url in (reverse("wagtailadmin_pages:edit", args=[made.pk]), reverse("plain-english", args=[made.pk])):
        shown = browser.get(url).content.decode()
        assert "Some readers do not know this word. Try: use." in shown
        assert "You know your readers." in shown
    assert browser.post(reverse("wagtailadmin_pages:edit", args=[made.pk]), editor(made, [])).status_code == 302


def test_words_of_another_language_are_not_looked_for(cms, english):
    welsh = HomePage.objects.get(locale=english).copy_for_translation(
        type(english).objects.get_or_create(language_code="cy")[0]
    )
    PlainWord.objects.create(word="utilise", locale=english)
    welsh.introduction = "We utilise the ICB, notwithstanding."
    welsh.save_revision()
    shown = cms(PAGE_WRITERS).get(reverse("plain-english", args=[welsh.pk])).content.decode()
    assert "Nothing to say." in shown


def test_advice_costs_the_same_for_one_word_and_thirty(cms, english, django_assert_num_queries):
    made = page()
    browser = cms(PAGE_WRITERS)
    url = reverse("plain-english", args=[made.pk])
    PlainWord.objects.create(word="one", locale=english)
    for _warm in range(3):
        browser.get(url)
    with django_assert_num_queries(17):
        browser.get(url)
    PlainWord.objects.bulk_create(PlainWord(word=f"word {n}", locale=english) for n in range(30))
    with django_assert_num_queries(17):
        browser.get(url)


def test_a_page_one_may_not_change_gets_no_advice(cms):
    made = page()
    outsider = UserFactory()
    browser = cms(PAGE_WRITERS)
    assert browser.get(reverse("plain-english", args=[Page.objects.get(depth=1).pk])).status_code == 404
    browser.force_login(outsider, backend="django.contrib.auth.backends.ModelBackend")
    assert browser.get(reverse("plain-english", args=[made.pk])).status_code == 302


def test_easy_read_says_when_the_page_has_gone_on_without_it(cms):
    made = page(body="[]")
    browser, url = cms(PAGE_WRITERS), reverse("wagtailadmin_pages:edit", args=[made.pk])
    behind = "The page has changed since this was written."
    browser.post(url, editor(made, [PAIR]))
    assert not newest(made).easy_read_is_behind
    browser.post(url, editor(made, [PAIR], introduction="Something else."))
    assert newest(made).easy_read_is_behind
    assert behind in browser.get(url).content.decode()
    browser.post(url, editor(made, [PAIR], easy_read_same="on"))
    assert not newest(made).easy_read_is_behind
    assert behind not in browser.get(url).content.decode()
    browser.post(url, editor(made, [PAIR | {"words": "Ring or write."}], introduction="Both are new."))
    assert not newest(made).easy_read_is_behind


def test_saving_a_page_unchanged_does_not_leave_its_easy_read_behind(cms):
    """The blocks are written down in another way the second time; what they say is the same."""
    made = page(easy_read=body(block("pair", PAIR)))
    made.easy_read_of = made.words_digest()
    made.save_revision().publish()
    again = newest(made)
    for part in again.body:
        part.value  # noqa: B018  read once, blocks are written down as Wagtail understands them
    again.save_revision().publish()
    assert not StandardPage.objects.get(pk=made.pk).easy_read_is_behind


def test_a_new_title_is_not_shown_to_others_before_it_is_on_the_site():
    made = page("On the site")
    changed = newest(made)
    changed.title = "Not yet"
    changed.save_revision()
    made.refresh_from_db()
    assert (made.title, made.draft_title, newest(made).title) == ("On the site", "On the site", "Not yet")
