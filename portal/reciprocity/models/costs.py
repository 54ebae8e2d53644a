"""What somebody paid, or has to pay, to take part, and gets back. It is nobody's income."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from home.models.media import PhotoOrDocument, ReplacesItsFile, private_storage
from home.serve import content_type_of
from home.uploads import extension
from portal.reciprocity.models.activities import Activity
from portal.reciprocity.models.kinds import Payable
from portal.reciprocity.money import MOST, in_words
from portal.reciprocity.queries import CostQuerySet


class CostKind(Payable):
    """One kind of cost, in the organisation's words; by the mile, where a rate is set for it."""

    by_the_mile = models.BooleanField(_("paid by the mile"), default=False)

    class Meta(Payable.Meta):
        verbose_name = _("kind of cost")
        verbose_name_plural = _("kinds of costs")

    @property
    def says(self) -> str:
        return _("paid by the mile") if self.by_the_mile else ""


class MileageRate(models.Model):
    """Pence for a mile, from a day on. What was claimed for earlier days keeps the rate of its day."""

    kind = models.ForeignKey(CostKind, on_delete=models.CASCADE, related_name="rates")
    since = models.DateField()
    pence = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])

    class Meta:
        verbose_name = _("pence for a mile")
        constraints = [models.UniqueConstraint(fields=["kind", "since"], name="one_rate_a_day")]

    def __str__(self):
        return f"{self.kind_id} {self.pence}p {self.since:%Y-%m-%d}"

    @classmethod
    def on(cls, kind, day) -> int | None:
        """Pence for a mile on a day; none, when no rate was set by then."""
        rates = cls.objects.filter(kind=kind, since__lte=day).order_by("-since")
        return rates.values_list("pence", flat=True).first()


class ReceiptField(models.FileField):
    attr_class = PhotoOrDocument


class Cost(ReplacesItsFile, models.Model):
    """One cost. Whoever writes it down for somebody else waits for that person's yes (`confirmed_at`)."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="costs")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="costs")
    kind = models.ForeignKey(CostKind, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(_("on which day?"))
    pence = models.PositiveIntegerField()
    miles = models.PositiveIntegerField(null=True)  # times the rate it is more than a small number holds
    pence_a_mile = models.PositiveSmallIntegerField(null=True, help_text=_("As it was on that day."))
    file = ReceiptField(_("receipt"), upload_to="receipts", storage=private_storage, blank=True)
    file_size = models.PositiveBigIntegerField(default=0, editable=False)
    file_hash = models.CharField(max_length=40, blank=True, editable=False)
    no_receipt_because = models.CharField(_("why is there no receipt?"), max_length=200, blank=True)
    ahead = models.BooleanField(_("they need the money before they pay"), default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="costs_written")
    writers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="+", help_text=_("Who wrote it before whoever wrote it last.")
    )
    changes = models.PositiveIntegerField(default=0, help_text=_("How often it was put right."))
    made_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True)
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="costs_approved"
    )
    by_when = models.DateField(_("they have it by"), null=True)
    budget = models.ForeignKey(
        "Budget", verbose_name=_("budget"), null=True, on_delete=models.PROTECT, related_name="costs"
    )
    sent_back_at = models.DateTimeField(null=True)
    sent_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="costs_sent_back"
    )
    sent_back_why = models.CharField(_("what is to be put right?"), max_length=300, blank=True)
    taken_on = models.DateField(null=True, help_text=_("When it stood last in a file for whoever does the payments."))
    given = models.OneToOneField("Giving", null=True, on_delete=models.PROTECT, related_name="+")

    objects = CostQuerySet.as_manager()

    class Meta:
        verbose_name = _("cost to pay back")
        indexes = [
            models.Index(fields=["id"], condition=Q(given=None), name="costs_under_way"),
            models.Index(fields=["file_hash"], condition=~Q(file_hash=""), name="costs_by_receipt"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(pence__range=(1, MOST)), name="a_cost_of_an_amount"),
            models.CheckConstraint(condition=~Q(approved_by=F("person")), name="nobody_approves_their_own"),
            models.CheckConstraint(
                condition=Q(approved_at=None) | Q(confirmed_at__isnull=False), name="approved_when_confirmed"
            ),
            models.CheckConstraint(
                condition=Q(miles=None, pence_a_mile=None) | Q(pence=F("miles") * F("pence_a_mile")),
                name="miles_make_the_amount",
            ),
        ]

    def __str__(self):
        return in_words(self.kind, self.pence, "")

    @property
    def about(self) -> str:
        return f"cost:{self.pk}"

    @property
    def stamp(self) -> str:
        """Another one after each change that somebody who agrees, pays or takes back has to have seen."""
        return f"{self.given_id or ''}|{self.confirmed_at or ''}|{self.changes}"

    def was_written_by(self, person) -> bool:
        """Ever: who put it right after another does not make it another's word."""
        return person.pk == self.by_id or (self.changes > 0 and self.writers.filter(pk=person.pk).exists())

    @property
    def state(self) -> str:
        """What stands on the screen: unconfirmed, back, sent, yes, given or missing."""
        if self.given_id:
            return "missing" if self.given.missing_at else "given"
        if self.sent_back_at:
            return "back"
        if self.confirmed_at is None:
            return "unconfirmed"
        return "yes" if self.approved_at else "sent"

    @property
    def is_open(self) -> bool:
        """It may still be put right, or taken back."""
        return self.approved_at is None

    @property
    def is_to_look_at(self) -> bool:
        """By somebody who says yes to it, or sends it back."""
        return self.confirmed_at is not None and self.approved_at is None and self.sent_back_at is None

    @property
    def is_to_give(self) -> bool:
        return self.approved_at is not None and self.given_id is None

    @property
    def filename(self) -> str:
        """By its number: the name it came with is not kept."""
        return f"receipt-{self.pk}.{extension(self.file.name)}"

    @property
    def content_type(self) -> str:
        return content_type_of(self.file.name)

    taken_words = property(__str__)

    @property
    def taken_pence(self) -> int:
        return self.pence
