from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class FeeRate(models.Model):
    """Pence for an hour of a fee, from a day on. What was offered keeps the rate that it was made with."""

    since = models.DateField(unique=True)
    pence = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])

    class Meta:
        verbose_name = _("pence for an hour")

    def __str__(self):
        return f"{self.pence}p {self.since:%Y-%m-%d}"

    @classmethod
    def on(cls, day) -> int | None:
        """Pence for an hour on a day; none, when no rate was set by then."""
        return cls.objects.filter(since__lte=day).order_by("-since").values_list("pence", flat=True).first()

    @classmethod
    def fee(cls, minutes: int, day) -> dict | None:
        """What so many minutes come to, in whole pence, and the rate that it was made with."""
        rate = cls.on(day)
        return rate and {"pence": (minutes * rate + 30) // 60, "pence_an_hour": rate}
