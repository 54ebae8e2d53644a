"""What somebody would get for what they do with us: offered before the work, answered as they like, and given."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.reciprocity.models.activities import Activity
from portal.reciprocity.models.kinds import Payable
from portal.reciprocity.money import MOST, in_words, pounds
from portal.reciprocity.queries import TAKES, RewardQuerySet


class RewardKind(Payable):
    """One kind of thing that people get, in the organisation's words."""

    class Works(models.TextChoices):
        FEE = "fee", _("money for their time")
        VOUCHER = "voucher", _("a voucher, with an amount")
        THING = "thing", _("something else, without an amount")

    works = models.CharField(_("how it works"), max_length=7, choices=Works.choices)

    class Meta(Payable.Meta):
        verbose_name = _("kind of thing people get")
        verbose_name_plural = _("kinds of things people get")

    @property
    def says(self) -> str:
        return self.get_works_display()

    @property
    def has_amount(self) -> bool:
        """Fees and vouchers have: they are income, and can count for benefits and tax."""
        return self.works != self.Works.THING


class Offer(models.Model):
    """What one person is offered for one activity, before it: how long it takes, and what is paid for besides."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="offers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reward_offers")
    minutes = models.PositiveSmallIntegerField(_("how long it takes"), null=True, blank=True)
    preparation_minutes = models.PositiveSmallIntegerField(_("getting ready"), null=True, blank=True)
    travel_minutes = models.PositiveSmallIntegerField(_("getting there and back"), null=True, blank=True)
    expenses = models.CharField(_("costs we pay back"), max_length=200, blank=True)
    access = models.CharField(_("what we arrange and pay, so that they can take part"), max_length=200, blank=True)
    by_when = models.DateField(_("they have it by"), null=True, blank=True)
    agreed_by = models.CharField(_("who agreed to it"), max_length=80, blank=True)
    budget = models.ForeignKey(
        "Budget", verbose_name=_("budget"), null=True, blank=True, on_delete=models.PROTECT, related_name="offers"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reward_offers_made")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("offer")

    def __str__(self):
        return f"{self.person_id} {self.activity_id}"

    @property
    def answers(self) -> str:
        """What was offered, and what they said to it: for their own copy."""
        rewards = self.rewards.select_related("kind").order_by("pk")
        return "; ".join(" ".join(filter(None, one.own_words)) for one in rewards)


class Reward(models.Model):
    """One thing of an offer, answered by itself. No reason is asked, and the answer may change until it is given."""

    class Answer(models.TextChoices):
        YES = "yes", _("Yes please")
        LESS = "less", _("Yes, but less")
        AWAY = "away", _("Give it to somebody else")
        NO = "no", _("No thanks")

    TAKES = TAKES

    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, related_name="rewards")
    kind = models.ForeignKey(RewardKind, on_delete=models.PROTECT, related_name="+")
    pence = models.PositiveIntegerField(null=True, blank=True, validators=[MinValueValidator(1)])
    pence_an_hour = models.PositiveSmallIntegerField(null=True, help_text=_("When it was made by the hour: the rate."))
    what = models.CharField(_("which one"), max_length=120, blank=True)
    answer = models.CharField(_("your answer"), max_length=4, choices=Answer.choices, blank=True)
    takes_pence = models.PositiveIntegerField(null=True, blank=True)
    goes_to = models.CharField(_("who should have it"), max_length=120, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="reward_answers_recorded"
    )
    expected_on = models.DateField(null=True, blank=True, help_text=_("Said with their yes."))
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="rewards_withdrawn"
    )
    withdrawn_why = models.CharField(_("why not?"), max_length=200, blank=True)
    kept_at = models.DateTimeField(
        null=True, help_text=_("What it is for was called off, and somebody said that it stands all the same.")
    )
    taken_on = models.DateField(null=True, help_text=_("When it stood last in a file for whoever does the payments."))
    given = models.OneToOneField("Giving", null=True, on_delete=models.PROTECT, related_name="+")

    objects = RewardQuerySet.as_manager()

    class Meta:
        verbose_name = _("thing that is offered")
        indexes = [
            models.Index(fields=["id"], condition=Q(given=None, withdrawn_at=None), name="rewards_that_are_open")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(pence=None, takes_pence=None) | Q(pence__range=(1, MOST)), name="an_offer_of_an_amount"
            ),
            models.CheckConstraint(
                condition=Q(takes_pence=None) | Q(takes_pence__gte=1, takes_pence__lte=F("pence")),
                name="nobody_takes_more_than_is_offered",
            ),
            models.CheckConstraint(condition=~Q(answer="less") | Q(takes_pence__lt=F("pence")), name="less_is_less"),
        ]

    def __str__(self):
        """What it is, as people say it: "£20 voucher (Tesco)"."""
        return in_words(self.kind, self.pence, self.what)

    @property
    def person(self):
        return self.offer.person

    @property
    def person_id(self) -> int:
        return self.offer.person_id

    @property
    def activity(self) -> Activity:
        return self.offer.activity

    @property
    def by_when(self):
        return self.offer.by_when or self.expected_on

    @property
    def stamp(self) -> str:
        """Another one after each change that somebody who gives or takes back has to have seen."""
        return f"{self.given_id or ''}|{self.answered_at or ''}"

    @property
    def budget_id(self) -> int | None:
        return self.offer.budget_id

    @property
    def about(self) -> str:
        return f"reward:{self.pk}"

    @property
    def state(self) -> str:
        """What stands on the screen: offered, yes, given, no, missing or withdrawn."""
        if self.given_id:
            return "missing" if self.given.missing_at else "given"
        if self.withdrawn_at:
            return "withdrawn"
        return {"": "offered", self.Answer.NO: "no"}.get(self.answer, "yes")

    @property
    def is_open(self) -> bool:
        """Their answer may still change."""
        return self.given_id is None and self.withdrawn_at is None

    @property
    def answered_themselves(self) -> bool:
        """Then nobody writes another answer down for them."""
        return bool(self.answer) and self.recorded_by_id is None

    @property
    def is_to_give(self) -> bool:
        return self.is_open and self.answer in self.TAKES

    @property
    def taken_pence(self) -> int | None:
        """What is given, when it is: less, when they said so."""
        return self.takes_pence or self.pence

    @property
    def own_words(self) -> list[str]:
        less = pounds(self.takes_pence) if self.takes_pence else ""
        return [f"{self}:", str(self.get_answer_display()), less, self.goes_to]

    @property
    def taken_words(self) -> str:
        return in_words(self.kind, self.taken_pence, self.what)
