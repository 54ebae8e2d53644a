"""Things to come to and things to do, and who said yes to them."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class GatheringQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody who is here may come."""
        return self.all() if user.is_active else self.none()

    def after(self, when):
        """Those that are not over, or began on that day."""
        return self.filter(Q(starts_at__gte=when) | Q(ends_at__gte=when))

    def over(self, when):
        """Those that were over by then."""
        return self.filter(starts_at__lt=when).filter(Q(ends_at=None) | Q(ends_at__lt=when))

    def without_anybody(self):
        """People may be on their way to it, and whoever put it on has left."""
        return self.after(timezone.now()).filter(by__is_active=False, called_off_at=None)


class ComingQuerySet(models.QuerySet):
    def over(self, *, since):
        """To what was over by then."""
        over = Q(to__ends_at__lt=since) | Q(to__ends_at=None, to__starts_at__lt=since)
        return self.filter(over)


class OneOffQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.all() if user.is_active else self.none()

    def open(self):
        return self.filter(Q(until=None) | Q(until__gte=timezone.localdate()), closed_at=None)

    def without_anybody(self):
        """Somebody may want to lend a hand, and whoever asked for it has left."""
        return self.open().filter(by__is_active=False)

    def over(self, when):
        """Done by then, or not asked for any more."""
        return self.filter(Q(closed_at__lt=when) | Q(until__lt=timezone.localdate(when)))
