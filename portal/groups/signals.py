"""What goes with a row of this part."""

from functools import partial

from django.db import transaction
from django.db.models.signals import post_delete, pre_delete
from django.dispatch import receiver

from portal.groups.models import Action, GroupSeat, Paper
from portal.groups.services.joining import about_asking, about_seat, about_told
from portal.groups.services.letting_go import let_go
from portal.notices import services as notices


@receiver(pre_delete, sender=GroupSeat)
def forget_what_was_told(instance, **kwargs):
    """Somebody leaves for good: what others were told of them, with their name and their words, goes too. Of two who
    were to do something the other goes on."""
    for about in (about_seat(instance), about_told(instance), about_asking(instance)):
        notices.forget(about=about)
    for action in Action.objects.select_for_update(of=["self"]).done_by(instance.person).filter(group=instance.group):
        let_go(action, instance.person)


@receiver(post_delete, sender=Paper)
def let_its_file_go(instance, **kwargs):
    transaction.on_commit(partial(instance.file.storage.delete, instance.file.name))
