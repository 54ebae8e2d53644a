"""What of the minutes of a meeting everybody may read, once it was looked at by somebody else who was there."""

import json
from datetime import date
from hashlib import sha256

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.agreement.models import Version
from portal.groups.models.easy_read import EasyRead
from portal.groups.models.groups import Group
from portal.groups.models.meetings import Meeting
from portal.groups.queries import PublicMinutesQuerySet


class Box(models.TextChoices):
    """What may stand there of one item."""

    WHAT = "what", _("What it was about")
    NOTE = "note", _("Something hard in it")
    SAID = "said", _("What we said")
    VIEWS = "views", _("Views we heard")
    DECIDED = "decided", _("What we decided")
    HOW = "how", _("How we decided")
    WHY = "why", _("Why")
    STILL = "still", _("What some of us still think")
    TODO = "todo", _("What is to be done")
    CHANGED = "changed", _("What changed because of this")


class PublicMinutes(models.Model):
    """The words are those of a version: `live` is what everybody reads, `waiting` what somebody still looks at.

    They are kept as long as they are one of the two; of what is taken down nothing stays but that it was, and by whom.
    """

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="in_public")
    waiting = models.ForeignKey(Version, null=True, on_delete=models.PROTECT, related_name="+")
    live = models.ForeignKey(Version, null=True, on_delete=models.PROTECT, related_name="+")
    live_since = models.DateTimeField(null=True)
    taken_down_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="public_minutes_taken_down"
    )
    taken_down_at = models.DateTimeField(null=True)

    objects = PublicMinutesQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of minutes for everybody")

    def __str__(self):
        return str(self.meeting_id)

    @property
    def group(self) -> Group:
        return self.meeting.group

    @property
    def subject(self) -> str:
        """Its versions, what messages are about, and what words begun and not sent are about."""
        return f"public-minutes:{self.meeting_id}"

    @property
    def words(self) -> dict:
        """What is on its way, or else what is out."""
        version = self.waiting or self.live
        return version.words if version else {}

    @property
    def is_there(self) -> bool:
        """Out, or on its way."""
        return bool(self.live_id or self.waiting_id)


def as_read(words: dict) -> dict:
    """The words of a version in the order in which they are read: of each item its heading, its note and its parts,
    each under its label. Empty, when they were taken back."""
    items = [
        {
            "number": item["item"],
            "what": item.get(Box.WHAT.value, ""),
            "note": item.get(Box.NOTE.value, ""),
            "parts": [(box.label, item[box.value]) for box in list(Box)[2:] if item.get(box.value)],
        }
        for item in words.get("items", [])
    ]
    corrected = words.get("corrected_on")
    on = date.fromisoformat(corrected) if corrected else None
    easy = easy_read_in(words)
    behind = easy is not None and easy.source != source_of(words)
    read = {"summary": words.get("summary", ""), "items": items, "corrected_on": on}
    return read | {"easy": easy, "easy_is_behind": behind}


def easy_read_in(words: dict) -> EasyRead | None:
    """It is part of the words that people look at; never a row of its own."""
    easy = words.get("easy_read")
    return EasyRead(**easy) if easy else None


def source_of(words: dict) -> str:
    """A digest of all that somebody who writes it in Easy Read says in other words. PostgreSQL keeps the boxes of an
    item in an order of its own."""
    said = [words.get("summary", ""), words.get("items", [])]
    return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def decisions_in(words: dict) -> list[dict]:
    """Of each item that says what was decided: what it was about, and what was decided, why, and what came of it."""
    items = [item for item in words.get("items", []) if item.get(Box.DECIDED.value)]
    return [{box.value: item.get(box.value, "") for box in Box} for item in items]


class AskedChange(models.Model):
    """ "Please change this", of what waits; by somebody who was there. It goes when other words come, or it is out."""

    of = models.ForeignKey(PublicMinutes, on_delete=models.CASCADE, related_name="asked")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="changes_of_minutes_asked_for"
    )
    words = models.TextField(_("what should be changed?"), max_length=2_000)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.words
