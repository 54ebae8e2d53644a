"""The CMS in our look, tidied for those who write, with help for Easy Read and plain words."""

import re

import pytest
from django.urls import reverse
from wagtail.models import Page, PageViewRestriction
from wagtail.test.utils.form_data import nested_form_data, streamfield

from home.models import Brand, HomePage, NoticePage, PlainWord, StandardPage
from portal.members.standing import COORDINATORS, PAGE_WRITERS
from tests.factories.pages import block, body, page, put_out
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


def test_reports_over_the_whole_site_are_for_the_administrator(cms, client_of):
    """They hold the names that people sign in by, and pages of everybody."""
    reports = [reverse(f"wagtailadmin_reports:{name}") for name in ("site_history", "aging_pages", "locked_pages")]
    for group in (PAGE_WRITERS, COORDINATORS):
        browser = cms(group)
        assert "reports" not in menu(browser)
        assert {browser.get(url).status_code for url in reports} == {404}
    browser = client_of("superuser")
    assert "reports" in menu(browser)
    assert {browser.get(url).status_code for url in reports} == {200}


def test_an_address_that_is_typed_tells_no_title(cms):
    """A page that only some may read: whoever guesses its address learns nothing of it by linking to it."""
    secret = page("Quokka", slug="guessed")
    PageViewRestriction.objects.create(page=secret, restriction_type=PageViewRestriction.LOGIN)
    url = reverse("wagtailadmin_choose_page_external_link")
    outsider = cms("Page reviewers (staff)")
    for address in (secret.url, secret.full_url, f"{secret.url}?x=1"):
        sent = {"external-link-chooser-url": address, "external-link-chooser-link_text": ""}
        chosen = outsider.post(url, sent)
        assert chosen.json()["result"] == {
            "url": address,
            "title": address,
            "prefer_this_title_as_link_text": False,
        }


def test_a_link_can_be_chosen_to_what_everybody_reads_and_nothing_else(cms, client_of):
    """Above the list stands the page whose children it shows: also where nobody asked for one."""
    shown = page("Shown")
    hidden = page("Quokka", live=False)
    page("Below", parent=hidden, kind=NoticePage)
    choose = reverse("wagtailadmin_choose_page_search")
    browser = cms("Page reviewers (staff)")
    assert found(browser, f"{choose}?q=shown") == {shown.title}
    assert found(browser, f"{choose}?q=below") == set()
    for url in (
        reverse("wagtailadmin_choose_page_child", args=[hidden.pk]),
        f"{reverse('wagtailadmin_choose_page')}?page_type=home.noticepage",
    ):
        assert browser.get(url).status_code == 404
    assert found(client_of("superuser"), f"{choose}?q=below") == {"Below", "Quokka"}


def found(browser, url) -> set[str]:
    """The titles of pages in what the chooser finds, and of what they are below."""
    shown = browser.get(url).content.decode()
    return {title for title in ("Shown", "Below", "Quokka") if title in shown}


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
    with django_assert_num_queries(18):
        browser.get(url)
    PlainWord.objects.bulk_create(PlainWord(word=f"word {n}", locale=english) for n in range(30))
    with django_assert_num_queries(18):
        browser.get(url)


def test_a_page_one_may_not_change_gets_no_advice(cms):
    made = page()
    outsider = UserFactory()
    browser = cms(PAGE_WRITERS)
    assert browser.get(reverse("plain-english", args=[Page.objects.get(depth=1).pk])).status_code == 404
    browser.force_login(outsider, backend="django.contrib.auth.backends.ModelBackend")
    assert browser.get(reverse("plain-english", args=[made.pk])).status_code == 404


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
    put_out(made)
    again = newest(made)
    for part in again.body:
        part.value  # noqa: B018  read once, blocks are written down as Wagtail understands them
    put_out(again)
    assert not StandardPage.objects.get(pk=made.pk).easy_read_is_behind


def test_a_new_title_is_not_shown_to_others_before_it_is_on_the_site():
    made = page("On the site")
    changed = newest(made)
    changed.title = "Not yet"
    changed.save_revision()
    made.refresh_from_db()
    assert (made.title, made.draft_title, newest(made).title) == ("On the site", "On the site", "Not yet")
