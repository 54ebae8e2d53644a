"""What goes with a row of this part."""

from django.db.models.signals import pre_delete
from django.dispatch import receiver

from portal.groups.models import GroupSeat
from portal.groups.services.joining import about_asking, about_seat
from portal.notices import services as notices


@receiver(pre_delete, sender=GroupSeat)
def forget_what_was_told(instance, **kwargs):
    """Somebody leaves for good: what others were told of them, with their name and their words, goes too."""
    for about in (about_seat(instance), about_asking(instance)):
        notices.forget(about=about)
