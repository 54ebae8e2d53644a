from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from portal.groups.queries.agenda import _groups_of
from portal.notices.queries import WORDS_KEPT


def _is_sent():
    """Somebody has the message that it went with."""
    notices = apps.get_model("notices", "Notice").objects.order_by()
    return Exists(notices.filter(about=OuterRef("message")).exclude(about=""))


class PaperQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For those in the group, from the moment on that is the same for all; one's own at once. What is about
        something that is only for those who were there, for those who were; what was sent with a message, as long as
        somebody has that."""
        return self.shown_to(user, now=timezone.now()) if user.is_active else self.none()

    def shown_to(self, person, *, now):
        there = apps.get_model("groups", "Present").objects.filter(meeting=OuterRef("meeting"), person=person)
        among_us = Q(item=None) | Q(item__confidential=False) | Exists(there)
        shown = (Q(readable_from__lte=now) & among_us) | (Q(meeting=None) & _is_sent())
        groups = _groups_of(person)
        return self.filter(Q(added_by=person) | shown, Q(meeting__group__in=groups) | Q(to_group__in=groups))

    def sent_to(self, group):
        """With messages, the newest first."""
        return self.filter(_is_sent(), to_group=group).order_by("-pk")

    def unsent(self, person, group):
        """They wait in the form, as the words do: also when the message was taken back."""
        since = timezone.now() - WORDS_KEPT
        return self.filter(~_is_sent(), to_group=group, added_by=person, added_at__gt=since)

    def too_old(self):
        """They go when the words of their message have gone, or were not sent for as long as those are kept."""
        return self.filter(~_is_sent(), meeting=None, added_at__lte=timezone.now() - WORDS_KEPT)

    def to_tell(self):
        """Everybody can read them by now, nobody has been told, and the meeting is still to come or on."""
        since = timezone.now() - apps.get_model("groups", "Meeting").LASTS
        found = self.filter(told_at=None, readable_from__lte=timezone.now(), meeting__group__finished_at=None)
        found = found.filter(meeting__called_off_at=None, meeting__starts_at__gt=since)
        return found.exclude(item__confidential=True)
