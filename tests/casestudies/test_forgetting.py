"""Taking a story down, and letting it go: nobody reads it at once, and then its words are nowhere."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import call_command
from django.db.models.signals import pre_delete
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.models import FormState
from wagtail.models import Collection, Comment, CommentReply, Locale, Page, Revision, Task, Workflow, WorkflowTask
from wagtail.signals import page_unpublished
from wagtail_localize.models import String, StringSegment, StringTranslation
from wagtail_localize.operations import translate_object

from casestudies import services
from casestudies.models import Consent, Story, StoryPage, StorySeat
from home.media_policy import OF_STORIES
from home.models import Picture, SearchEntry
from portal.audit.models import Entry
from portal.drafts import services as drafts
from portal.members.services import erase_person
from portal.notices.models import Notice
from tests.factories.media import MP3, PictureFactory
from tests.factories.people import UserFactory
from tests.factories.telling import Role, allow, digest, joined, look, say_yes, source, story, told_story, write
from tests.scanning import files_with, tables_with

MARKS = ("titlexq", "wordxq", "welshxq", "urduxq", "notexq", "typedxq", "altxq", "earlierxq", "wishxq", "filexq")


def in_language(told, code, mark, people, reader):
    """A translation of it that everybody said yes to."""
    locale = Locale.objects.get_or_create(language_code=code)[0]
    translate_object(source(told), [locale])
    page = StoryPage.objects.get(translation_key=source(told).translation_key, locale=locale)
    for segment in StringSegment.objects.filter(source__object_id=page.translation_key).select_related("string"):
        StringTranslation.objects.get_or_create(
            translation_of=segment.string,
            locale=locale,
            context=segment.context,
            defaults={"data": f"{mark} {segment.string.data}"},
        )
    draft = page.get_latest_revision_as_object()
    draft.title = f"{mark} {draft.title}"
    draft.save_revision(clean=False)
    page = StoryPage.objects.get(pk=page.pk)
    for who in people:
        say_yes(told, who, page)
    look(told, reader, page)
    return StoryPage.objects.get(pk=page.pk)


@pytest.fixture
def full(transactional_db):
    """With all that one can have: two translations, comments, revisions, a picture, a day to come, a workflow."""
    teller, editor = UserFactory(), UserFactory()
    told = story(title="titlexq", words="earlierxq", teller=teller)
    writer, reader = joined(told), joined(told, role=Role.FRESH_EYES)
    picture = PictureFactory(title="filexq", description="altxq", uploaded_by_user=teller)
    draft = source(told).get_latest_revision_as_object()
    draft.picture = picture
    draft.save_revision(user=teller, clean=False)
    look(told, reader, wish="wishxq")
    write(told, "wordxq", by=teller)
    for who in (teller, writer):
        allow(told, who)
    for who in (teller, writer):
        say_yes(told, who)
    look(told, reader)
    assert source(told).live
    picture.get_rendition("fill-480x270|format-webp")
    pages = [source(told)]
    pages += [
        in_language(told, code, mark, (teller, writer), reader) for code, mark in (("cy", "welshxq"), ("ur", "urduxq"))
    ]
    assert all(page.live for page in pages)
    comment = Comment.objects.create(page=source(told), user=writer, text="notexq", contentpath="title")
    CommentReply.objects.create(comment=comment, user=teller, text="notexq")
    typed = {"data": "title=typedxq", "user": writer, "last_updated_at": timezone.now()}
    FormState.objects.create(content_object=source(told), **typed)
    for person, about in (
        (teller, f"page:{told.page_id}"),
        (writer, f"page-easy-read:{told.page_id}"),
        (reader, f"story-look:{told.page_id}-{told.pk}"),
    ):
        drafts.keep(person=person, about=about, fields={"title": "typedxq"})
    later = source(told).get_latest_revision_as_object()
    later.go_live_at = timezone.now() + timedelta(days=9)
    revision = later.save_revision(user=writer, clean=False)
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=later.go_live_at)
    workflow = Workflow.objects.create(name="Somebody's")
    WorkflowTask.objects.create(workflow=workflow, task=Task.objects.create(name="A look"), sort_order=1)
    workflow.start(source(told).get_latest_revision_as_object(), editor)
    SearchEntry.objects.get(page=told.page_id)
    return told, (teller, writer), reader


def found():
    tables = tables_with(*MARKS)
    private = storages["private"].location
    return tables, files_with(*MARKS, folders=[private])


@pytest.mark.django_db(transaction=True)
def test_every_copy_goes(full, client):
    told, (teller, _writer), _reader = full
    number, urls = told.pk, [page.url for page in StoryPage.objects.filter(live=True)]
    held, _files = found()
    assert set.union(*held.values()) == set(MARKS), "each of them is somewhere to begin with"
    pictures = [PictureFactory._meta.model.objects.get().file.name]
    services.take_down(story=told, by=teller)
    assert {client.get(url).status_code for url in urls} == {404}
    assert not SearchEntry.objects.filter(
        page__in=StoryPage.objects.filter(translation_key=source(told).translation_key)
    )
    services.delete_now(story=told, by=teller)
    assert found() == ({}, set())
    assert not any(storages["private"].exists(name) for name in pictures)
    assert not (Story.objects.filter(pk=number) or StorySeat.objects.all() or Consent.objects.all())
    assert Notice.objects.filter(person=teller, title="Your story is gone").count() == 1
    assert Entry.objects.filter(subject=f"story:{number}", verb="stories.deleted").count() == 1


@pytest.mark.django_db(transaction=True)
def test_what_others_use_stays(full):
    told, (teller, _writer), _reader = full
    other, _people, _r = told_story(title="Another story", words="Of its own.")
    draft = source(other).get_latest_revision_as_object()
    draft.picture = Picture.objects.get(title="filexq")
    draft.save_revision(clean=False)
    services.take_down(story=told, by=teller)
    services.delete_now(story=told, by=teller)
    assert Picture.objects.filter(title="filexq").exists()
    assert source(other).live
    assert not String.objects.filter(data__contains="xq").exists()


def shows(told, picture):
    draft = source(told).get_latest_revision_as_object()
    draft.picture = picture
    draft.save_revision(clean=False)


def gone(told):
    services.take_down(story=told, by=told.begun_by)
    services.delete_now(story=told, by=told.begun_by)
    assert not Story.objects.filter(pk=told.pk).exists()


def of_stories():
    return Collection.objects.get(name=OF_STORIES)


@pytest.mark.django_db
def test_what_it_borrowed_from_the_library_stays():
    """Nobody brought it for the story, though no page shows it any more."""
    told = story()
    borrowed = PictureFactory(uploaded_by_user=UserFactory(), shared=True)
    brought, left_behind = PictureFactory(uploaded_by_user=told.begun_by), PictureFactory(collection=of_stories())
    for picture in (borrowed, brought, left_behind):
        shows(told, picture)
    gone(told)
    assert set(Picture.objects.all()) == {borrowed}


@pytest.mark.django_db
def test_a_picture_that_was_replaced_goes_when_somebody_leaves():
    """With what the story said before, which was all that still knew of it."""
    told, (teller, writer), _reader = told_story()
    before, now = (PictureFactory(uploaded_by_user=teller, collection=of_stories()) for _n in range(2))
    for picture in (before, now):
        shows(told, picture)
    services.leave(story=told, by=writer)
    assert list(Picture.objects.all()) == [now]
    gone(told)
    assert not Picture.objects.exists()


@pytest.mark.django_db
def test_what_another_page_showed_before_stays():
    told, other = story(), story(title="Another")
    theirs = PictureFactory(uploaded_by_user=other.begun_by, collection=of_stories())
    for on_it in (theirs, None):
        shows(other, on_it)
    shows(told, theirs)
    gone(told)
    assert list(Picture.objects.all()) == [theirs]


@pytest.mark.django_db
def test_down_for_everybody_in_the_same_press(client):
    told, (teller, writer), _reader = told_story(title="Markxq", words="Wordxq")
    assert b"Markxq" in client.get("/stories/").content
    services.take_down(story=told, by=teller)
    for url in ("/stories/", "/search/?q=Markxq", "/sitemap-en.xml", "/feed/"):
        assert b"Markxq</" not in client.get(url).content
    assert client.get(source(told).url).status_code == 404
    assert Notice.objects.filter(person=writer, title="A story of yours was taken down").exists()


def sees(client, url) -> bool:
    response = client.get(url)
    if response.streaming:
        b"".join(response.streaming_content)
    return response.status_code == 200


@pytest.mark.django_db(transaction=True)
def test_whoever_took_it_down_keeps_a_copy_of_it_in_each_language(full, client):
    """Its pictures too, whoever brought them. Nobody else reads it any more, not even those who wrote it with them."""
    told, (teller, writer), reader = full
    pages = list(StoryPage.objects.filter(translation_key=source(told).translation_key).order_by("pk"))
    Picture.objects.filter(title="filexq").update(uploaded_by_user=writer)
    picture = reverse("picture-original", args=[Picture.objects.get(title="filexq").pk])
    services.take_down(story=told, by=teller)
    previews = [reverse("portal:stories:preview", args=[told.pk, page.pk]) for page in pages]
    for who, answer in ((teller, 200), (reader, 403), (UserFactory(), 404)):
        client.force_login(who)
        answers = {url: client.get(url) for url in previews}
        assert {url: got.status_code for url, got in answers.items()} == dict.fromkeys(previews, answer)
        html = client.get(reverse("portal:stories:story", args=[told.pk])).content.decode()
        if who == teller:
            assert all(url in html for url in previews)
            marks = ("wordxq", "welshxq", "urduxq")
            assert all(mark in answers[url].content.decode() for mark, url in zip(marks, previews, strict=True))
        else:
            assert not any(url in html for url in previews)
        assert sees(client, picture) == (who == teller)


@pytest.mark.django_db
def test_whoever_reads_with_fresh_eyes_sees_the_pictures(client):
    told = story()
    reader = joined(told, role=Role.FRESH_EYES)
    picture = PictureFactory(uploaded_by_user=told.begun_by)
    draft = source(told).get_latest_revision_as_object()
    draft.picture = picture
    draft.save_revision(clean=False)
    for who in (reader, UserFactory()):
        client.force_login(who)
        assert sees(client, reverse("picture-original", args=[picture.pk])) == (who == reader)


@pytest.mark.django_db
def test_brought_back_it_is_as_it_was():
    told, (teller, writer), _reader = told_story()
    services.take_down(story=told, by=teller)
    with pytest.raises(services.TakenDownByAnother):
        services.bring_back(story=told, by=writer)
    services.bring_back(story=told, by=teller)
    assert source(told).live


@pytest.mark.django_db
def test_nothing_of_it_changes_while_it_is_down():
    told, (teller, writer), reader = told_story()
    services.take_down(story=told, by=teller)
    for act in (
        lambda: say_yes(told, writer),
        lambda: allow(told, writer),
        lambda: look(told, reader),
        lambda: joined(told),
        lambda: services.leave(story=told, by=writer),
    ):
        with pytest.raises(services.Hidden):
            act()


@pytest.mark.django_db
def test_on_its_day_it_goes():
    told, (teller, _writer), _reader = told_story()
    services.take_down(story=told, by=teller)
    assert services.let_go_on_its_day() == 0
    Story.objects.update(delete_on=timezone.localdate())
    assert services.let_go_on_its_day() == 1
    assert not Page.objects.filter(pk=told.page_id).exists()


@pytest.fixture
def fails():
    """`fails(signal, sender, number)`: something goes wrong with one, as a full disk or a lock makes it."""
    connected = []

    def connect(signal, sender, number):
        def go_wrong(instance, **kwargs):
            if instance.pk == number:
                raise OSError("No space left")

        signal.connect(go_wrong, sender=sender)
        connected.append((signal, go_wrong, sender))

    yield connect
    for signal, go_wrong, sender in connected:
        signal.disconnect(go_wrong, sender=sender)


@pytest.mark.django_db
def test_one_that_cannot_go_keeps_no_other_from_going(fails):
    stuck, other = told_story(title="Stuck"), told_story(title="Other")
    for told, (teller, _writer), _reader in (stuck, other):
        services.take_down(story=told, by=teller)
    Story.objects.update(delete_on=timezone.localdate())
    fails(pre_delete, Story, stuck[0].pk)
    with pytest.raises(ExceptionGroup, match="something went wrong"):  # which the clock writes down
        services.let_go_on_its_day()
    assert list(Story.objects.all()) == [stuck[0]]
    assert Entry.objects.filter(verb="stories.deleted").count() == 1


@pytest.mark.django_db
def test_one_that_cannot_end_keeps_no_other_on_the_site(fails):
    (stuck, *_people), (other, *_others) = told_story(title="Stuck"), told_story(title="Other")
    Consent.objects.update(ends_on=timezone.localdate())
    fails(page_unpublished, StoryPage, stuck.page_id)
    with pytest.raises(ExceptionGroup, match="something went wrong"):
        services.end_what_is_over()
    assert (source(stuck).live, source(other).live) == (True, False)
    call_command("verify_audit")


@pytest.mark.django_db
def test_one_takes_their_part_and_name_out():
    told, (teller, writer), _reader = told_story(words="Minexq")
    part = source(told).body[0].id
    services.leave(story=told, by=teller, mine=[part])
    assert not source(told).live
    assert source(told).get_latest_revision_as_object().told_by == writer.known_as
    assert tables_with("Minexq") == {}
    assert not told.seats.making().filter(person=teller).exists()


@pytest.mark.django_db(transaction=True)
def test_their_voice_and_their_pictures_go_with_their_part(client):
    """What the others brought stays and is not theirs to take out, and so does what another page shows."""
    told = story(title="Ours")
    teller, writer = told.begun_by, joined(told)
    top, mine, ours, shared, theirs = (
        PictureFactory(description=f"A face {n}", uploaded_by_user=writer) for n in range(5)
    )
    draft = source(told).get_latest_revision_as_object()
    draft.picture = top
    draft.body.append(("picture", {"picture": mine, "alt": "", "caption": ""}))
    draft.body.append(("gallery", {"title": "", "pictures": [{"picture": one, "alt": "Us"} for one in (shared, ours)]}))
    draft.save_revision(user=writer, clean=False)
    draft = source(told).get_latest_revision_as_object()
    draft.body.append(("picture", {"picture": theirs, "alt": "", "caption": ""}))
    draft.save_revision(user=teller, clean=False)
    other = source(story(title="Another")).get_latest_revision_as_object()
    other.picture = shared
    other.save_revision(clean=False)
    voices = [services.add_recording(story=told, file=ContentFile(MP3, name="v.mp3"), by=by) for by in (teller, writer)]
    files = [(one.file.storage, one.file.name) for one in (*voices, top, mine, theirs)]

    client.force_login(writer, backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("portal:stories:leave", args=[told.pk])
    offered = dict(client.get(address).context["form"].fields["mine"].choices)
    assert list(offered.values()) == ["Picture: A face 0", "Picture: A face 1", "Picture: Us; Us"]
    newest = source(told).get_latest_revision_as_object()
    everything = {block.id for block in newest.body} | {services.MAIN_PICTURE}
    assert services.theirs_to_take_out(told.seats.get(person=teller), newest) == everything, "it is their story"
    mine_are = list(offered)
    assert client.post(address, {"mine": mine_are, "key": str(uuid4())}).status_code == 302

    assert [one.by for one in told.recordings.all()] == [teller]
    newest = source(told).get_latest_revision_as_object()
    assert newest.picture is None
    assert [block.block_type for block in newest.body if block.value] == ["what_happened", "picture"]
    assert set(Picture.objects.all()) == {shared, theirs}
    assert [storage.exists(name) for storage, name in files] == [True, False, False, False, True]
    assert Entry.objects.filter(subject=told.about, verb="stories.recording_gone", by=writer).count() == 1


@pytest.mark.django_db
def test_whoever_leaves_for_good_takes_their_story_along():
    told, (teller, _writer), _reader = told_story(title="Markxq")
    erase_person(person=teller, by=None)
    assert tables_with("Markxq") == {}
    assert not Story.objects.filter(pk=told.pk).exists()


@pytest.mark.django_db
def test_a_story_that_is_down_goes_for_good_with_whoever_took_it_down_alone():
    told, (teller, writer), reader = told_story()
    services.take_down(story=told, by=teller)
    erase_person(person=reader, by=None)
    erase_person(person=writer, by=None)
    held = Story.objects.get(pk=told.pk)
    assert (held.is_hidden, list(held.seats.taken().values_list("person", flat=True))) == (True, [teller.pk])
    erase_person(person=teller, by=None)
    assert not Story.objects.filter(pk=told.pk).exists()
    assert Entry.objects.filter(verb="stories.deleted", subject=told.about).count() == 1


@pytest.mark.django_db
def test_of_whoever_wrote_with_them_the_name_goes():
    told, (teller, writer), _reader = told_story()
    writer.known_as = "Namexq"
    writer.save()
    allow(told, writer, name="Namexq")
    erase_person(person=writer, by=None)
    assert tables_with("Namexq") == {}
    assert not source(told).live
    assert source(told).get_latest_revision_as_object().told_by == teller.known_as
    assert digest(told)
    call_command("verify_audit")


@pytest.mark.django_db(transaction=True)
def test_a_recording_goes_with_its_story(client):
    told, (teller, writer), reader = told_story()
    recording = services.add_recording(story=told, file=ContentFile(MP3, name="voice.mp3"), by=teller)
    name, url = recording.file.name, reverse("portal:stories:recording", args=[recording.pk])
    for who, answer in ((writer, 200), (reader, 404), (UserFactory(), 404)):
        client.force_login(who)
        response = client.get(url)
        assert response.status_code == answer
        if response.streaming:
            b"".join(response.streaming_content)
    services.take_down(story=told, by=teller)
    services.delete_now(story=told, by=teller)
    assert not recording.file.storage.exists(name)
