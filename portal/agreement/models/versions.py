"""Words that people agree to, exactly as they were, and who did."""

import hashlib
import json

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.agreement.queries import VersionQuerySet
from portal.members.models import Side, Support


def digest_of_words(words: dict) -> str:
    """The same words give the same digest, in whatever order they were put."""
    return hashlib.sha256(json.dumps(words, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


class Version(models.Model):
    """The words of a subject (such as "ways:7") as they were put before people. Never written again, but
    for what somebody takes back (`agreeing.write_again`).

    `words`: by key, as `labels` of the part name them. A `small_fix` says why, and keeps the agreements of the version
    before it. `unread`: why the words of a page may stand though nobody else said yes to them.
    """

    class Unread(models.TextChoices):
        START = "start", _("A new site starts with these words")
        ALONE = "alone", _("There was nobody else who could read them")

    subject = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    words = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    small_fix = models.CharField(_("why"), max_length=200, blank=True)
    is_undo = models.BooleanField(default=False)  # of the small fix before it
    unread = models.CharField(max_length=5, choices=Unread.choices, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="versions_made"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version")
        ordering = ["subject", "number"]
        constraints = [models.UniqueConstraint(fields=["subject", "number"], name="versions_are_numbered")]

    def __str__(self):
        return f"{self.subject} {self.number}"


class Agreement(models.Model):
    """Somebody's yes to one version; theirs to take back. Nobody agrees for another, and silence never agrees.

    `side`: how they were there when they said it. `said`: here, or to somebody who wrote it down (`recorded_by`).
    Of a page, `side` is the one they read it for, none when they stood for both; `task_state` is where Wagtail keeps
    that they did.
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="agreements")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="agreements")
    side = models.CharField(max_length=5, choices=Side.choices, blank=True)
    said = models.CharField(max_length=5, choices=Support.SaidYes.choices, default=Support.SaidYes.HERE)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="agreements_noted"
    )
    task_state = models.OneToOneField(
        "wagtailcore.TaskState", null=True, blank=True, on_delete=models.SET_NULL, related_name="agreement"
    )
    at = models.DateTimeField(auto_now_add=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("agreement")
        constraints = [models.UniqueConstraint(fields=["version", "person"], name="one_agreement_to_a_version")]

    def __str__(self):
        return f"{self.person_id} to {self.version_id}"


class NotReached(models.Model):
    """Somebody tried to reach a person about a version, and did not. After two tries it goes on without them."""

    ENOUGH = 2

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="not_reached")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="not_reached")
    tries = models.PositiveSmallIntegerField(default=0)
    last_tried_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="tries_to_reach")
    last_tried_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "person"], name="tries_are_counted_once")]

    def __str__(self):
        return f"{self.person_id} {self.tries}"
