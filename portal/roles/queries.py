"""Which roles somebody may read."""

from django.db import models


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
