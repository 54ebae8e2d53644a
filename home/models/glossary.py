"""Hard words and what they mean, and the page that lists them."""

from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin
from wagtail.search import index
from wagtail.snippets.models import register_snippet

from home.models.public_page import PublicPage, tabs


@register_snippet
class GlossaryTerm(TranslatableMixin, index.Indexed):
    term = models.CharField(_("word"), max_length=80)
    also = models.CharField(
        _("other forms of it"),
        max_length=255,
        blank=True,
        help_text=_("With commas between, such as: co-produce, co-produced"),
    )
    meaning = models.TextField(_("what it means"))

    panels = [FieldPanel(name) for name in ("term", "also", "meaning")]
    search_fields = [
        index.SearchField("term", boost=3),
        index.SearchField("also"),
        index.SearchField("meaning"),
        index.AutocompleteField("term"),
        index.FilterField("locale_id"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("word explained")
        verbose_name_plural = _("words explained")
        ordering = ["term"]

    def __str__(self):
        return self.term

    @property
    def anchor(self):
        return f"word-{slugify(self.term) or self.pk}"

    @property
    def forms(self):
        """The word and its other forms, as people may write them."""
        return [form.strip() for form in (self.term, *self.also.split(",")) if form.strip()]


@tabs
class GlossaryPage(PublicPage):
    subpage_types = []
    template = "home/glossary_page.html"

    class Meta:
        verbose_name = _("words explained")

    def get_context(self, request, *args, **kwargs):
        terms = GlossaryTerm.objects.filter(locale_id=self.locale_id)
        return super().get_context(request, *args, **kwargs) | {"terms": terms}
