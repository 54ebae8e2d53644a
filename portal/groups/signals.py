"""What goes with a row of this part."""

from functools import partial

from django.conf import settings
from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver

from home import freshness
from portal.groups.hiding import Hiding
from portal.groups.models import Action, Card, CardLine, Group, GroupSeat, Names, Paper
from portal.groups.services.in_public import hide_in_what_is_there
from portal.groups.services.joining import about_asking, about_seat, about_told
from portal.groups.services.letting_go import let_go
from portal.members.models import User
from portal.members.signals import leaves_for_good
from portal.notices import services as notices


@receiver(leaves_for_good)
def hold_their_groups(person, **kwargs):
    """Person, then groups, then the rest: whoever says yes in one of them at this moment holds it, and what others are
    told of it is what both let go of."""
    list(_groups_of(person).select_for_update(of=["self"], no_key=True))


def _groups_of(person):
    """That they are in, or were."""
    seats = GroupSeat.objects.filter(person=person, state__in=["yes", "left"])
    return Group.objects.filter(pk__in=seats.values("group")).order_by("pk")


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


@receiver(pre_delete, sender=GroupSeat)
def hide_whoever_leaves_for_good(instance, **kwargs):
    """In what everybody reads of the group. Whoever was asked, and never in it, is not named there."""
    if instance.state in ("yes", "left"):
        hide_in_what_is_there(instance.group, Hiding([(instance.person.known_as, Names.NONE)]))


@receiver(pre_save, sender=settings.AUTH_USER_MODEL)
def hide_what_somebody_was_called(instance, update_fields=None, **kwargs):
    """Whoever is called otherwise now is not found by their old name in what everybody reads."""
    if "known_as" in (update_fields or ()):
        before = (
            User.objects.filter(pk=instance.pk).exclude(known_as=instance.known_as).values_list("known_as", flat=True)
        )
        for name in before:
            for group in _groups_of(instance).select_for_update(of=["self"], no_key=True):
                hide_in_what_is_there(group, Hiding([(name, Names.NONE)]))


@receiver(post_save, sender=Group)
def what_a_group_is_called_changed(created, **kwargs):
    """It stands on pages for everybody."""
    if not created:
        freshness.changed()


@receiver([post_save, post_delete], sender=GroupSeat)
def how_many_are_in_it_changed(instance, **kwargs):
    if instance.group.shown_outside:
        freshness.changed()


@receiver([post_save, post_delete], sender=CardLine)
def what_it_is_about_changed(instance, **kwargs):
    """Or that it reflects: then nothing that it said is for everybody any more."""
    if instance.group.shown_outside or instance.card == Card.KIND:
        freshness.changed()
