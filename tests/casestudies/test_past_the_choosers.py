"""What somebody reaches of a story by a number that they send, or by an office beside their seat: nothing."""

import pytest
from django.urls import reverse
from wagtail.models import Collection, Locale
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import rich_text
from wagtail_localize.models import OverridableSegment, Translation

from casestudies import services
from casestudies.models import Story
from home.media_policy import OF_STORIES
from home.models import Answer, Brand, Partner, Rung
from portal.agreement.services import ChangedSince, NotTheirsToShow, make_small_fix, undo_small_fix, version_of
from portal.members.models import User
from portal.members.standing import COORDINATORS
from tests.casestudies.editing import newest
from tests.casestudies.test_languages import begin, in_welsh, make_draft, translate
from tests.factories.media import DocumentFactory, PictureFactory, picture_file
from tests.factories.people import UserFactory
from tests.factories.reading import home_in
from tests.factories.telling import (
    Role,
    allow,
    joined,
    look,
    say_yes,
    source,
    story,
    told_story,
    write,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both]


@pytest.fixture
def cora(client):
    person = UserFactory(groups=[COORDINATORS])
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return person


def shows(told, factory=PictureFactory, **given):
    """A picture or a file of the story's, in its draft."""
    place = Collection.objects.get(name=OF_STORIES)
    made = factory(title="secretxq", uploaded_by_user=told.begun_by, collection=place, **given)
    draft = newest(told)
    if factory is PictureFactory:
        draft.picture = made
    draft.save_revision(user=told.begun_by, clean=False)
    return made


def is_sent(response) -> bool:
    if response.streaming:
        b"".join(response.streaming_content)
    return response.status_code == 200


# --- lists and settings of the site -----------------------------------------------------------------------------------
def test_a_list_takes_no_picture_of_a_story(client, cora):
    secret = shows(story())
    for name in ("Ours", ""):  # what is refused for another reason names it no more
        sent = {"name": name, "url": "", "logo": str(secret.pk), "order": "1"}
        answer = client.post(reverse("wagtailsnippets_home_partner:add"), sent)
        assert (answer.status_code, "secretxq" in answer.content.decode()) == (200, False)
    assert not Partner.objects.exists()
    ours = PictureFactory(title="For all", shared=True)
    client.post(reverse("wagtailsnippets_home_partner:add"), sent | {"name": "Ours", "logo": str(ours.pk)})
    assert Partner.objects.get().logo == ours


def test_settings_take_no_picture_of_a_story(client, cora):
    brand, secret = Brand.load(), shows(story())
    sent = {field.name: getattr(brand, field.name) for field in Brand._meta.fields if field.name not in ("id", "logo")}
    answer = client.post(reverse("wagtailsettings:edit", args=["home", "brand", brand.pk]), sent | {"logo": secret.pk})
    assert (answer.status_code, "secretxq" in answer.content.decode()) == (200, False)
    assert Brand.load().logo is None


def test_an_answer_leads_to_no_draft_and_no_file_of_one(client, cora):
    told = story(title="The garden titlexq")
    file = shows(told, DocumentFactory)
    for link in (f'linktype="document" id="{file.pk}"', f'linktype="page" id="{told.page_id}"'):
        words = rich_text(f"<p><a {link}>This</a></p>", features=["link", "document-link"])
        sent = {"question": "Who?", "text": words, "slug": "who", "order": "1"}
        answer = client.post(reverse("wagtailsnippets_home_answer:add"), sent)
        html = answer.content.decode()
        assert (answer.status_code, "titlexq" in html, "secretxq" in html) == (200, False, False)
    assert not Answer.objects.exists()


# --- what is another in another language ------------------------------------------------------------------------------
@pytest.fixture
def in_two_languages(client_of):
    """A story with a picture and a link, out; its Welsh is begun, and somebody translates it."""
    told = story()
    teller = told.begun_by
    shows(told)
    draft = newest(told)
    draft.body[0].value = RichText('<p data-block-key="a">See <a href="https://example.org/">this</a>. We dug.</p>')
    draft.save_revision(user=teller)
    reader = joined(told, role=Role.FRESH_EYES)
    allow(told, teller)
    say_yes(told, teller)
    assert look(told, reader)
    home_in("cy")
    begin(client_of("coordinator"), told)
    translator = joined(told, role=Role.TRANSLATOR)
    services.use_editor(by=translator)
    return told, translator


def put(client, segment, value):
    translation = Translation.objects.get(source__object_id=segment.source.object_id)
    url = reverse("wagtail_localize:edit_override", args=[translation.pk, segment.pk])
    return client.put(url, f"value={value}", content_type="application/x-www-form-urlencoded")


def test_a_translator_shows_no_picture_of_another_story(in_two_languages, client):
    told, translator = in_two_languages
    secret = shows(story(title="Another"))
    client.force_login(translator, backend="django.contrib.auth.backends.ModelBackend")
    segment = OverridableSegment.objects.get(context__path="picture")
    assert put(client, segment, secret.pk).status_code == 403
    assert put(client, segment, source(told).picture_id).status_code in (200, 201), "its own may stand there"
    translate(told)
    make_draft(told, translator)
    assert in_welsh(told).get_latest_revision_as_object().picture == source(told).picture
    assert not is_sent(client.get(secret.file.url))


def test_what_was_sent_before_it_was_asked_about_does_not_come_into_a_draft(in_two_languages):
    told, translator = in_two_languages
    secret, segment = shows(story(title="Another")), OverridableSegment.objects.get(context__path="picture")
    segment.context.overrides.create(locale=in_welsh(told).locale, data_json=str(secret.pk))
    with pytest.raises(NotTheirsToShow):
        make_draft(told, translator)


def test_an_address_in_another_language_is_no_script(in_two_languages, client):
    _told, translator = in_two_languages
    client.force_login(translator, backend="django.contrib.auth.backends.ModelBackend")
    segment = OverridableSegment.objects.exclude(context__path__in=["picture", "slug"]).get(
        data_json__contains="example.org"
    )
    assert put(client, segment, "javascript:alert(3)").status_code == 403
    assert put(client, segment, "https://example.org/cy/").status_code in (200, 201)


# --- a picture on the site by everybody's yes -------------------------------------------------------------------------
def test_nobody_puts_another_picture_under_a_number_that_a_story_shows(client):
    told = story()
    teller, writer = told.begun_by, joined(told)
    own = shows(told)
    PictureOf = type(own)
    PictureOf.objects.filter(pk=own.pk).update(uploaded_by_user=writer)
    for one in (teller, writer):
        allow(told, one)
    for one in (teller, writer):
        say_yes(told, one)
    services.use_editor(by=writer)
    sent = {"title": "own", "description": "Sam Jones", "collection": str(own.collection_id), "file": picture_file()}
    edit = reverse("wagtailimages:edit", args=[own.pk])
    client.force_login(User.objects.get(pk=writer.pk), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(edit).status_code == 200, "as long as it is a draft"
    assert look(told, joined(told, role=Role.FRESH_EYES))
    admin = UserFactory(is_superuser=True, is_staff=True)
    for person in (writer, admin):
        client.force_login(User.objects.get(pk=person.pk), backend="django.contrib.auth.backends.ModelBackend")
        client.post(edit, sent)
    assert PictureOf.objects.get(pk=own.pk).description != "Sam Jones"


# --- offices, and what was so before ----------------------------------------------------------------------------------
def test_an_office_beside_a_seat_deletes_no_story(client, cora):
    told, _people, _reader = told_story()
    joined(told, who=cora)
    client.force_login(User.objects.get(pk=cora.pk), backend="django.contrib.auth.backends.ModelBackend")
    client.post(reverse("wagtailadmin_pages:delete", args=[told.page_id]))
    assert Story.objects.filter(pk=told.pk).exists()


def test_undoing_a_fix_undoes_nothing_that_all_said_yes_to_since():
    told, people, reader = told_story(words="We dug.")
    fixed, page = {"introduction": "Somebody was there."}, source(told)
    fix = make_small_fix(page=page, by=people[0], loaded=version_of(page), words=fixed, why="No names")
    write(told, "And then we planted beans, all of us together.", by=people[0])
    for who in people:
        say_yes(told, who)
    assert look(told, reader)
    with pytest.raises(ChangedSince):
        undo_small_fix(fix=fix, by=people[1])
    assert source(told).introduction == "Somebody was there."


def test_a_step_of_the_ladder_that_is_gone_keeps_no_story_from_going(client, cora):
    told = story()
    rung = Rung.objects.create(title="Some say", locale=Locale.get_default())
    draft = newest(told)
    draft.rung = rung
    draft.save_revision(user=told.begun_by)
    client.post(reverse("wagtailsnippets_home_rung:delete", args=[rung.pk]))
    assert not Rung.objects.exists()
    client.force_login(told.begun_by, backend="django.contrib.auth.backends.ModelBackend")
    for name in ("story", "about", "take-down"):
        assert client.get(reverse(f"portal:stories:{name}", args=[told.pk])).status_code == 200
    services.take_down(story=told, by=told.begun_by)
    services.delete_now(story=told, by=told.begun_by)
    assert not Story.objects.exists()


def test_whoever_is_asked_no_longer_is_still_known_to_have_written():
    told, people, _reader = told_story()
    services.leave(story=told, by=people[1])
    seat = services.ask(story=told, person=people[1], role=Role.CO_WRITER, by=people[0])
    services.ask_no_longer(seat=seat, by=people[0])
    with pytest.raises(services.HasWritten):
        services.ask(story=told, person=people[1], role=Role.FRESH_EYES, by=people[0])


def test_whoever_translated_it_has_no_fresh_eyes_there(in_two_languages):
    told, translator = in_two_languages
    translate(told)
    make_draft(told, translator)
    services.leave(story=told, by=translator)
    joined(told, role=Role.FRESH_EYES, who=translator)
    with pytest.raises(services.WroteIt):
        look(told, translator, in_welsh(told))


def test_a_translator_reads_of_the_story_what_everybody_reads(in_two_languages, client):
    told, translator = in_two_languages
    told.begun_by.refresh_from_db()
    services.allow(story=told, by=told.begun_by, called="The neighbour at 12", naming="none", given="talk")
    write(told, "Newer draftxq.", by=told.begun_by)
    client.force_login(translator, backend="django.contrib.auth.backends.ModelBackend")
    html = client.get(reverse("portal:stories:story", args=[told.pk])).content.decode()
    assert "The neighbour at 12" not in html
    preview = reverse("portal:stories:preview", args=[told.pk, told.page_id])
    assert preview not in html
    assert client.get(preview).status_code == 404
    there = reverse("portal:stories:preview", args=[told.pk, in_welsh(told).pk])
    assert client.get(there).status_code == 200
