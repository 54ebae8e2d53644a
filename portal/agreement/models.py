from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import GroupApprovalTask

UNDO_DAYS = 7


class PageReviewTask(GroupApprovalTask):
    """One side reads a page before it goes out. Nobody reviews their own words, nor stands for both sides."""

    class Meta:
        verbose_name = _("review by one side")
        verbose_name_plural = _("reviews by one side")


class SmallFix(models.Model):
    """A spelling, date or phone number put right by one person: live at once, told, and undone by anyone who agreed."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="small_fixes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="small_fixes")
    why = models.CharField(_("why"), max_length=200)
    before = models.ForeignKey("wagtailcore.Revision", on_delete=models.SET_NULL, null=True, related_name="+")
    after = models.ForeignKey("wagtailcore.Revision", on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="small_fixes_undone"
    )
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("small fix")
        verbose_name_plural = _("small fixes")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(undone_by=None, undone_at=None)
                | models.Q(undone_by__isnull=False, undone_at__isnull=False),
                name="undone_by_somebody_at_a_time",
            )
        ]

    def __str__(self):
        return self.why

    @property
    def undo_until(self):
        return self.made_at + timedelta(days=UNDO_DAYS)

    @property
    def can_still_be_undone(self) -> bool:
        return self.undone_at is None and timezone.now() < self.undo_until
