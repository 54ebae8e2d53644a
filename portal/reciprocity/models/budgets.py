"""What there is for a group or a piece of work, when an organisation likes to say so. Nothing needs one."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.reciprocity.models.kinds import Payable
from portal.reciprocity.money import MOST
from portal.reciprocity.queries import BudgetQuerySet, SpendingQuerySet

MOST_OF_A_BUDGET = 100_000_000  # pence


class Budget(models.Model):
    """So much money for so many days. `subject`: whose it is, such as "group:7", if anybody's here.

    What of it is left is always added up from what was offered and given.
    """

    name = models.CharField(_("what is it for?"), max_length=80)
    subject = models.CharField(max_length=60, blank=True)
    first = models.DateField(_("from"))
    last = models.DateField(_("to"))
    pence = models.PositiveIntegerField(_("how much is there?"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = BudgetQuerySet.as_manager()

    class Meta:
        verbose_name = _("budget")
        ordering = ["-last", "name", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(pence__range=(1, MOST_OF_A_BUDGET)), name="a_budget_of_an_amount"),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="a_budget_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["subject", "first"], condition=~Q(subject=""), name="one_budget_from_a_day_on"
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def stamp(self) -> str:
        """Another one after each change."""
        lines = sorted(self.lines.values_list("kind", "pence"))
        return f"{self.name}|{self.subject}|{self.first}|{self.last}|{self.pence}|{lines}"

    @property
    def about(self) -> str:
        return f"budget:{self.pk}"


class BudgetLine(models.Model):
    """How much of a budget is meant for one kind of thing. It says what was planned; nothing is refused by it."""

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=8, choices=Payable.Line.choices)
    pence = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("line of a budget")
        constraints = [models.UniqueConstraint(fields=["budget", "kind"], name="one_budget_line_a_kind")]

    def __str__(self):
        return f"{self.budget_id} {self.kind}"


class Spending(models.Model):
    """What was paid from a budget, and nobody here got: a hearing loop, printing. Taken back, it stays with why."""

    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="spendings")
    line = models.CharField(_("what does it count as?"), max_length=8, choices=Payable.Line.choices)
    what = models.CharField(_("what was it?"), max_length=120)
    pence = models.PositiveIntegerField()
    on = models.DateField(_("when?"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    posting = models.OneToOneField("Posting", null=True, on_delete=models.PROTECT, related_name="spending")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    undone_why = models.CharField(_("what was wrong?"), max_length=200, blank=True)

    objects = SpendingQuerySet.as_manager()

    class Meta:
        verbose_name = _("thing that was paid from a budget")
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(pence__range=(1, MOST)), name="a_spending_of_an_amount"),
        ]

    def __str__(self):
        return self.what

    @property
    def state(self) -> str:
        return "undone" if self.undone_at else "spent"
