from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Policy(models.Model):
    """How the organisation pays and thanks, from a day on. What was agreed by an earlier one stays as it was."""

    since = models.DateField(_("from which day?"), unique=True)
    adviser = models.TextField(
        _("who gives advice on benefits near you?"),
        max_length=300,
        blank=True,
        help_text=_("A name and a phone number. It stands beside each offer of money or a voucher."),
    )
    days_to_pay = models.PositiveSmallIntegerField(
        _("within how many days do people have it?"),
        default=14,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text=_("People are told this day when they say yes."),
    )
    no_receipt_pence = models.PositiveIntegerField(
        _("up to how much is no receipt needed?"),
        default=500,
        help_text=_("In pounds. For a cost above it people send a photo, or say why they have none."),
    )
    time_credits = models.BooleanField(
        _("people can give each other hours (time credits)"),
        default=False,
        help_text=_("Hours are never a price and never a debt. When this is off, nobody sees anything about hours."),
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("how we pay and thank")
        ordering = ["since"]

    def __str__(self):
        return f"{self.since:%Y-%m-%d}"

    @classmethod
    def on(cls, day=None) -> "Policy":
        """The one in force on a day, today when none is named; ours, unsaved, before there is any."""
        day = day or timezone.localdate()
        return cls.objects.filter(since__lte=day).order_by("-since").first() or cls(since=day)
