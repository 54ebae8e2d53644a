"""Organisations we work with."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet

from home.choosing import EntryForm
from home.models.ordered import Ordered


@register_snippet
class Partner(Ordered):
    name = models.CharField(_("name"), max_length=120)
    url = models.URLField(_("website"), blank=True)
    logo = models.ForeignKey("home.Picture", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    base_form_class = EntryForm
    panels = [FieldPanel(name) for name in ("name", "url", "logo", "order")]

    class Meta(Ordered.Meta):
        verbose_name = _("partner")
        verbose_name_plural = _("partners")

    def __str__(self):
        return self.name
