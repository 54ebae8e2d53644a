"""Buttons that do something by themselves: pressed again, they lead where they led and do nothing more."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import Locale, Page

from portal.agreement import services
from portal.agreement.models import SmallFix
from portal.agreement.review import review_of
from portal.agreement.words import words_of
from tests.factories.pages import page, readers
from tests.factories.reading import home_in
from tests.portal.agreement.test_translations import begin, translate
from tests.portal.agreement.test_views import newest, save_meanwhile, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def fix(people, writer, contact):
    loaded = services.version_of(Page.objects.get(pk=contact.pk))
    words = words_of(newest(contact)) | {"introduction": "Ring, write or pop in."}
    return services.make_small_fix(page=contact, by=writer, loaded=loaded, words=words, why="It was cold.")


def button(browser, shown_at, leads_to):
    """The press of a button on a page, as the browser would send it."""
    html = BeautifulSoup(browser.get(shown_at).content, "html.parser")
    form = html.find("form", action=leads_to)
    sent = {field["name"]: field["value"] for field in form.find_all("input") if field["name"] != "csrfmiddlewaretoken"}
    return lambda: browser.post(leads_to, sent)


def test_a_fix_that_was_seen(fix, people, sign_in):
    browser = sign_in(people["coordinator"])
    press = button(browser, url("fix", fix), url("fix-seen", fix))
    assert press().url == press().url == reverse("portal:home")


def test_a_fix_put_back_twice_by_one_button_is_put_back(fix, contact, writer, sign_in):
    press = button(sign_in(writer), url("fix", fix), url("fix-undo", fix))
    assert press().url == press().url == url("fix", fix)
    assert SmallFix.objects.get().undone_at
    assert newest(contact).introduction == "Ring, write or drop in."


def test_an_old_press_does_not_take_back_what_was_sent_again(contact, writer, sign_in):
    readers()
    save_meanwhile(contact, writer, introduction="Come in.")
    services.send_to_be_read(page=contact, by=writer)
    press = button(sign_in(writer), url("page", contact), url("take-back", contact))
    press()
    services.send_to_be_read(page=contact, by=writer)
    assert press().url == url("page", contact)
    assert review_of(Page.objects.get(pk=contact.pk))


def test_a_translation_sent_twice_asks_once_and_says_so_once(client_of, people):
    readers()
    contact = page("Contact", introduction="Come in.")
    home_in("cy")
    browser = client_of("coordinator")
    translate(begin(browser, contact), {"Come in.": "Dewch i mewn."})
    welsh = Page.objects.get(translation_key=contact.translation_key, locale=Locale.objects.get(language_code="cy"))
    press = button(browser, url("page", welsh), url("send-translation", welsh))
    first, written = press(), welsh.revisions.count()
    assert press().url == first.url == url("page", welsh)
    assert welsh.revisions.count() == written
    assert browser.get(url("page", welsh)).content.decode().count("Sent. We ask people to read it.") == 1


def test_a_second_press_leads_on_also_for_somebody_who_may_change_the_page_no_longer(contact, writer, sign_in):
    readers()
    save_meanwhile(contact, writer, introduction="Come in.")
    services.send_to_be_read(page=contact, by=writer)
    press = button(sign_in(writer), url("page", contact), url("take-back", contact))
    first = press()
    writer.groups.clear()
    assert press().url == first.url
    assert sign_in(writer).post(url("take-back", contact)).status_code == 404


def test_somebody_elses_key_opens_nothing(fix, writer, people, sign_in):
    sent = {"key": "4d8f3c1e-9f0c-4b55-8a52-3f0f4a6a7c11"}
    sign_in(writer).post(url("fix-undo", fix), sent)
    assert sign_in(people["outsider"]).post(url("fix-undo", fix), sent).status_code == 404
