"""What goes with a page, and what is asked when it is saved as Wagtail's bare `Page`."""

from django.db.models.signals import post_delete, pre_save
from django.dispatch import receiver
from wagtail.models import Page

from portal.agreement.agreed import subject_of
from portal.agreement.gate import refuse_by_the_back_door
from portal.agreement.models import Version

pre_save.connect(refuse_by_the_back_door, sender=Page)


@receiver(post_delete, sender=Page)
def versions_go_too(instance, **kwargs):
    """Nobody keeps the words of a page that is gone."""
    Version.objects.filter(subject=subject_of(instance)).delete()
