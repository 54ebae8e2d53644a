"""What goes with a row of this part."""

from functools import partial

from django.db import transaction
from django.db.models.signals import post_delete, pre_delete
from django.dispatch import receiver
from django.utils import timezone

from portal.members.signals import leaves_for_good
from portal.notices import services as notices
from portal.roles.models import AnswerFile, Role, RoleSeat
from portal.roles.services import ROLES, about_seat


@receiver(leaves_for_good)
def hold_their_roles(person, **kwargs):
    """Person, then roles: whoever says yes in one of them at this moment holds it."""
    theirs = Role.objects.filter(seats__person=person).order_by("pk")
    list(Role.objects.filter(pk__in=theirs.values("pk")).order_by("pk").select_for_update(of=["self"], no_key=True))


@receiver(pre_delete, sender=RoleSeat)
def forget_what_was_told(instance, **kwargs):
    notices.forget(about=about_seat(instance))


@receiver(post_delete, sender=RoleSeat)
def settle_without_them(instance, **kwargs):
    """All others may have agreed. What nobody writes any more is set aside."""
    if not instance.is_taken:
        return
    role = Role.objects.get(pk=instance.role_id)
    if role.seats.taken().exists():
        ROLES.settle(role)
    elif role.set_aside_at is None:
        role.set_aside_at = timezone.now()
        role.save(update_fields=["set_aside_at"])


@receiver(post_delete, sender=AnswerFile)
def let_its_file_go(instance, **kwargs):
    transaction.on_commit(partial(instance.file.storage.delete, instance.file.name))
