from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.members.queries import ReviewQuerySet


class Review(models.Model):
    """ "Is this right for me now?": what somebody notes about how taking part is going.

    It belongs to them. Besides them only the one whom they chose to talk with reads it, and no longer than that one
    supports them or is the one who met them first. Coordinators and administrators do not.
    """

    class Outcome(models.TextChoices):
        GO_ON = "go-on", _("We go on as it is")
        CHANGE = "change", _("We change something")
        LESS = "less", _("I do less for a while")
        PAUSE = "pause", _("I take a break")
        STOP = "stop", _("I stop")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reviews")
    companion = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reviews_shared",
        verbose_name=_("whom I talk with"),
    )
    going = models.TextField(_("how is it going?"), max_length=2_000, blank=True)
    helps = models.TextField(_("what helps?"), max_length=2_000, blank=True)
    change = models.TextField(_("what should change?"), max_length=2_000, blank=True)
    outcome = models.CharField(_("how does it go on?"), max_length=6, choices=Outcome.choices, blank=True)
    again_on = models.DateField(_("talk again on"), null=True, blank=True)
    made_at = models.DateTimeField(_("when"), auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("talk about how it goes")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(person=models.F("companion")), name="talks_with_another")
        ]

    def __str__(self):
        return str(self.person_id)
