from datetime import date, timedelta

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Limit(models.Model):
    """Above how much a week or a month somebody is warned. Theirs alone: it would tell others how they live."""

    class Each(models.TextChoices):
        WEEK = "week", _("a week")
        MONTH = "month", _("a month")

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reward_limit")
    pence = models.PositiveIntegerField(_("how much, in pence"), validators=[MinValueValidator(1)])
    each = models.CharField(_("a week, or a month?"), max_length=5, choices=Each.choices)

    class Meta:
        verbose_name = _("private limit")

    def __str__(self):
        return f"{self.person_id}"

    def around(self, day: date) -> tuple[date, date]:
        """The first and the last day of the week, from Monday on, or of the month that a day is in."""
        if self.each == self.Each.WEEK:
            monday = day - timedelta(days=day.weekday())
            return monday, monday + timedelta(days=6)
        first = day.replace(day=1)
        return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
