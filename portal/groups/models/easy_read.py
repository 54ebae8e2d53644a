"""Easy Read versions: written by people, with pictures; never made from the longer words by themselves."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class EasyRead(models.Model):
    """Of whatever `subject` names, such as "agenda:7". Each pair is one idea: a drawing of ours, and words.

    `source` is a digest of the longer words, as they were when somebody last looked at both.
    """

    subject = models.CharField(max_length=80, unique=True)
    pairs = models.JSONField(default=list)
    source = models.CharField(max_length=64)
    checked_by = models.CharField(_("who has read and checked it?"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Easy Read version")

    def __str__(self):
        return self.subject
