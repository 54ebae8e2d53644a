"""The private address of somebody's calendar."""

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction

from portal.notices.models import FeedKey, new_feed_key


@transaction.atomic
def new_feed(*, person) -> None:
    """A calendar address for somebody; the one before it is dead. Nobody who has just left gets one."""
    held = get_user_model().objects.select_for_update(no_key=True)
    if not held.filter(pk=person.pk, is_active=True).exists():
        raise PermissionDenied
    FeedKey.objects.update_or_create(person=person, defaults={"key": new_feed_key()})
