"""A story in other languages: nowhere until its people have said yes to it there."""

from uuid import uuid4

import pytest
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail.permissions import policy_registry
from wagtail_localize.models import LocaleSynchronization, StringSegment, StringTranslation, Translation

from casestudies import services
from casestudies.models import Consent, StoryPage
from casestudies.models.told import NoMirror
from casestudies.services.pages import note_end
from casestudies.waiting import in_my_stories
from home.translations import newer_source
from portal.agreement.gate import NotAgreed
from portal.agreement.services import Stale, Writing, make_small_fix, save_for_later, version_of
from portal.members.models import User
from portal.notices.models import Notice
from tests.factories.people import UserFactory
from tests.factories.reading import home_in
from tests.factories.telling import (
    Role,
    all_but_the_last_yes,
    allow,
    digest,
    joined,
    look,
    say_yes,
    source,
    stories_index,
    told_story,
    write,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("live", [True, False])
def test_a_language_that_follows_english_gets_no_mirror_of_a_story(live):
    told, _people, _reader = told_story()
    if not live:
        source(told).unpublish()
    welsh = Locale.objects.create(language_code="cy")
    LocaleSynchronization.objects.create(locale=welsh, sync_from=source(told).locale).sync_trees()
    assert Page.objects.filter(locale=welsh, alias_of__isnull=False).exists(), "of other pages it does"
    assert not StoryPage.objects.filter(locale=welsh).exists()


def test_those_who_make_a_story_hear_that_another_language_is_begun(people, client_of):
    told, makers, _reader = told_story()
    home_in("cy")
    url = reverse("portal:pages:begin-translation", args=[told.page_id])
    coordinator = client_of("coordinator")
    sent = {"key": uuid4(), "language": Locale.objects.get(language_code="cy").pk}
    answer = coordinator.post(url, sent)
    assert answer["Location"] == source(told).get_url(), "its draft is not theirs to see"
    heard = Notice.objects.filter(title="A story of yours is begun in another language")
    assert set(heard.values_list("person", flat=True)) == {person.pk for person in makers}, "and not fresh eyes"
    assert told.page.title not in " ".join(heard.values_list("words", flat=True))
    welsh = StoryPage.objects.get(locale__language_code="cy")
    assert (welsh.live, coordinator.get(reverse("portal:pages:page", args=[welsh.pk])).status_code) == (False, 404)


def test_nobody_makes_a_mirror_of_a_story_in_any_way():
    told, _people, _reader = told_story()
    with pytest.raises(NoMirror):
        source(told).create_alias(update_slug="mirror")
    with pytest.raises(NoMirror):
        stories_index().create_alias(update_slug="mirror", recursive=True)
    assert source(told).copy_for_translation(home_in("cy").locale, copy_parents=True, alias=True) is None
    assert StoryPage.objects.get() == source(told)


# --- The way of a translation -----------------------------------------------------------------------------------------
@pytest.fixture
def welsh_begun(client_of):
    """(the story, its Welsh page, its makers, its reader, who translates it): out in English, and begun in Welsh."""
    told, people, reader = told_story(title="The garden", words="We dug it together.")
    home_in("cy")
    begin(client_of("coordinator"), told)
    return told, in_welsh(told), people, reader, joined(told, role=Role.TRANSLATOR)


def begin(browser, told):
    """As the CMS does it: "Translate this page", with Welsh ticked."""
    at = reverse("wagtail_localize:submit_page_translation", args=[told.page_id])
    return browser.post(at, {"locales": [Locale.objects.get(language_code="cy").pk]}, follow=True)


def in_welsh(told):
    return StoryPage.objects.get(translation_key=source(told).translation_key, locale__language_code="cy")


def translate(told, words="Fe wnaethon ni ei balu gyda'n gilydd."):
    segments = StringSegment.objects.filter(source__object_id=source(told).translation_key)
    for segment in segments.select_related("string"):
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=Locale.objects.get(language_code="cy"),
            context=segment.context,
            defaults={"data": words if "dug" in segment.string.data else f"cy {segment.string.data}"},
        )


def make_draft(told, by, the_page=None):
    the_page = the_page or in_welsh(told)
    return services.make_draft(story=told, page=the_page, by=by, loaded=version_of(the_page))


@pytest.fixture
def welsh_drafted(welsh_begun):
    told, _page, people, reader, translator = welsh_begun
    translate(told)
    assert make_draft(told, translator) == 0
    return told, in_welsh(told), people, reader, translator


def test_it_goes_out_with_everybodys_yes_and_fresh_eyes_and_not_before(welsh_drafted, client):
    told, welsh, (teller, writer), reader, translator = welsh_drafted
    assert "gyda" in str(welsh.get_latest_revision_as_object().body)
    assert welsh.get_latest_revision_as_object().told_by == services.names_of(told)
    with pytest.raises(services.NotTheirs):
        say_yes(told, translator, welsh)
    with pytest.raises(services.WroteIt):
        look(told, translator, welsh)
    assert not look(told, reader, welsh)
    assert not say_yes(told, writer, welsh)
    assert not in_welsh(told).live
    assert say_yes(told, teller, welsh)
    client.logout()
    assert "gyda" in client.get(in_welsh(told).url).content.decode()


def test_whom_somebody_trusts_says_yes_for_them(welsh_drafted):
    told, welsh, (teller, writer), reader, translator = welsh_drafted
    look(told, reader, welsh)
    for maker in (teller, writer):
        services.trust(story=told, locale=welsh.locale, person=translator, by=maker)
    assert not in_welsh(told).live, "to trust somebody is no yes"
    assert say_yes(told, translator, welsh)
    assert in_welsh(told).live


def test_another_maker_can_be_trusted_too(welsh_drafted):
    told, welsh, (teller, writer), reader, _translator = welsh_drafted
    look(told, reader, welsh)
    say_yes(told, writer, welsh)
    services.trust(story=told, locale=welsh.locale, person=writer, by=teller)
    assert in_welsh(told).live, "the yes was there already"


@pytest.mark.parametrize("how", ["ended", "left", "another language", "asks again"])
def test_a_yes_counts_for_another_only_while_they_trust_it_with_this_language(welsh_drafted, how):
    told, welsh, (teller, writer), reader, translator = welsh_drafted
    look(told, reader, welsh)
    say_yes(told, writer, welsh)
    given = {"story": told, "locale": Locale.objects.get(language_code="cy"), "by": teller}
    if how == "another language":
        given["locale"] = Locale.objects.get_or_create(language_code="ur")[0]
    services.trust(person=translator, **given)
    if how == "ended":
        services.trust_no_longer(**given)
    if how in ("left", "asks again"):
        services.leave(story=told, by=translator)
    if how == "asks again":
        joined(told, role=Role.TRANSLATOR, who=translator)
    with pytest.raises(services.NotTheirs):
        say_yes(told, translator, welsh)
    assert not in_welsh(told).live


def test_trust_allows_nothing(welsh_drafted):
    told, welsh, (teller, writer), reader, translator = welsh_drafted
    allow(told, writer, uses=[])
    look(told, reader, welsh)
    for maker in (teller, writer):
        services.trust(story=told, locale=welsh.locale, person=translator, by=maker)
    assert not say_yes(told, translator, in_welsh(told))
    assert not in_welsh(told).live


def test_trust_counts_in_no_other_page_than_a_translation():
    told, (teller, writer), _reader = all_but_the_last_yes()
    services.trust(story=told, locale=source(told).locale, person=writer, by=teller)
    assert not source(told).live
    with pytest.raises(services.CannotBeTrusted):
        services.trust(story=told, locale=source(told).locale, person=teller, by=teller)


def test_only_those_who_write_it_are_trusted_and_only_by_those_who_make_it(welsh_drafted):
    told, welsh, (teller, _writer), reader, translator = welsh_drafted
    for person, by in ((reader, teller), (UserFactory(), teller), (teller, translator), (translator, reader)):
        with pytest.raises(services.CannotBeTrusted):
            services.trust(story=told, locale=welsh.locale, person=person, by=by)


def test_whoever_has_no_account_need_not_read_it_again_in_every_language(welsh_drafted):
    told, welsh, (teller, writer), reader, _translator = welsh_drafted
    neighbour = services.allow(story=told, by=teller, called="The neighbour", naming="none", given="phone", uses=[])
    services.seen_and_allowed(consent=neighbour, page=source(told), digest=digest(told), by=teller)
    look(told, reader, welsh)
    for maker in (teller, writer):
        say_yes(told, maker, in_welsh(told))
    assert not in_welsh(told).live, "not allowed in other languages"
    asked = {"naming": "none", "given": "phone", "uses": ["languages"], "called": "The neighbour"}
    services.allow(story=told, by=teller, consent=neighbour, **asked)
    assert in_welsh(told).live


def test_with_somebody_new_in_it_the_other_languages_wait_for_them(welsh_drafted):
    told, welsh, (teller, writer), reader, _translator = welsh_drafted
    look(told, reader, welsh)
    for maker in (teller, writer):
        say_yes(told, maker, welsh)
    assert in_welsh(told).live
    services.allow(story=told, by=teller, called="The neighbour", naming="none", given="phone", uses=[])
    assert (source(told).live, in_welsh(told).live) == (True, False)


def test_a_draft_of_the_same_sentences_is_nothing_new(welsh_drafted):
    told, _welsh, _people, _reader, translator = welsh_drafted
    with pytest.raises(services.NotNew):
        make_draft(told, translator)
    with pytest.raises(services.NoSentences):
        make_draft(told, translator, source(told))


def test_a_draft_of_the_sentences_takes_nobodys_words_away(welsh_drafted):
    told, _welsh, _people, _reader, translator = welsh_drafted
    before = version_of(in_welsh(told))
    translate(told, "Newydd.")
    draft = save_for_later(page=in_welsh(told), by=translator, loaded=before, writing=Writing(add="text"))
    with pytest.raises(Stale):
        services.make_draft(story=told, page=in_welsh(told), by=translator, loaded=before)
    with pytest.raises(services.HasMore):
        make_draft(told, translator)
    added = draft.body[-1].id
    assert in_welsh(told).get_latest_revision_as_object().body[-1].id == added
    loaded = version_of(in_welsh(told))
    save_for_later(page=in_welsh(told), by=translator, loaded=loaded, writing=Writing(drop=added))
    translate(told, "Newydd.")
    assert make_draft(told, translator) == 0


def test_a_part_that_the_story_has_no_more_goes_from_its_translation_too(welsh_drafted):
    told, (teller, writer), reader, translator = welsh_drafted[0], *welsh_drafted[2:]
    gone = source(told).get_latest_revision_as_object().body[0].id
    for writing in (Writing(add="text"), Writing(drop=gone)):
        save_for_later(page=source(told), by=teller, loaded=version_of(source(told)), writing=writing)
    write(told, "We dug it twice.", by=teller)
    for who in (teller, writer):
        say_yes(told, who)
    assert look(told, reader)
    Translation.objects.get(source__object_id=source(told).translation_key).source.update_from_db()
    make_draft(told, translator)
    assert gone not in [block.id for block in in_welsh(told).get_latest_revision_as_object().body]


def test_a_name_that_was_taken_out_does_not_come_back_with_the_sentences(welsh_drafted):
    told, _welsh, (teller, _writer), _reader, translator = welsh_drafted
    allow(told, teller, naming="none")
    translate(told, "Newydd.")
    make_draft(told, translator)
    assert teller.known_as not in in_welsh(told).get_latest_revision_as_object().told_by
    assert not StringSegment.objects.filter(context__path="told_by").exists()


@pytest.mark.parametrize("who", ["coordinator", "superuser"])
def test_nothing_of_wagtail_localize_puts_it_out(welsh_drafted, client_of, people, who):
    told, welsh, _people, _reader, _translator = welsh_drafted
    browser, user = client_of(who), people[who]
    translation = Translation.objects.get(source__object_id=welsh.translation_key)
    tick = {"publish_translations": "on", "locales": [welsh.locale_id], "action": "publish"}
    for url in (
        reverse("wagtail_localize:update_translations", args=[translation.source_id]),
        reverse("wagtail_localize:submit_page_translation", args=[told.page_id]),
        reverse("wagtailadmin_pages:edit", args=[welsh.pk]),
        reverse("wagtail_localize:convert_to_alias", args=[welsh.pk]),
    ):
        browser.post(url, tick)
        assert not in_welsh(told).live, url
        assert in_welsh(told).alias_of_id is None, url
    with pytest.raises(NotAgreed), TestCase.captureOnCommitCallbacks(execute=True):
        translation.save_target(user=user, publish=True)
    assert not in_welsh(told).live


def test_an_administrator_reads_why(welsh_drafted, client_of):
    _told, welsh, _people, _reader, _translator = welsh_drafted
    translation = Translation.objects.get(source__object_id=welsh.translation_key)
    at = reverse("wagtail_localize:update_translations", args=[translation.source_id])
    said = client_of("superuser").post(at, {"publish_translations": "on"}, follow=True).content.decode()
    assert "Nothing of it is on the site yet" in said


def test_whoever_begins_it_learns_nothing_of_the_draft(client_of):
    told, _people, _reader = told_story()
    home_in("cy")
    shown = begin(client_of("coordinator"), told)
    assert (shown.status_code, shown.redirect_chain[-1][0]) == (200, f"/cms/pages/{source(told).get_parent().pk}/")
    assert "when people have read it and said yes" in shown.content.decode()
    browser = client_of("coordinator")
    assert browser.get(reverse("wagtailadmin_pages:edit", args=[in_welsh(told).pk])).status_code == 404


def test_whoever_translates_it_writes_there_and_nowhere_else(welsh_begun, client):
    told, welsh, _people, _reader, translator = welsh_begun
    other, _p, _r = told_story(title="Another")
    may = policy_registry.get_by_type(Page).instances_user_has_permission_for(translator, "change")
    assert set(may.values_list("pk", flat=True)) == {welsh.pk}
    assert not source(told).permissions_for_user(User.objects.get(pk=translator.pk)).can_edit()
    here, there = StoryPage.its_people(welsh), StoryPage.its_people(source(told))
    assert translator.pk in {row["person"] for row in here}
    assert translator.pk not in {row["person"] for row in there}
    client.force_login(translator, backend=MODEL_BACKEND)
    numbers = (welsh.pk, told.page_id, other.page_id)
    answers = [client.get(reverse("portal:pages:edit", args=[number])).status_code for number in numbers]
    assert answers == [200, 404, 404]
    services.leave(story=told, by=translator)
    assert client.get(reverse("portal:pages:edit", args=[welsh.pk])).status_code == 404


# --- In the portal ----------------------------------------------------------------------------------------------------
MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"


def test_from_the_sentences_to_the_site_in_the_portal(welsh_begun, client):
    told, welsh, (teller, writer), reader, translator = welsh_begun
    translate(told)

    def as_(person):
        client.force_login(person, backend=MODEL_BACKEND)
        return client

    story_page = reverse("portal:stories:story", args=[told.pk])
    assert "sentences are translated" in as_(translator).get(story_page).content.decode()
    loaded = version_of(in_welsh(told))
    assert f'name="loaded" value="{loaded}"' in client.get(story_page).content.decode()
    client.post(reverse("portal:stories:translate", args=[told.pk, welsh.pk]), {"loaded": loaded})
    agree, eyes = (reverse(f"portal:stories:{name}", args=[told.pk, welsh.pk]) for name in ("agree", "look"))
    assert as_(translator).get(agree).status_code == 403
    trust = reverse("portal:stories:trust", args=[told.pk])
    as_(writer).post(trust, {"locale": welsh.locale_id, "person": translator.pk, "key": uuid4()})
    assert "Read it in" in as_(translator).get(story_page).content.decode()
    assert as_(translator).get(agree).status_code == 200
    shown = as_(teller).get(story_page).content.decode()
    assert "trusts" in shown
    for person in (teller, translator):
        as_(person).post(agree, {"digest": digest(told, in_welsh(told)), "key": uuid4()})
    looked = {"digest": digest(told, in_welsh(told)), "known": "nobody", "key": uuid4()}
    assert "I read" in as_(reader).post(eyes, looked).content.decode(), "first they say that they read the language"
    assert not in_welsh(told).live
    as_(reader).post(eyes, looked | {"reads": "on", "key": uuid4()})
    assert in_welsh(told).live


def waits(person, told):
    return [need.url for need in in_my_stories(person) if f"/{in_welsh(told).pk}/" in need.url]


def test_whoever_is_asked_finds_it_on_their_home(welsh_drafted, django_assert_num_queries):
    told, welsh, (teller, writer), reader, translator = welsh_drafted
    agree, eyes = (reverse(f"portal:stories:{name}", args=[told.pk, welsh.pk]) for name in ("agree", "look"))
    assert (waits(teller, told), waits(writer, told), waits(reader, told)) == ([agree], [agree], [eyes])
    assert waits(translator, told) == waits(UserFactory(), told) == []
    services.trust(story=told, locale=welsh.locale, person=translator, by=writer)
    assert waits(translator, told) == [agree]
    say_yes(told, translator, welsh)
    assert (waits(writer, told), waits(translator, told), waits(teller, told)) == ([], [], [agree])
    with django_assert_num_queries(2):
        list(in_my_stories(teller))
    say_yes(told, teller, welsh)
    assert waits(teller, told) == []
    look(told, reader, welsh, wish="Something.")
    assert waits(reader, told) == [], "it waits for others now"
    write(told, "Newer words.", by=writer, the_page=in_welsh(told))
    say_yes(told, writer, in_welsh(told))
    assert waits(reader, told) == [eyes]
    look(told, reader, in_welsh(told))
    assert waits(reader, told) == []


def test_before_it_is_put_together_and_while_it_is_down_nobody_is_asked(welsh_begun):
    told, _welsh, (teller, _writer), _reader, translator = welsh_begun
    assert waits(teller, told) == []
    translate(told)
    make_draft(told, translator)
    assert waits(teller, told)
    services.take_down(story=told, by=teller)
    assert waits(teller, told) == []


# --- When the story itself changes or goes ----------------------------------------------------------------------------
@pytest.fixture
def in_two_languages(welsh_drafted):
    told, welsh, people, reader, translator = welsh_drafted
    for maker in people:
        say_yes(told, maker, welsh)
    assert look(told, reader, welsh)
    return told, people, reader, translator


def over(told, by):
    Consent.objects.filter(story=told, person=by).update(ends_on=timezone.localdate())
    services.end_what_is_over()


def not_in_other_languages(told, by):
    allow(told, by, uses=[])


GOES = {
    "unpublished in the CMS": lambda told, by: source(told).unpublish(),
    "taken down": lambda told, by: services.take_down(story=told, by=by),
    "its time is over": over,
    "somebody leaves it": lambda told, by: services.leave(story=told, by=by),
    "not allowed there any more": not_in_other_languages,
}


@pytest.mark.parametrize("how", GOES)
def test_what_was_translated_goes_with_it_in_the_same_press(in_two_languages, client, how):
    told, (teller, _writer), _reader, _translator = in_two_languages
    url = in_welsh(told).url
    client.logout()
    assert client.get(url).status_code == 200
    GOES[how](told, teller)
    assert client.get(url).status_code == 404
    assert not in_welsh(told).live


def test_on_the_day_it_ends_readers_find_neither_though_no_clock_runs(in_two_languages, client):
    told, (teller, _writer), _reader, _translator = in_two_languages
    Consent.objects.filter(story=told, person=teller).update(ends_on=timezone.localdate())
    note_end(told)
    client.logout()
    assert {client.get(page.url).status_code for page in (source(told), in_welsh(told))} == {404}


def test_readers_see_that_the_story_is_newer_and_where(in_two_languages, client):
    told, (teller, writer), reader, translator = in_two_languages
    client.logout()
    assert newer_source(in_welsh(told)) is None
    make_small_fix(
        page=source(told),
        by=teller,
        loaded=version_of(source(told)),
        words={"introduction": "Who was there?"},
        why="A mark",
    )
    assert newer_source(in_welsh(told)) == Page.objects.get(pk=told.page_id)
    shown = client.get(in_welsh(told).url).content.decode()
    assert f'href="{source(told).url}"' in shown
    assert make_draft(told, translator) == 1, "what is new waits for its words"
    translate(told)
    make_draft(told, translator)
    assert "Who was there?" in in_welsh(told).get_latest_revision_as_object().introduction
    for maker in (teller, writer):
        say_yes(told, maker, in_welsh(told))
    assert look(told, reader, in_welsh(told))
    assert newer_source(in_welsh(told)) is None


def test_what_somebody_took_down_comes_back_only_when_its_people_press_for_it(in_two_languages, client):
    told, (teller, writer), _reader, _translator = in_two_languages
    in_welsh(told).unpublish()
    allow(told, writer)
    services.trust(story=told, locale=in_welsh(told).locale, person=writer, by=teller)
    assert not in_welsh(told).live
    source(told).unpublish()
    with pytest.raises(services.StoryFirst):
        services.put_back(story=told, page=in_welsh(told), by=teller)
    services.put_back(story=told, page=source(told), by=teller)
    assert (source(told).live, in_welsh(told).live) == (True, False)
    client.force_login(teller, backend=MODEL_BACKEND)
    url = reverse("portal:stories:put-back", args=[told.pk, in_welsh(told).pk])
    assert url in client.get(reverse("portal:stories:story", args=[told.pk])).content.decode()
    client.post(url)
    assert in_welsh(told).live


def test_brought_back_it_is_there_in_every_language(in_two_languages):
    told, (teller, _writer), _reader, _translator = in_two_languages
    services.take_down(story=told, by=teller)
    services.bring_back(story=told, by=teller)
    assert (source(told).live, in_welsh(told).live) == (True, True)


# --- In the CMS -------------------------------------------------------------------------------------------------------
def test_whoever_translates_it_writes_the_sentences_in_the_cms(welsh_begun, client, people):
    told, welsh, _people, _reader, translator = welsh_begun
    other, _p, _r = told_story(title="Another")
    client.force_login(people["superuser"], backend=MODEL_BACKEND)
    begin(client, other)
    services.use_editor(by=translator)
    client.force_login(User.objects.get(pk=translator.pk), backend=MODEL_BACKEND)
    edit = [reverse("wagtailadmin_pages:edit", args=[page.pk]) for page in (welsh, source(told), in_welsh(other))]
    assert [client.get(url).status_code for url in edit] == [200, 404, 404]
    for story, allowed in ((told, True), (other, False)):
        translation = Translation.objects.get(source__object_id=source(story).translation_key)
        segment = translation.source.stringsegment_set.get(context__path="title")
        at = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
        client.put(at, "value=Yr ardd", content_type="application/x-www-form-urlencoded")
        said = StringTranslation.objects.filter(context__object_id=source(story).translation_key)
        assert said.exists() == allowed
    assert client.get("/cms/pages/").status_code in (200, 302)
    listed = client.get("/cms/api/main/pages/?fields=*&limit=50").content.decode()
    assert "Another" not in listed
    client.post(reverse("wagtail_localize:convert_to_alias", args=[welsh.pk]), {})
    assert in_welsh(told).alias_of_id is None


def test_the_plain_form_says_in_which_language_its_words_are(welsh_drafted, client):
    """So that somebody hears them in a voice of that language, and does not take one page for the other."""
    told, welsh, (teller, _writer), _reader, _translator = welsh_drafted
    client.force_login(teller, backend="django.contrib.auth.backends.ModelBackend")
    said = "These are its words in Welsh."
    pages = [client.get(reverse("portal:pages:edit", args=[page])) for page in (welsh.pk, told.page_id)]
    assert [said in page.content.decode() for page in pages] == [True, False]
    assert ['lang="cy"' in str(page.context["form"]["title"]) for page in pages] == [True, False]
