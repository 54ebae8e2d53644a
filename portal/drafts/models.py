"""What people typed and have not sent, kept for them on the server; and which sends were already answered."""

from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from portal.drafts.queries import DraftQuerySet, EditingQuerySet

NO_KEY = UUID(int=0)  # of a form without one: it keeps one draft, wherever it is open


class Draft(models.Model):
    """The fields of one form, as last typed by one person. `about` names what it changes, such as "page:12".

    Somebody who has it open in two places has a draft for each, under the keys of the two forms.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="drafts")
    about = models.CharField(max_length=100)
    form = models.UUIDField(default=NO_KEY)
    fields = models.JSONField(default=dict)
    saved_at = models.DateTimeField(auto_now=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft")
        constraints = [models.UniqueConstraint(fields=["person", "about", "form"], name="one_draft_a_form")]

    def __str__(self):
        return self.about

    @property
    def boxes(self) -> MultiValueDict:
        """The fields as a form takes them. Of several ticks under one name, each."""
        lists = {name: said if isinstance(said, list) else [said] for name, said in self.fields.items()}
        return MultiValueDict(lists)

    @property
    def version(self) -> str:
        """Says which words these are: others are kept at another moment."""
        return self.saved_at.isoformat()


class Sent(models.Model):
    """A form that was sent once, and where its answer led: a second press of the same button leads there too."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="forms_sent")
    key = models.UUIDField()
    led_to = models.CharField(max_length=500)
    words = models.CharField(max_length=64, blank=True)  # a digest, to tell the same words from others
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("form sent")
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="a_form_is_sent_once")]

    def __str__(self):
        return str(self.key)


class Editing(models.Model):
    """Who has a form open now, so that others are told before they write over each other."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="forms_open")
    about = models.CharField(max_length=100, db_index=True)
    seen_at = models.DateTimeField()

    objects = EditingQuerySet.as_manager()

    class Meta:
        verbose_name = _("form being edited")
        constraints = [models.UniqueConstraint(fields=["person", "about"], name="one_place_a_person_and_form")]

    def __str__(self):
        return self.about
