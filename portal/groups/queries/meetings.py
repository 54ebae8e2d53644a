from django.db import models
from django.db.models import Q
from django.utils import timezone


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Meetings of the groups that somebody is in or asked to; of all groups, for coordinators."""
        if not user.is_active:
            return self.none()
        if user.is_coordinator:
            return self.all()
        return self.filter(
            pk__in=self.model.objects.filter(
                group__seats__person=user, group__seats__state__in=["yes", "asked", "more"]
            ).values("pk")
        )

    def told_outside_by(self, user):
        """What somebody may know of; and where they were, also when they have left: they may take what is out down."""
        mine = self.model.objects.filter(present__person=user, in_public__live__isnull=False)
        known = self.model.objects.visible_to(user)
        return (
            self.filter(Q(pk__in=known.values("pk")) | Q(pk__in=mine.values("pk"))) if user.is_active else self.none()
        )

    def of(self, user):
        """Those of the groups that somebody is in."""
        return self.filter(group__seats__person=user, group__seats__state="yes")

    def to_come(self):
        """Not over: those without a date yet last, as long as one of the days to choose from is still to come."""
        since = timezone.now() - self.model.LASTS
        no_day_yet = Q(starts_at=None) & Q(self.model.has_a_day_to_choose(since))
        return self.filter(no_day_yet | Q(starts_at__gte=since), called_off_at=None).order_by(
            models.F("starts_at").asc(nulls_last=True), "pk"
        )
