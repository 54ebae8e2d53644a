"""What people give, in time or in words. It is theirs: nobody else sees it but whom they ask to say that it is so, and
whoever rings one of the two about it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from portal.members.models import Choosable
from portal.reciprocity.hours import in_hours
from portal.reciprocity.models.activities import Activity
from portal.reciprocity.queries import ContributionQuerySet, ThanksQuerySet

MOST_MINUTES = 200 * 60  # of one thing: more is a slip of the keys


class ContributionKind(Choosable):
    """One kind of thing that people give, in the organisation's words."""

    class Source(models.TextChoices):
        MEETING = "meeting", gettext_lazy("being at a meeting")
        STORY = "story", gettext_lazy("making a story")

    # Put away, or without one of these, nothing of that sort is written down by itself.
    proposed_for = models.CharField(
        gettext_lazy("is written down by itself for"), max_length=7, choices=Source.choices, blank=True
    )

    class Meta(Choosable.Meta):
        verbose_name = gettext_lazy("kind of thing people give")
        verbose_name_plural = gettext_lazy("kinds of things people give")
        constraints = [
            *Choosable.Meta.constraints,
            models.UniqueConstraint(fields=["proposed_for"], condition=~Q(proposed_for=""), name="one_kind_a_source"),
        ]


class Contribution(models.Model):
    """Something that one person gave. What was written down by itself, or by somebody whom they rang (`written_by`),
    waits for their yes (`accepted_at`).

    What they said no to stays without any words (`refused_at`), so that nobody asks them again.
    """

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="contributions")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="contributions")
    kind = models.ForeignKey(ContributionKind, on_delete=models.PROTECT, related_name="contributions")
    on = models.DateField(gettext_lazy("when?"))
    minutes = models.PositiveIntegerField(gettext_lazy("minutes"), null=True)
    words = models.CharField(gettext_lazy("in words"), max_length=500, blank=True)
    accepted_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    witness = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="contributions_to_confirm",
        help_text=gettext_lazy("The member who is asked to say that it is so."),
    )
    not_asked = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="+", help_text=gettext_lazy("Who said that they cannot say.")
    )
    confirmed_at = models.DateTimeField(null=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="contributions_written"
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="contributions_recorded",
        help_text=gettext_lazy("Whom the member who was asked told that it is so."),
    )
    changes = models.PositiveIntegerField(default=0, help_text=gettext_lazy("How often it was changed."))
    impact = models.CharField(gettext_lazy("what changed"), max_length=300, blank=True)
    impact_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="impacts_told"
    )
    public_ok_at = models.DateTimeField(gettext_lazy("everybody may read what changed"), null=True)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("thing that somebody gave")
        indexes = [
            models.Index(fields=["-on", "-id"], condition=Q(public_ok_at__isnull=False), name="what_everybody_may_read")
        ]
        constraints = [
            models.UniqueConstraint(fields=["person", "activity"], name="one_contribution_to_an_activity"),
            models.CheckConstraint(
                condition=Q(minutes=None) | Q(minutes__range=(1, MOST_MINUTES)), name="a_contribution_of_some_time"
            ),
            models.CheckConstraint(condition=~Q(witness=F("person")), name="nobody_confirms_their_own"),
            models.CheckConstraint(condition=~Q(written_by=F("person")), name="written_down_by_somebody_else"),
            models.CheckConstraint(
                condition=Q(recorded_by=None) | (Q(confirmed_at__isnull=False) & ~Q(recorded_by=F("person"))),
                name="told_to_somebody_else",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(accepted_at__isnull=False, witness__isnull=False),
                name="confirmed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(public_ok_at=None) | (Q(accepted_at__isnull=False) & ~Q(impact="")),
                name="public_when_something_is_said",
            ),
            models.CheckConstraint(
                condition=Q(refused_at=None) | Q(accepted_at=None, minutes=None, words="", witness=None, impact=""),
                name="of_what_was_refused_nothing_stays",
            ),
        ]

    def __str__(self):
        """ "Peer support: the Tuesday group, 2 hours"."""
        words = self.what_for
        return _("%(what)s, %(hours)s") % {"what": words, "hours": in_hours(self.minutes)} if self.minutes else words

    @property
    def what_for(self) -> str:
        """Without its hours."""
        if not self.activity.title:
            return str(self.kind)
        return _("%(kind)s: %(what)s") % {"kind": self.kind, "what": self.activity}

    @property
    def about(self) -> str:
        return f"contribution:{self.pk}"

    @property
    def state(self) -> str:
        """What stands on the screen: proposed, kept, asked or confirmed."""
        if self.accepted_at is None:
            return "proposed"
        if self.confirmed_at:
            return "confirmed"
        return "asked" if self.witness_id else "kept"


class Thanks(models.Model):
    """Words of thanks, from anybody to anybody. Only whoever got them reads them."""

    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="thanks_got")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="thanks_said")
    words = models.CharField(gettext_lazy("your words"), max_length=300)
    on = models.DateField(gettext_lazy("when?"), default=timezone.localdate)

    objects = ThanksQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("thanks")
        verbose_name_plural = gettext_lazy("thanks")
        constraints = [models.CheckConstraint(condition=~Q(to=F("by")), name="nobody_thanks_themselves")]

    def __str__(self):
        return self.words

    @property
    def about(self) -> str:
        return f"thanks:{self.pk}"
