"""What is kept of the way to a page is never older than what the public reads."""

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, PageViewRestriction, Site
from wagtail.rich_text import expand_db_html

from home.models import HomePage, SectionIndexPage
from tests.factories.pages import page, put_out


@pytest.fixture
def home(db):
    return HomePage.objects.get()


def words(client, path="/"):
    return client.get(path).content.decode()


def test_the_home_page_is_always_as_it_is_now(client, home):
    client.get("/")
    home.introduction = "Come in, the kettle is on."
    put_out(home)
    assert "Come in, the kettle is on." in words(client)


def test_what_was_changed_without_a_word_to_us_is_seen_too(client, home):
    """Only where the home page is, is kept; what it says is asked for each time."""
    client.get("/")
    HomePage.objects.update(introduction="Written past every signal.")
    assert "Written past every signal." in words(client)


def test_a_home_page_that_was_taken_down_is_gone_at_once(client, home):
    client.get("/")
    home.unpublish()
    assert client.get("/").status_code == 404


def test_another_home_page_takes_over_at_once(client, home):
    page("About us")
    client.get("/about-us/")
    root = Page.objects.get(depth=1)
    other = page("Second", parent=root, kind=HomePage, introduction="The second home.")
    Site.objects.get().delete()
    Site.objects.create(hostname="localhost", root_page=other, is_default_site=True)
    assert "The second home." in words(client)
    assert client.get("/about-us/").status_code == 404


def test_with_two_sites_each_host_has_its_own_pages(client, home, settings):
    settings.ALLOWED_HOSTS = ["one.example", "two.example"]
    client.get("/", headers={"host": "one.example"})
    root = Page.objects.get(depth=1)
    other = page("Second", parent=root, kind=HomePage, introduction="The second home.")
    Site.objects.create(hostname="two.example", port=80, root_page=other)
    for _visit in range(2):
        assert "The second home." not in client.get("/", headers={"host": "one.example"}).content.decode()
        assert "The second home." in client.get("/", headers={"host": "two.example"}).content.decode()


def test_a_site_whose_home_page_is_not_ours_is_left_to_wagtail(client, home):
    plain = Page.objects.get(depth=1).add_child(instance=Page(title="Plain", slug="plain"))
    Site.objects.update(root_page=plain)
    Site.objects.get().save()
    page("Below", parent=home)
    assert client.get("/below/").status_code == 404


def test_no_site_no_page(client, home):
    client.get("/")
    Site.objects.get().delete()
    assert client.get("/").status_code == 404


def test_nothing_of_one_request_is_there_in_the_next(client, home):
    first = client.get("/").wsgi_request
    second = client.get("/").wsgi_request
    assert first._wagtail_site is not second._wagtail_site
    assert first._wagtail_route_for_request.page is not second._wagtail_route_for_request.page


def test_the_cms_knows_its_site_and_is_asked_its_own_way(admin_client):
    request = admin_client.get("/cms/").wsgi_request
    assert request._wagtail_site == Site.objects.get()
    assert not hasattr(request, "_wagtail_route_for_request")


@pytest.mark.parametrize("inside", ["/portal/no-such-place/", "/cy/portal/no-such-place/", "/cms/no-such-place/"])
def test_nothing_inside_is_looked_for_among_the_pages_that_moved(admin_client, inside):
    for old in ("no-such-page", inside.strip("/")):
        Redirect.objects.create(old_path=f"/{old}", redirect_link="/there/")
    assert admin_client.get("/no-such-page/").status_code == 301
    assert admin_client.get(inside).status_code == 404


# --- Links in running text --------------------------------------------------------------------------------------------
def link_to(*pages):
    return "".join(f'<a linktype="page" id="{page.pk}">{page.title}</a>' for page in pages)


def test_a_text_asks_once_for_all_its_links(home, django_assert_num_queries):
    one, two = page("One"), page("Two")
    expand_db_html(link_to(one))  # where the site begins is known from now on
    with django_assert_num_queries(1):
        assert expand_db_html(link_to(one, two, one)) == (
            '<a href="/one/">One</a><a href="/two/">Two</a><a href="/one/">One</a>'
        )


def test_a_link_to_what_is_gone_leads_nowhere(home):
    one = page("One")
    text = link_to(one)
    one.delete()
    assert expand_db_html(text) == "<a>One</a>"


def test_a_link_leads_to_the_page_in_the_readers_language(client, home):
    welsh = Locale.objects.get_or_create(language_code="cy")[0]
    there, linking = page("There"), page("Linking")
    put_out(home.copy_for_translation(welsh))
    translated = there.copy_for_translation(welsh)
    translated.title, translated.slug = "Yno", "yno"
    put_out(translated)
    own = linking.copy_for_translation(welsh)
    own.body = [("text", link_to(there))]
    put_out(own)
    assert 'href="/cy/yno/"' in words(client, "/cy/linking/")
    linking.body = [("text", link_to(there))]
    put_out(linking)
    assert 'href="/there/"' in words(client, "/linking/")


# --- Long sections ----------------------------------------------------------------------------------------------------
def test_a_section_shows_twenty_pages_at_a_time_in_their_order(client, home):
    section = page("Section", kind=SectionIndexPage)
    for number in range(1, 26):
        page(f"Page {number:02}", parent=section, introduction=f"About {number:02}.")
    page("Hidden draft", parent=section, live=False)
    first, second = words(client, "/section/"), words(client, "/section/?page=2")
    assert [f"Page {number:02}" in first for number in range(1, 26)] == [True] * 20 + [False] * 5
    assert [f"About {number:02}." in second for number in range(1, 26)] == [False] * 20 + [True] * 5
    assert "Hidden draft" not in first + second
    assert "Page 25" in words(client, "/section/?page=99")


# --- Who may come that way --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("closed", ["root", "home", "above", "itself"])
def test_what_is_closed_anywhere_above_a_page_closes_it(client, home, closed):
    above = page("Part", kind=SectionIndexPage, slug="part")
    inside = page("Inside", slug="inside", parent=above)
    client.get("/part/inside/")
    at = {"root": Page.objects.get(depth=1), "home": home, "above": above, "itself": inside}[closed]
    PageViewRestriction.objects.create(page=at, restriction_type=PageViewRestriction.LOGIN)
    assert client.get("/part/inside/").status_code == 302


def test_a_copy_is_as_closed_as_what_it_copies(client, home):
    """Wagtail lets an alias have no restrictions of its own; those of its source count, also above the page."""
    source = page("Part", kind=SectionIndexPage, slug="part")
    inside = page("Inside", slug="inside", parent=source)
    source.refresh_from_db()
    copy = source.create_alias(update_slug="copy", recursive=True)
    assert client.get("/copy/inside/").status_code == 200
    restriction = PageViewRestriction.objects.create(page=source, restriction_type=PageViewRestriction.LOGIN)
    assert client.get("/copy/inside/").status_code == 302
    restriction.delete()
    PageViewRestriction.objects.create(page=inside, restriction_type=PageViewRestriction.LOGIN)
    assert client.get("/copy/inside/").status_code == 302
    assert client.get(copy.url).status_code == 200
