from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.members.queries import SignInLinkQuerySet


class SignInLink(models.Model):
    """A link that signs one person in, once, until `ends_at`. Only the fingerprint of its code is kept."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sign_in_links")
    fingerprint = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    mailed_to = models.EmailField(blank=True)

    objects = SignInLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("sign-in link")
        verbose_name_plural = _("sign-in links")

    def __str__(self):
        return f"{self.person_id} until {self.ends_at:%Y-%m-%d %H:%M}"
