from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.reciprocity.queries import GivingQuerySet


class Giving(models.Model):
    """That something was given or paid, to whom and how. Undone, it stays with the reason; it may be given anew."""

    class How(models.TextChoices):
        HAND = "hand", _("Handed over")
        POST = "post", _("By post")
        CODE = "code", _("Sent as a code")
        PAID = "paid", _("Paid by whoever does the payments")

    reward = models.ForeignKey("Reward", null=True, on_delete=models.PROTECT, related_name="givings")
    cost = models.ForeignKey("Cost", null=True, on_delete=models.PROTECT, related_name="givings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="rewards_got")
    pence = models.PositiveIntegerField(null=True)
    on = models.DateField(_("when?"))
    how = models.CharField(_("how?"), max_length=4, choices=How.choices)
    code = models.CharField(_("code or number"), max_length=80, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="rewards_given")
    at = models.DateTimeField(auto_now_add=True)
    posting = models.OneToOneField("Posting", null=True, on_delete=models.PROTECT, related_name="giving")
    missing_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="givings_undone"
    )
    undone_why = models.CharField(_("what was wrong?"), max_length=200, blank=True)

    objects = GivingQuerySet.as_manager()

    class Meta:
        verbose_name = _("thing that was given")
        indexes = [
            models.Index(fields=["-on", "-id"], condition=Q(undone_at=None), name="givings_by_day"),
            models.Index(
                fields=["person", "-on", "-id"], condition=Q(undone_at=None), name="givings_of_a_person_by_day"
            ),
            models.Index(fields=["missing_at"], condition=Q(missing_at__isnull=False), name="givings_that_are_missing"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(reward=None) ^ Q(cost=None), name="a_giving_of_one_thing"),
            models.CheckConstraint(condition=~Q(by=F("person")), name="nobody_gives_to_themselves"),
            models.CheckConstraint(condition=~Q(undone_by=F("person")), name="nobody_undoes_their_own"),
            models.UniqueConstraint(fields=["reward"], condition=Q(undone_at=None), name="given_once"),
            models.UniqueConstraint(fields=["cost"], condition=Q(undone_at=None), name="paid_once"),
        ]

    def __str__(self):
        return f"{self.person_id} {self.on:%Y-%m-%d}"

    @property
    def thing(self):
        """What it was that was given."""
        return self.reward or self.cost

    @property
    def own_code(self) -> str:
        """For its person: what they gave on to somebody else is not theirs to spend."""
        return "" if self.reward_id and self.reward.answer == "away" else self.code

    @property
    def what(self) -> str:
        return self.thing.taken_words

    @property
    def state(self) -> str:
        return "missing" if self.missing_at else "given"
