"""What goes with a row of this part."""

from django.db.models.signals import pre_delete
from django.dispatch import receiver

from portal.groups.hiding import Hiding
from portal.groups.models import GroupSeat, Names
from portal.groups.services.in_public import hide_in_what_is_there
from portal.groups.services.joining import about_asking, about_seat
from portal.notices import services as notices


@receiver(pre_delete, sender=GroupSeat)
def forget_what_was_told(instance, **kwargs):
    """Somebody leaves for good: what others were told of them, with their name and their words, goes too."""
    for about in (about_seat(instance), about_asking(instance)):
        notices.forget(about=about)


@receiver(pre_delete, sender=GroupSeat)
def hide_whoever_leaves_for_good(instance, **kwargs):
    """In what everybody reads of the group. Whoever was asked, and never in it, is not named there."""
    if instance.state in ("yes", "left"):
        hide_in_what_is_there(instance.group, Hiding([(instance.person.known_as, Names.NONE)]))
