from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, gettext_lazy as _

from portal.reciprocity import subjects


class Activity(models.Model):
    """What somebody gives their time to. `subject`: what it is here, such as "meeting:7", if anything."""

    title = models.CharField(_("what for?"), max_length=120)
    day = models.DateField(_("when?"), null=True, blank=True)
    subject = models.CharField(max_length=60, blank=True)

    class Meta:
        verbose_name = _("activity")
        constraints = [
            models.UniqueConstraint(fields=["subject"], condition=~Q(subject=""), name="one_activity_a_subject")
        ]

    def __str__(self):
        return self.title or gettext("something with us")

    @property
    def is_called_off(self) -> bool:
        return subjects.is_called_off(self.subject)
