"""A story that people tell together, and that one is gone."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from casestudies.models.pages import StoryPage
from casestudies.queries import TellingQuerySet


class Story(models.Model):
    """One story and those who tell it. Its pages, one a language, share the translation key of `page`.

    Taken down (`hidden_at`), it is read by nobody; on `delete_on` it goes, if nobody brings it back until then.
    """

    class How(models.TextChoices):
        WRITE = "write", _("I write it myself")
        TALK = "talk", _("I tell it, and somebody writes it down")
        RECORD = "record", _("I would like to record my voice")

    page = models.OneToOneField("casestudies.StoryPage", on_delete=models.CASCADE, related_name="story")
    how = models.CharField(_("how would you like to work?"), max_length=6, choices=How.choices, default=How.WRITE)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="stories_begun")
    begun_at = models.DateTimeField(auto_now_add=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="stories_taken_down"
    )
    delete_on = models.DateField(null=True, blank=True)
    brought_back_at = models.DateTimeField(null=True, blank=True)

    objects = TellingQuerySet.as_manager()

    class Meta:
        verbose_name = _("story told together")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(delete_on=None) | models.Q(hidden_at__isnull=False), name="hidden_before_it_goes"
            )
        ]

    def __str__(self):
        return self.page.draft_title

    @property
    def about(self) -> str:
        """The story in the trail and in messages, which have none of its words."""
        return f"story:{self.pk}"

    @property
    def pages(self):
        """One a language."""
        return StoryPage.objects.filter(translation_key=self.page.translation_key)

    @property
    def is_hidden(self) -> bool:
        return self.hidden_at is not None


class DeletedStory(models.Model):
    """That one is gone: the number its pages shared, by chance, and not a word. No backup brings it back."""

    key = models.UUIDField(primary_key=True)

    class Meta:
        verbose_name = _("deleted story")

    def __str__(self):
        return str(self.key)
