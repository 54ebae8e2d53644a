from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.members.queries import SupportQuerySet


class Support(models.Model):
    """Somebody helps a member with named things, until a day. The member said yes, and can end it at any time."""

    class Scope(models.TextChoices):
        ABOUT = "about", _("Keep “About me” and how to reach me up to date")
        NOTICES = "notices", _("Read my messages, and tell me what they say")
        WELCOME = "joining", _("See what is open, and say what I would like to do")

    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="supporters")
    supporter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="supports")
    scope = models.JSONField(default=list)
    said_yes_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="supports_noted")
    ends_on = models.DateField(_("until"))
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = SupportQuerySet.as_manager()

    class Meta:
        verbose_name = _("support")
        constraints = [
            models.CheckConstraint(condition=~models.Q(member=models.F("supporter")), name="nobody_supports_themselves")
        ]

    def __str__(self):
        return f"{self.supporter_id} for {self.member_id}"
