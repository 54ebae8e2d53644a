"""Which roles somebody may read."""

from django.db import models
from django.utils import timezone


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
        return self.filter(models.Q(person=user) | models.Q(role__in=mine.values("role")))

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
        return self.exclude(state="gone")


class OfApplicationsQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.is_active and user.is_coordinator else self.none()
