"""The trail of who did what: one chain of rows a subject, each holding the fingerprint of the row before."""

import hashlib
import json

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.audit.append_only import append_only
from portal.audit.queries import EntryQuerySet


class Head(models.Model):
    """The end of a subject's chain. Its row is the lock that puts two writers in order."""

    subject = models.CharField(max_length=100, primary_key=True)
    number = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)

    def __str__(self):
        return f"{self.subject} {self.number}"


@append_only(
    # Retention first writes a signed checkpoint; only the rows it stands for may then go.
    delete_only_when=(
        "EXISTS (SELECT 1 FROM audit_checkpoint c WHERE c.subject = OLD.subject AND c.number >= OLD.number)"
    )
)
class Entry(models.Model):
    """One thing somebody did. Holds ids, verbs and neutral labels; never a name or words about a person."""

    subject = models.CharField(_("about"), max_length=100)
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField(_("when"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="audit_done"
    )
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="audit_done_for"
    )
    concerns = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="audit_concerning"
    )
    verb = models.CharField(_("what"), max_length=60)
    detail = models.JSONField(default=dict, blank=True)
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the trail")
        verbose_name_plural = _("entries of the trail")
        constraints = [models.UniqueConstraint(fields=["subject", "number"], name="one_entry_a_number")]

    def __str__(self):
        return f"{self.subject} {self.number} {self.verb}"

    def fingerprint(self) -> str:
        """SHA-256 of everything in the row and of the row before it."""
        words = [self.subject, self.number, self.at.isoformat(), self.by_id, self.on_behalf_of_id, self.concerns_id]
        words += [self.verb, self.detail, self.previous]
        return hashlib.sha256(json.dumps(words, sort_keys=True).encode()).hexdigest()


@append_only()
class Checkpoint(models.Model):
    """Stands for the oldest rows of a chain once retention has let them go."""

    subject = models.CharField(max_length=100)
    number = models.PositiveBigIntegerField(help_text=_("The last entry it stands for."))
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    signature = models.CharField(max_length=100)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "number"], name="one_checkpoint_a_number")]

    def __str__(self):
        return f"{self.subject} up to {self.number}"
