"""What people gave to a piece of work: cooking, drawing, asking others. Never what was the matter with them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet

from home.models.ordered import Ordered


@register_snippet
class Contribution(Ordered):
    name = models.CharField(
        _("name"), max_length=80, help_text=_("What somebody does, such as: cooking. Never a diagnosis or a need.")
    )

    panels = [FieldPanel(name) for name in ("name", "order")]

    class Meta(Ordered.Meta):
        verbose_name = _("kind of contribution")
        verbose_name_plural = _("kinds of contribution")

    def __str__(self):
        return self.name
