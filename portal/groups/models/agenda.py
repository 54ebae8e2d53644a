"""What people bring to a meeting."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.groups.models.cards import Card
from portal.groups.models.groups import Group
from portal.groups.models.meetings import Meeting
from portal.groups.queries import ItemQuerySet


class AgendaItem(models.Model):
    """It belongs to the group, and stands on the agenda of a meeting, or is saved for later.

    Whoever would rather not be named is not stored at all, nor when they brought it.
    """

    class Why(models.TextChoices):
        TELL = "tell", _("To tell the others something")
        TALK = "talk", _("To talk about it")
        DECIDE = "decide", _("To decide something")

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="items")
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.CASCADE, related_name="items")
    what = models.CharField(_("what is it?"), max_length=200)
    why = models.CharField(_("what is it for?"), max_length=6, choices=Why.choices, default=Why.TALK)
    minutes = models.PositiveSmallIntegerField(_("how many minutes may it take?"), null=True, blank=True)
    content_note = models.CharField(
        _("is there something hard in it?"),
        max_length=200,
        blank=True,
        help_text=_("Such as: it is about somebody’s death. People can get ready, or leave the room for it."),
    )
    confidential = models.BooleanField(
        _("only for those who are there"),
        default=False,
        help_text=_("Whoever was not there does not read what was said. It is in no print, file or message."),
    )
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="items_raised"
    )
    card = models.CharField(max_length=9, choices=Card.choices, blank=True, help_text=_("The card it is about."))
    order = models.PositiveSmallIntegerField(default=0)
    parked_why = models.CharField(_("why is it saved for later?"), max_length=300, blank=True)
    parked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="items_parked"
    )

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("item of an agenda")
        ordering = ["order", "pk"]

    def __str__(self):
        return self.what

    @property
    def called(self) -> str:
        """What it is about; of a card, in the language of whoever reads."""
        return str(self.get_card_display()) if self.card else self.what

    @property
    def about(self) -> str:
        return f"item:{self.pk}"
