"""Where the words of a story are, and how each of these places forgets them (docs/adr/0020).

A page leaves its words in revisions, logs, versions that people agreed to, the memory of translations, search, kept
drafts, and files. Nothing of Wagtail's deletes them all with the page.
"""

from datetime import timedelta

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import TextField
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from wagtail.admin.models import FormState
from wagtail.models import ModelLogEntry, Page, PageLogEntry, ReferenceIndex, Revision, TaskState, WorkflowState
from wagtail_localize.models import (
    String,
    StringTranslation,
    Template,
    TranslatableObject,
    Translation,
    TranslationSource,
)

from casestudies.models import Story, StoryPage, StorySeat
from casestudies.services.editor import close_editor_to_others
from home import freshness, pagecache
from home.media_policy import OF_STORIES, drafts_that_hold
from home.models import Document, Picture
from home.streams import files_in
from portal.agreement.agreed import subject_of
from portal.agreement.models import SmallFix, Version
from portal.agreement.services import hold as hold_page
from portal.drafts import services as drafts
from portal.notices import services as notices

# The forms in which words about a page wait to be sent: the plain one, the CMS's, and those beside them.
UNSENT = ("page", "page-easy-read", "cms-page", "story-look")
# On SQLite the CMS's own search keeps the words of deleted rows until its parts are put together anew.
TIDY_SEARCH = "INSERT INTO wagtailsearch_indexentry_fts(wagtailsearch_indexentry_fts) VALUES ('optimize')"


def forget_story(story: Story, *, being_deleted: StoryPage | None = None) -> None:
    """All of it. `story` is held. Whoever told it gets to know what went, in words that have none of the story's.

    Its own row goes first: whoever deletes one of its pages finds none, and has nothing more to forget. The page
    `being_deleted` goes by itself.
    """
    hold_page(story.page)  # whoever begins another language of it holds it, too
    pages = _pages(story)
    tellers = [seat.person for seat in story.seats.tellers().select_related("person__about")]
    files = _files_only_here(pages)
    forget_messages(story)
    _forget_translations(story.page.translation_key)
    _forget_agreed(pages)
    _forget_traces(pages)
    number, writers = story.pk, list(story.seats.writing().values_list("person", flat=True))
    story.delete()
    for page in pages:
        if being_deleted is None or page.pk != being_deleted.pk:
            Page.objects.get(pk=page.pk).delete()
    close_editor_to_others(writers)
    _forget_logs([page.pk for page in pages])
    for file in files:
        _forget_file(file)
    for person in tellers:
        _say_what_went(person, number)
    transaction.on_commit(_forget_elsewhere)


def forget_page(page: StoryPage) -> None:
    """One language of it, which is being deleted; the story stays."""
    files = _files_only_here([page])
    _forget_agreed([page])
    _forget_traces([page])
    if page.alias_of_id is None:
        here = {"object_id": page.translation_key}
        StringTranslation.objects.filter(context__object=page.translation_key, locale=page.locale_id).delete()
        Translation.objects.filter(
            source__in=TranslationSource.objects.filter(**here), target_locale=page.locale_id
        ).delete()
        String.objects.filter(segments=None, translations=None).delete()
    _forget_logs([page.pk])
    for file in files:
        _forget_file(file)
    transaction.on_commit(_forget_elsewhere)


def forget_words(story: Story) -> None:
    """What it said before: of its pages, the newest draft is all that is left, and of their files what that shows."""
    pages = _pages(story)
    files = _files_only_here(pages)
    _forget_translations(story.page.translation_key)
    _forget_agreed(pages)
    _forget_traces(pages)
    for page in pages:
        page.revisions.exclude(pk=page.latest_revision_id).delete()
        _put_newest_words(page)
    _forget_logs([page.pk for page in pages])
    shown = _files_only_here(_pages(story))
    for file in files:
        if file not in shown:  # nothing knows of it any more, so nothing would take it away later
            _forget_file(file)
    transaction.on_commit(_forget_elsewhere)


def forget_pictures(story: Story, numbers) -> None:
    """Which its newest words showed until now: those that neither they nor anything else shows any more."""
    pages = _pages(story)
    left, here = _files_only_here(pages), {page.pk for page in pages}
    people = _people_of(pages)
    for picture in Picture.objects.filter(pk__in=numbers):
        if picture not in left and _is_its_own(picture, people) and not _is_used_elsewhere(picture, here):
            _forget_file(picture)


def forget_messages(story: Story) -> None:
    notices.forget(about=story.about)
    for seat in story.seats.all():
        notices.forget(about=f"story-seat:{seat.pk}")


def _pages(story):
    """In every language."""
    return list(story.pages.order_by("pk"))


def _put_newest_words(page) -> None:
    """Into the page's own row, which still says what was on the site."""
    newest = Page.objects.get(pk=page.pk).get_latest_revision_as_object()
    newest.live = False
    newest.save(clean=False)


def _forget_agreed(pages) -> None:
    for page in pages:
        Version.objects.filter(subject=subject_of(page)).delete()
        SmallFix.objects.filter(page=page.pk).delete()


def _forget_traces(pages) -> None:
    """Comments, what waits in forms and in the CMS's previews, what was asked in Wagtail's workflows."""
    kinds = ContentType.objects.get_for_models(Page, StoryPage).values()
    for page in pages:
        page.wagtail_admin_comments.all().delete()
        FormState.objects.filter(object_id=str(page.pk), content_type__in=kinds).delete()
        for kind in UNSENT:
            drafts.forget_all(about=f"{kind}:{page.pk}")
    states = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page), object_id__in=[str(page.pk) for page in pages]
    )
    TaskState.objects.filter(workflow_state__in=states).delete()
    states.delete()


def _forget_logs(numbers) -> None:
    """They hold titles, and a page that is deleted leaves them behind."""
    PageLogEntry.objects.filter(page_id__in=numbers).delete()


def _forget_translations(key) -> None:
    """The memory of translations: sentences that no other page says go with it."""
    StringTranslation.objects.filter(context__object=key).delete()
    TranslationSource.objects.filter(object=key).delete()
    TranslatableObject.objects.filter(translation_key=key).delete()
    String.objects.filter(segments=None, translations=None).delete()
    Template.objects.filter(segments=None).delete()


def _files_only_here(pages) -> list:
    """The story's own pictures and files in any version of these pages, and in none of any other page."""
    found, people = {}, _people_of(pages)
    numbers = {page.pk for page in pages}
    for page in pages:
        for holder in (page, *(revision.as_object() for revision in page.revisions.iterator(chunk_size=5))):
            for to_type, number, *_where in ReferenceIndex._extract_references_from_object(holder):
                model = ContentType.objects.get_for_id(to_type).model_class()
                if model in (Picture, Document):
                    found[model, int(number)] = model.objects.filter(pk=number).first()
    own = (file for file in found.values() if file is not None and _is_its_own(file, people))
    return [file for file in own if not _is_used_elsewhere(file, numbers)]


def _people_of(pages) -> set[int]:
    """Also those who left."""
    stories = Story.objects.filter(page__translation_key__in=[page.translation_key for page in pages])
    took_part = StorySeat.objects.filter(story__in=stories, state__in=[StorySeat.State.YES, StorySeat.State.LEFT])
    return set(took_part.values_list("person", flat=True))


def _is_its_own(file, people) -> bool:
    """Brought for it. What a story only borrowed, from what the organisation keeps for all, stays."""
    return file.collection.name == OF_STORIES or file.uploaded_by_user_id in people


def _is_used_elsewhere(file, numbers) -> bool:
    """On another page, in its draft and what it said before too, or by something that is no page."""
    page = ContentType.objects.get_for_model(Page)
    here = {"base_content_type": page, "object_id__in": [str(pk) for pk in numbers]}
    used = ReferenceIndex.get_references_to(file).exclude(**here)
    if used.exists() or any(page.pk not in numbers for page in drafts_that_hold(file)):
        return True
    # Reading one is dear, so only those are looked into that have the number somewhere.
    of_others = Revision.page_revisions.exclude(object_id__in=here["object_id__in"]).select_related("content_type")
    held = of_others.annotate(words=Cast("content", TextField())).filter(words__regex=rf"[^0-9]{file.pk}[^0-9]")
    return any(_holds(revision, file) for revision in held.iterator(chunk_size=20))


def _holds(revision, file) -> bool:
    found = files_in(revision.content_type.model_class(), revision.content)
    return any((model, number) == (type(file), file.pk) for _field, model, number in found)


def _forget_file(file) -> None:
    """With everything made from it: a picture's other sizes go with its row, their files by Wagtail's signals."""
    ModelLogEntry.objects.filter(content_type=ContentType.objects.get_for_model(file), object_id=str(file.pk)).delete()
    file.delete()


def _forget_elsewhere() -> None:
    """Once it is so: what was kept ready for readers, and what a database's own file still holds of deleted rows."""
    freshness.changed()
    pagecache.empty()
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute(TIDY_SEARCH)
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _say_what_went(person, number) -> None:
    with notices.speaking_to(person):
        title = _("Your story is gone")
        words = [
            _("We have deleted it: the page in each language, its Easy Read version, drafts, pictures and sounds."),
            _("It is gone from search, from lists and from what we keep ready for readers, too."),
            _("Others may have copied or printed it, and search engines may show it a while. Those we cannot reach."),
            _("Our safety copies still hold it until %(day)s. Nobody reads them, and then they go as well.")
            % {"day": date_format(localdate() + timedelta(days=settings.BACKUP_DAYS + 1), "j F Y")},
        ]
    notices.tell(
        person=person,
        title=title,
        words="\n\n".join(words),
        path=reverse("portal:stories:list"),
        about=f"story-gone:{number}",
    )
