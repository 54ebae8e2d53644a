from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import GroupApprovalTask, TaskState

from portal.agreement.agreed import is_agreed, keep
from portal.agreement.models.versions import Agreement, Version
from portal.agreement.queries import UNDO_DAYS, SmallFixQuerySet
from portal.agreement.review import Review


class PageReviewTask(GroupApprovalTask):
    """One side reads a page before it goes out. Nobody reviews their own words, nor stands for both sides.

    The answer is given in the portal, where a person has exactly the words before them that they say yes to. The CMS
    offers no button of its own for it, gives nobody a way into a page they may not change, and locks out no writer.
    """

    class Meta:
        verbose_name = _("review by one side")
        verbose_name_plural = _("reviews by one side")

    def start(self, workflow_state, user=None):
        """Ask this side, unless one person's reading stands for both or there is nobody who could read it."""
        task_state = super().start(workflow_state, user=user)
        review = Review(workflow_state)
        if review.needs_nobody_else:
            if not is_agreed(review.page, review.digest):
                _let_it_stand(review)
            task_state.status = TaskState.STATUS_SKIPPED
            task_state.finished_at = timezone.now()
            task_state.save()
        return task_state

    def user_can_access_editor(self, obj, user):
        return False

    def locked_for_user(self, obj, user):
        return False

    def user_can_lock(self, obj, user):
        return False

    def get_actions(self, obj, user):
        return []

    def get_task_states_user_can_moderate(self, user, **kwargs):
        return TaskState.objects.none()

    def on_action(self, task_state, user, action_name, **kwargs):
        raise PermissionDenied


def _let_it_stand(review) -> None:
    """Nobody else can read it: the one who did stands for both; or nobody did, and the page says so."""
    yeses = Agreement.objects.filter(pk__in=[side.yes.pk for side in review.sides if side.yes])
    if not yeses.update(side=""):
        keep(review.revision, by=review.state.requested_by, unread=Version.Unread.ALONE)


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

    objects = SmallFixQuerySet.as_manager()

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


class Telling(models.Model):
    """Somebody whom a small fix concerns is told of it, and may undo it."""

    fix = models.ForeignKey(SmallFix, on_delete=models.CASCADE, related_name="tellings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="told_of_small_fixes")
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fix", "person"], name="told_once_of_a_fix")]

    def __str__(self):
        return str(self.fix_id)
