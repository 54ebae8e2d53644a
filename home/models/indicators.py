"""Signs that it is working, and the page that lists them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet

from home.models.ordered import Ordered
from home.models.public_page import PublicPage, tabs


@register_snippet
class Indicator(Ordered):
    title = models.CharField(_("sign that it is working"), max_length=160)
    text = models.TextField(_("what you would see"))
    question = models.CharField(_("question to ask yourselves"), max_length=255)

    panels = [FieldPanel(name) for name in ("title", "text", "question", "order")]

    class Meta(Ordered.Meta):
        verbose_name = _("sign it is working")
        verbose_name_plural = _("signs it is working")

    def __str__(self):
        return self.title


@tabs
class IndicatorsPage(PublicPage):
    subpage_types = []
    template = "home/indicators_page.html"
    shows = (Indicator,)

    class Meta:
        verbose_name = _("signs it is working")

    def listed_words(self):
        found = Indicator.objects.filter(locale_id=self.locale_id).values_list("title", "text", "question")
        return [words for indicator in found for words in indicator]

    def get_context(self, request, *args, **kwargs):
        indicators = Indicator.objects.filter(locale_id=self.locale_id)
        return super().get_context(request, *args, **kwargs) | {"indicators": indicators}
