"""Time credits: hours that go from one person to another, into the pot of all, or out of it. They are never a price."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.reciprocity.hours import in_hours
from portal.reciprocity.models.contributions import MOST_MINUTES
from portal.reciprocity.queries import TimeTransferQuerySet


class TimeTransfer(models.Model):
    """Hours that somebody gave: their own, or some `from_pot`. To nobody (`to`), they went into the pot.

    How many somebody has is added up from the ledger. What goes back stays here, with why.
    """

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("from"), on_delete=models.PROTECT, related_name="hours_given"
    )
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("to"), null=True, on_delete=models.PROTECT, related_name="hours_got"
    )
    from_pot = models.BooleanField(_("out of the pot"), default=False)
    minutes = models.PositiveIntegerField(_("minutes"))
    what = models.CharField(_("what for?"), max_length=120, blank=True)
    on = models.DateField(_("when?"), default=timezone.localdate)
    posting = models.OneToOneField("Posting", on_delete=models.PROTECT, related_name="transfer")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="hours_undone"
    )
    undone_why = models.CharField(_("what was wrong?"), max_length=200, blank=True)

    objects = TimeTransferQuerySet.as_manager()

    class Meta:
        verbose_name = _("hours that somebody gave")
        verbose_name_plural = _("hours that people gave")
        constraints = [
            models.CheckConstraint(condition=~Q(to=F("by")), name="nobody_gives_hours_to_themselves"),
            models.CheckConstraint(
                condition=Q(from_pot=False) | Q(to__isnull=False), name="out_of_the_pot_to_somebody"
            ),
            models.CheckConstraint(condition=Q(minutes__range=(1, MOST_MINUTES)), name="a_transfer_of_some_time"),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None)
                | (
                    Q(undone_at__isnull=False, undone_by__isnull=False)
                    & (Q(undone_by=F("by")) | Q(to__isnull=False, undone_by=F("to")))
                ),
                name="hours_go_back_by_one_of_the_two",
            ),
        ]

    def __str__(self):
        """ "2 hours"."""
        return in_hours(self.minutes)

    @property
    def about(self) -> str:
        return f"hours:{self.pk}"

    @property
    def people(self) -> list:
        """The two of it, or the one."""
        return [self.by, self.to] if self.to_id else [self.by]

    @property
    def stands(self) -> bool:
        return self.undone_at is None

    @property
    def may_go_back(self) -> bool:
        """Not once one of the two has left for good."""
        return self.stands and not any(one.erased_at for one in self.people)
