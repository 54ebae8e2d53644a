from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from portal.groups.queries.agenda import _groups_of


class PaperQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For those in the group, from the moment on that is the same for all; one's own at once. What is about
        something that is only for those who were there, for those who were."""
        if not user.is_active:
            return self.none()
        there = apps.get_model("groups", "Present").objects.filter(meeting=OuterRef("meeting"), person=user)
        among_us = Q(item=None) | Q(item__confidential=False) | Exists(there)
        shown = Q(readable_from__lte=timezone.now()) & among_us
        return self.filter(Q(added_by=user) | shown, meeting__group__in=_groups_of(user))

    def to_tell(self):
        """Everybody can read them by now, nobody has been told, and the meeting is still to come or on."""
        since = timezone.now() - apps.get_model("groups", "Meeting").LASTS
        found = self.filter(told_at=None, readable_from__lte=timezone.now(), meeting__group__finished_at=None)
        found = found.filter(meeting__called_off_at=None, meeting__starts_at__gt=since)
        return found.exclude(item__confidential=True)
