"""A page in another language: translated sentence by sentence in the CMS, read by both sides, then on the site."""

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation

from portal.agreement.review import review_of
from portal.agreement.services import say_yes, send_translation
from tests.factories.pages import page, readers
from tests.factories.reading import home_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact():
    """A page, and a Welsh site that has only its home so far."""
    made = page("Contact", introduction="Come in.")
    made.save_revision().publish()
    home_in("cy")
    return made


@pytest.fixture
def coordinator(client_of, people):
    return client_of("coordinator")


def begin(browser, made) -> Translation:
    """As the CMS does it: "Translate this page", with Welsh ticked."""
    welsh = Locale.objects.get(language_code="cy")
    browser.post(reverse("wagtail_localize:submit_page_translation", args=[made.pk]), {"locales": [welsh.pk]})
    return Translation.objects.get(source__object_id=made.translation_key)


def translate(translation, words):
    for segment in translation.source.stringsegment_set.select_related("string"):
        if segment.string.data in words:
            StringTranslation.objects.create(
                translation_of=segment.string,
                locale=translation.target_locale,
                context=segment.context,
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
                data=words[segment.string.data],
            )


def test_a_translation_is_on_the_site_when_both_sides_have_read_it(coordinator, people, contact, client_of, client):
    lived, staff = readers()
    translation = begin(coordinator, contact)
    welsh = Page.objects.get(translation_key=contact.translation_key, locale__language_code="cy")
    assert not welsh.live
    translate(translation, {"Come in.": "Dewch i mewn.", "contact": "cysylltu"})
    at = reverse("portal:pages:page", args=[welsh.pk])
    assert "Send the translation to be read" in coordinator.get(at).content.decode()
    coordinator.post(reverse("portal:pages:send-translation", args=[welsh.pk]))
    assert client_of("anonymous").get("/cy/cysylltu/").status_code == 404
    for reader in (lived[0], staff[0]):
        say_yes(page=welsh, by=reader, digest=review_of(Page.objects.get(pk=welsh.pk)).digest)
    assert "Dewch i mewn." in client.get("/cy/cysylltu/").content.decode()


def test_what_is_sent_twice_is_asked_once(coordinator, people, contact):
    readers()
    begin(coordinator, contact)
    welsh = Page.objects.get(translation_key=contact.translation_key, locale__language_code="cy")
    first = send_translation(page=welsh, by=people["coordinator"])
    assert send_translation(page=welsh, by=people["coordinator"]) == first


def test_a_page_with_words_of_its_own_has_no_such_button(coordinator, contact):
    at = reverse("portal:pages:page", args=[contact.pk])
    assert "Send the translation to be read" not in coordinator.get(at).content.decode()


def test_nobody_puts_translations_on_the_site_by_a_tick(coordinator, contact):
    """wagtail-localize's own form for bringing translations up to date would publish them without any reading."""
    translation = begin(coordinator, contact)
    translate(translation, {"Come in.": "Dewch i mewn.", "contact": "cysylltu"})
    address = reverse("wagtail_localize:update_translations", args=[translation.source_id])
    assert "publish_translations" not in coordinator.get(address).content.decode()
    coordinator.post(address, {"publish_translations": "on"})
    assert coordinator.get("/cy/cysylltu/").status_code == 404
