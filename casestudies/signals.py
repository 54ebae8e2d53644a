"""What goes with a story's people and pages."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.log_actions import get_active_log_context
from wagtail.signals import page_unpublished
from wagtail_localize.models import Translation

from casestudies.models import DeletedStory, Recording, Story, StoryPage, StorySeat
from casestudies.services import (
    forget_page,
    forget_story,
    hold_each,
    take_out,
    tell_of_language,
    tell_of_notes,
    went_off,
)
from home.signals import notes_were_written
from portal.audit.services import audited, record
from portal.members.signals import leaves_for_good


@receiver(leaves_for_good)
def take_them_out(person, **kwargs):
    """A story that is theirs alone goes with them, and one that they took down: nobody else brings it back. Out of
    others goes their name."""
    theirs = StorySeat.objects.taken().filter(person=person)
    for story in hold_each(Story.objects.filter(pk__in=theirs.values("story"))):
        seat = story.seats.get(person=person)
        others = story.seats.tellers().exclude(person=person)
        alone = seat.tells_it and not others.exists()
        if alone or (story.is_hidden and story.hidden_by_id == person.pk):
            record("stories.deleted", subject=story.about, by=person)
            forget_story(story)
        else:
            take_out(story, by=person)


@receiver(pre_delete, sender=Story)
def it_does_not_come_back(instance, **kwargs):
    """Whoever or whatever deletes it; a backup may hold it still."""
    DeletedStory.objects.get_or_create(key=instance.page.translation_key)


@receiver(page_unpublished, sender=StoryPage)
def people_are_told(instance, **kwargs):
    """Somebody who may take any page down did so, or its day came before our own clock. A translation that went because
    its story did is no news."""
    story = Story.objects.of_page(instance).select_related("page").first()
    if story is None or instance.alias_of_id or getattr(instance, "goes_by_its_people", False):
        return
    if instance.pk == story.page_id or story.page.live:
        went_off(story=story, page=instance, by=get_active_log_context().user)


@receiver(pre_delete, sender=StoryPage)
@audited()
def words_go_with_the_page(instance, **kwargs):
    """An administrator or a command deletes it: no more stays behind than when its people let it go."""
    story = Story.objects.select_for_update(of=["self"], no_key=True).of_page(instance).select_related("page").first()
    if story is None:
        return
    if instance.pk != story.page_id:
        forget_page(instance)
        return
    record("stories.deleted", subject=story.about, by=get_active_log_context().user)
    forget_story(story, being_deleted=instance)


@receiver(post_save, sender=Translation)
def people_hear_of_another_language(instance, created, **kwargs):
    """Somebody from the staff begins it, here or in the CMS."""
    story = Story.objects.filter(page__translation_key=instance.source.object_id).first() if created else None
    if story is not None:
        tell_of_language(story=story, by=get_active_log_context().user)


@receiver(notes_were_written)
def people_hear_of_notes(page, by, **kwargs):
    if story := Story.objects.of_page(page).first():
        tell_of_notes(story=story, page=page, by=by)


@receiver(post_delete, sender=Recording)
def drop_its_file(instance, **kwargs):
    storage, name = instance.file.storage, instance.file.name
    transaction.on_commit(lambda: storage.delete(name))
