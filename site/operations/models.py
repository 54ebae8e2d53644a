from django.db import models
from django.utils.translation import gettext_lazy as _


class ClockRun(models.Model):
    """When something the clock runs last began and ended. The row called `clock` is the clock itself, and its lock."""

    name = models.CharField(max_length=200, primary_key=True)
    began_at = models.DateTimeField(_("began"), null=True)
    ended_at = models.DateTimeField(_("ended"), null=True)
    # The kind of error and never its words: those may name people.
    problem = models.CharField(_("problem"), max_length=100, blank=True)
    lent_until = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("run of the clock")
        verbose_name_plural = _("runs of the clock")

    def __str__(self):
        return f"{self.name} {self.problem or 'ok'}"
