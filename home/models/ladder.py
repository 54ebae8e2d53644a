"""How much say people have: the steps, and the page that shows them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet

from home.models.ordered import Ordered, Sourced
from home.models.public_page import PublicPage, tabs


@register_snippet
class Rung(Ordered, Sourced):
    """How much say people have: one step of a ladder, the most say last."""

    title = models.CharField(_("name of the step"), max_length=80)
    plain_name = models.CharField(_("what to call it on the screen"), max_length=120)
    text = models.TextField(_("what it means"))
    is_top = models.BooleanField(
        _("everybody decides together"),
        default=False,
        help_text=_(
            "Work can call itself this only when scope, balance, who decides and what people get are written down."
        ),
    )

    can_be_used = models.BooleanField(_("work may be on this step"), default=True)

    panels = [
        FieldPanel(name)
        for name in ("title", "plain_name", "text", "is_top", "can_be_used", "source", "source_url", "order")
    ]

    class Meta(Ordered.Meta):
        verbose_name = _("step of the ladder")
        verbose_name_plural = _("steps of the ladder")

    def __str__(self):
        return self.title


@tabs
class LadderPage(PublicPage):
    subpage_types = []
    template = "home/ladder_page.html"
    shows = (Rung,)

    class Meta:
        verbose_name = _("how much say people have")

    def listed_words(self):
        found = Rung.objects.filter(locale_id=self.locale_id).values_list("plain_name", "text")
        return [words for rung in found for words in rung]

    def get_context(self, request, *args, **kwargs):
        rungs = Rung.objects.filter(locale_id=self.locale_id)
        return super().get_context(request, *args, **kwargs) | {"rungs": rungs}
