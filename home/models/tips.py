"""Lists of tips, and the page that shows one."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet

from home.models.ordered import Ordered
from home.models.public_page import PublicPage, tabs


@register_snippet
class TipSet(Ordered):
    name = models.CharField(_("name"), max_length=120)

    panels = [FieldPanel("name"), FieldPanel("order")]

    class Meta(Ordered.Meta):
        verbose_name = _("list of tips")
        verbose_name_plural = _("lists of tips")

    def __str__(self):
        return self.name


@register_snippet
class Tip(Ordered):
    set = models.ForeignKey(TipSet, on_delete=models.PROTECT, related_name="tips", verbose_name=_("list"))
    title = models.CharField(_("tip"), max_length=160)
    text = models.TextField(_("more about it"), blank=True)

    panels = [FieldPanel(name) for name in ("set", "title", "text", "order")]

    class Meta(Ordered.Meta):
        verbose_name = _("tip")
        verbose_name_plural = _("tips")

    def __str__(self):
        return self.title


@tabs
class TipsPage(PublicPage):
    tip_set = models.ForeignKey(TipSet, on_delete=models.PROTECT, related_name="+", verbose_name=_("list of tips"))
    subpage_types = []
    template = "home/tips_page.html"
    content_panels = [FieldPanel("tip_set"), *PublicPage.content_panels]
    shows = (Tip,)

    class Meta:
        verbose_name = _("tips")

    def listed_words(self):
        return [words for tip in self.tip_set.tips.values_list("title", "text") for words in tip]
