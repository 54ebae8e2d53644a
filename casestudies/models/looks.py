"""Who looked at a story with fresh eyes."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.agreement.models import Version


class Look(models.Model):
    """Somebody who did not write it read it: could a person be recognised, and can it go on the site like this?"""

    class Known(models.TextChoices):
        NOBODY = "nobody", _("No. Nobody could tell who this is")
        FINE = "fine", _("Only people who said that they may be named or known")

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="looks")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="looks_at_stories")
    known = models.CharField(max_length=6, choices=Known.choices, blank=True)
    wish = models.TextField(max_length=1_000, blank=True, help_text=_("What should change first; then it is no yes."))
    at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("look with fresh eyes")
        constraints = [
            models.UniqueConstraint(fields=["version", "person"], name="one_look_at_a_version"),
            models.CheckConstraint(
                condition=(models.Q(wish="") & ~models.Q(known="")) | (models.Q(known="") & ~models.Q(wish="")),
                name="a_yes_or_a_wish",
            ),
        ]

    def __str__(self):
        return str(self.version_id)
