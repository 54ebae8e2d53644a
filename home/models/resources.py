"""Useful things that others published."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin
from wagtail.search import index
from wagtail.snippets.models import register_snippet


@register_snippet
class Resource(TranslatableMixin, index.Indexed):
    """Something useful that somebody else published. `checked_on` is the day a person last opened the link."""

    class Format(models.TextChoices):
        PAGE = "page", _("Web page")
        PDF = "pdf", _("PDF")
        VIDEO = "video", _("Video")
        TOOLKIT = "toolkit", _("Toolkit")

    title = models.CharField(_("title"), max_length=200)
    publisher = models.CharField(_("who published it"), max_length=120)
    url = models.URLField(_("link"), max_length=500)
    archive_url = models.URLField(_("link to a kept copy"), max_length=500, blank=True)
    format = models.CharField(_("format"), max_length=10, choices=Format, default=Format.PAGE)
    summary = models.TextField(_("what is in it"), blank=True)
    topics = models.CharField(_("topics"), max_length=255, blank=True, help_text=_("With commas between."))
    easy_read = models.BooleanField(_("is Easy Read"), default=False)
    checked_on = models.DateField(_("link last checked on"), null=True, blank=True)

    panels = [
        FieldPanel(name)
        for name in (
            "title",
            "publisher",
            "url",
            "archive_url",
            "format",
            "summary",
            "topics",
            "easy_read",
            "checked_on",
        )
    ]
    search_fields = [
        index.SearchField("title", boost=3),
        index.SearchField("publisher"),
        index.SearchField("summary"),
        index.SearchField("topics"),
        index.AutocompleteField("title"),
        index.FilterField("locale_id"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("resource")
        verbose_name_plural = _("resources")
        ordering = ["title"]

    def __str__(self):
        return self.title

    @property
    def topic_list(self):
        return [topic.strip() for topic in self.topics.split(",") if topic.strip()]
