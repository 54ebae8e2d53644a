"""What people say about a role while it is written: a comment, or other words for a part of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.roles.models.roles import Role
from portal.roles.queries import OfRolesQuerySet


class Remark(models.Model):
    """About one section, or all of it. With `instead`, it suggests other words for the section: taken as they are, or
    not, with a reason and a name."""

    class State(models.TextChoices):
        OPEN = "open", _("not answered yet")
        TAKEN = "taken", _("taken")
        NOT_TAKEN = "not", _("not taken")

    role = models.ForeignKey(Role, on_delete=models.CASCADE, related_name="remarks")
    section = models.CharField(max_length=12, blank=True)  # one of Role.SECTIONS; "" is all of it, with what we need
    words = models.CharField(_("what would you like to say?"), max_length=1_000)
    instead = models.TextField(_("other words"), max_length=3_000, blank=True)
    stood = models.TextField(blank=True)  # what stood there when they suggested it
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="role_remarks")
    at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=5, choices=State.choices, default=State.OPEN)
    reason = models.CharField(_("why?"), max_length=500, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="role_remarks_answered"
    )
    answered_at = models.DateTimeField(null=True)

    objects = OfRolesQuerySet.as_manager()

    class Meta:
        verbose_name = _("what somebody says about a role")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open") | (~Q(reason="") & Q(answered_by__isnull=False)),
                name="a_remark_is_answered_with_a_reason",
            )
        ]

    def __str__(self):
        return self.words

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN
