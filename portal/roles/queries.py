"""Which roles somebody may read."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

NOT_SENT_KEPT = timedelta(days=30)
LONGEST_KEPT = timedelta(days=730)


class RoleQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody who is here reads what is being written, and says what they think of it."""
        return self if user.is_active else self.none()

    def of(self, user):
        """Those that somebody writes, or is asked to write."""
        return self.filter(seats__person=user, seats__state__in=["asked", "yes"])

    def being_written(self):
        return self.filter(set_aside_at=None)


class SeatQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Who writes a role, everybody reads; who is asked, those who write it."""
        mine = self.model.objects.taken().filter(person=user)
        return self.filter(Q(person=user) | Q(role__in=mine.values("role")))

    def taken(self):
        return self.filter(state="yes")

    def asked(self):
        return self.filter(state="asked")

    def by_name(self):
        return self.select_related("person").order_by("person__known_as", "pk")


class OfRolesQuerySet(models.QuerySet):
    """What stands in a role, or beside it."""

    def visible_to(self, user):
        return self if user.is_active else self.none()


class VacancyQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Open to everybody, so it is to whoever is here."""
        return self if user.is_active else self.none()

    def open(self):
        """That people can still apply for."""
        return self.filter(outcome="open", closes_on__gte=timezone.localdate())

    def not_ended(self):
        return self.filter(outcome="open")


class ApplicationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever coordinates looks after them; a panel reads what is made for it, and not these rows."""
        return self if user.is_active and user.is_coordinator else self.none()

    def sent(self):
        return self.filter(state="sent")

    def going_on(self):
        """Begun or sent, and not taken back."""
        return self.filter(state__in=["begun", "sent"])

    def over(self, today):
        """Of which nothing is left to do or to prove: what was not sent, a month after it could be; what was sent, on
        the day that was said; and what nobody ended, two years after it closed."""
        not_sent = Q(state="begun", vacancy__closes_on__lt=today - NOT_SENT_KEPT)
        ended, forgotten = Q(vacancy__delete_on__lte=today), Q(vacancy__closes_on__lt=today - LONGEST_KEPT)
        there = Q(applicant__isnull=False)
        return self.filter(there & (not_sent | ended | forgotten | Q(state="gone", kept_because="")))

    def kept_longer(self):
        return self.exclude(kept_because="")


class OfApplicationsQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.is_active and user.is_coordinator else self.none()
