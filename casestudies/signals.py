"""What goes with a story's people and pages."""

from django.db import transaction
from django.db.models.signals import post_delete, pre_delete
from django.dispatch import receiver

from casestudies.models import DeletedStory, Recording, Story, StorySeat
from casestudies.services import forget_story, hold_each, leave
from portal.members.signals import leaves_for_good


@receiver(leaves_for_good)
def take_them_out(person, **kwargs):
    """A story that is theirs alone goes with them; out of others goes their name."""
    theirs = StorySeat.objects.taken().filter(person=person)
    for story in hold_each(Story.objects.filter(pk__in=theirs.values("story"))):
        seat = story.seats.get(person=person)
        others = story.seats.tellers().exclude(person=person)
        if (seat.tells_it and not others.exists()) or story.is_hidden:
            forget_story(story, by=None)
        else:
            leave(story=story, by=person)


@receiver(pre_delete, sender=Story)
def it_does_not_come_back(instance, **kwargs):
    """Whoever or whatever deletes it; a backup may hold it still."""
    DeletedStory.objects.get_or_create(key=instance.page.translation_key)


@receiver(post_delete, sender=Recording)
def drop_its_file(instance, **kwargs):
    storage, name = instance.file.storage, instance.file.name
    transaction.on_commit(lambda: storage.delete(name))
