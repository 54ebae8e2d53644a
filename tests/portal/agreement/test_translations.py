"""A page in another language: translated sentence by sentence in the CMS, read by both sides, then on the site."""

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import LocaleSynchronization, StringTranslation, Translation

from home.translations import keep_sentences_in_step
from portal.agreement.review import review_of
from portal.agreement.services import (
    IsBegun,
    NotLive,
    Writing,
    begin_translation,
    make_small_fix,
    save_for_later,
    say_yes,
    send_translation,
    undo_small_fix,
    version_of,
)
from portal.members.models import User
from portal.members.standing import REVIEWERS_LIVED_EXPERIENCE, REVIEWERS_STAFF
from tests.factories.pages import page, put_out, readers
from tests.factories.reading import home_in

pytestmark = pytest.mark.django_db
REVIEWERS = (REVIEWERS_LIVED_EXPERIENCE, REVIEWERS_STAFF)


@pytest.fixture
def contact():
    """A page, and a Welsh site that has only its home so far."""
    made = page("Contact", introduction="Come in.")
    put_out(made)
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


def test_a_coordinator_begins_another_language_from_the_page_itself(coordinator, people, contact, client):
    url = reverse("portal:pages:begin-translation", args=[contact.pk])
    assert url in coordinator.get(contact.url).content.decode()
    shown = coordinator.get(url)
    assert [str(one) for one in shown.context["form"].fields["language"].queryset] == ["Welsh"]
    welsh = Locale.objects.get(language_code="cy")
    sent = {"key": "9f1c1c2e-0d7b-4f0a-9f6e-0b1d7a2c3e4f", "language": welsh.pk}
    answer = coordinator.post(url, sent)
    there = Page.objects.get(locale=welsh, translation_key=contact.translation_key)
    assert answer["Location"] == reverse("portal:pages:page", args=[there.pk])
    assert not there.live, "no more than a draft"
    assert Translation.objects.get(source__object_id=contact.translation_key).target_locale == welsh
    assert coordinator.post(url, sent)["Location"] == answer["Location"], "a second press leads where the first led"
    assert url not in coordinator.get(contact.url).content.decode(), "there is no language left"
    assert coordinator.post(url, sent | {"key": "1f1c1c2e-0d7b-4f0a-9f6e-0b1d7a2c3e4f"}).status_code == 403
    with pytest.raises(IsBegun):
        begin_translation(page=contact, locale=welsh, by=people["coordinator"])


def test_only_who_has_that_office_begins_a_language_and_only_of_what_is_out(people, contact, client_of):
    url = reverse("portal:pages:begin-translation", args=[contact.pk])
    answers = {name: client_of(name).get(url).status_code for name in people if name not in ("anonymous", "inactive")}
    assert answers == {"outsider": 403, "member": 403, "writer": 403, "coordinator": 200, "superuser": 200}
    contact.unpublish()
    assert client_of("coordinator").get(url).status_code == 404


@pytest.mark.parametrize("where", ["in the portal", "in the CMS"])
def test_a_mirror_that_is_begun_says_no_english_as_welsh(where, coordinator, contact):
    """What follows English page by page is there until somebody begins it; then it is a draft."""
    welsh = Locale.objects.get(language_code="cy")
    LocaleSynchronization.objects.create(locale=welsh, sync_from=contact.locale).sync_trees()
    mirror = contact.get_translation(welsh)
    assert (mirror.live, mirror.alias_of_id) == (True, contact.pk)
    if where == "in the CMS":
        begin(coordinator, contact)
    else:
        url = reverse("portal:pages:begin-translation", args=[contact.pk])
        coordinator.post(url, {"key": "9f1c1c2e-0d7b-4f0a-9f6e-0b1d7a2c3e4f", "language": welsh.pk})
    mirror = Page.objects.get(pk=mirror.pk)
    assert (mirror.live, mirror.alias_of_id) == (False, None)


def test_what_is_off_the_site_meanwhile_is_begun_in_no_language(people, contact):
    contact.unpublish()
    with pytest.raises(NotLive):
        begin_translation(page=contact, locale=Locale.objects.get(language_code="cy"), by=people["coordinator"])


def test_nobody_puts_translations_on_the_site_by_a_tick(coordinator, contact):
    """wagtail-localize's own form for bringing translations up to date would publish them without any reading."""
    translation = begin(coordinator, contact)
    translate(translation, {"Come in.": "Dewch i mewn.", "contact": "cysylltu"})
    address = reverse("wagtail_localize:update_translations", args=[translation.source_id])
    assert "publish_translations" not in coordinator.get(address).content.decode()
    coordinator.post(address, {"publish_translations": "on"})
    assert coordinator.get("/cy/cysylltu/").status_code == 404


@pytest.fixture
def live_in_welsh(coordinator, people, contact):
    """The page in Welsh, on the site, with a sentence that has been translated anew since."""
    lived, staff = readers()
    translation = begin(coordinator, contact)
    translate(translation, {"Come in.": "Dewch i mewn.", "contact": "cysylltu"})
    welsh = Page.objects.get(translation_key=contact.translation_key, locale__language_code="cy")
    send_translation(page=welsh, by=people["coordinator"])
    for reader in (lived[0], staff[0]):
        say_yes(page=welsh, by=reader, digest=review_of(Page.objects.get(pk=welsh.pk)).digest)
    StringTranslation.objects.filter(data="Dewch i mewn.").update(data="Croeso i bawb.")
    return welsh


def test_a_new_translation_of_a_live_page_waits_for_both_sides_too(live_in_welsh, people, client):
    client.logout()
    send_translation(page=live_in_welsh, by=people["coordinator"])
    assert "Dewch i mewn." in client.get("/cy/cysylltu/").content.decode()
    lived, _staff = User.objects.filter(groups__name__in=REVIEWERS).order_by("pk")[:2]
    StringTranslation.objects.filter(data="Croeso i bawb.").update(data="Croeso cynnes.")
    say_yes(page=live_in_welsh, by=lived, digest=review_of(Page.objects.get(pk=live_in_welsh.pk)).digest)
    send_translation(page=live_in_welsh, by=people["coordinator"])
    assert lived.pk in review_of(Page.objects.get(pk=live_in_welsh.pk)).waits_for, "a yes to other words"
    assert "Dewch i mewn." in client.get("/cy/cysylltu/").content.decode()


def test_what_the_site_says_already_is_not_sent(coordinator, people, live_in_welsh):
    StringTranslation.objects.filter(data="Croeso i bawb.").update(data="Dewch i mewn.")
    shown = coordinator.post(reverse("portal:pages:send-translation", args=[live_in_welsh.pk]), follow=True)
    assert "The site already says this." in shown.content.decode()


def test_what_is_put_right_on_the_page_itself_is_not_undone_by_the_next_sending(live_in_welsh, people):
    coordinator = people["coordinator"]
    fix = make_small_fix(
        page=live_in_welsh,
        by=coordinator,
        loaded=version_of(Page.objects.get(pk=live_in_welsh.pk)),
        words={"introduction": "Dewch i mewn, bawb."},
        why="Everybody.",
    )
    assert set(in_welsh("Come in.")) == {"Dewch i mewn, bawb."}
    undo_small_fix(fix=fix, by=coordinator)
    assert set(in_welsh("Come in.")) == {"Dewch i mewn."}
    save_for_later(
        page=live_in_welsh,
        by=coordinator,
        loaded=version_of(Page.objects.get(pk=live_in_welsh.pk)),
        writing=Writing(words={"introduction": "Croeso."}),
    )
    send_translation(page=live_in_welsh, by=coordinator)
    assert Page.objects.get(pk=live_in_welsh.pk).get_latest_revision_as_object().introduction == "Croeso."


def test_sentences_that_nobody_translated_stay_without_a_translation(live_in_welsh, people):
    before = StringTranslation.objects.count()
    welsh = live_in_welsh.get_latest_revision_as_object()
    keep_sentences_in_step(welsh, by=people["coordinator"])
    assert StringTranslation.objects.count() == before


def in_welsh(words):
    found = StringTranslation.objects.filter(translation_of__data=words, locale__language_code="cy")
    return found.values_list("data", flat=True)
