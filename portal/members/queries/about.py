"""What people tell about themselves, as far as somebody may see it."""

from django.db import models
from django.db.models import Q


class ChoiceQuerySet(models.QuerySet):
    def in_order(self):
        """The first choice first; of two that are equal, the one that stands first in the list."""
        return self.order_by("rank", "channel__order", "channel_id")

    def for_one_person(self):
        """Of the channels that reach somebody alone, with these."""
        return self.in_order().filter(channel__for_one=True).select_related("channel")


class LineQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own lines, and what others chose to show."""
        if not user.is_active:
            return self.none()
        shown = Q(shown_to="members", person__in=user._meta.default_manager.in_directory())
        if user.is_coordinator:
            shown |= Q(shown_to__in=["members", "coordinators"])
        return self.filter(Q(person=user) | shown, person__erased_at=None)

    def interests_of(self, user) -> frozenset[int]:
        """The numbers of the interests that a person ticked."""
        ticked = self.filter(person=user, interests__isnull=False)
        return frozenset(ticked.values_list("interests", flat=True))
