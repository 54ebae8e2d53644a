"""The parts of the work, from planning to looking back, and the pages that show them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.snippets.models import register_snippet
from wagtail_localize.fields import SynchronizedField, TranslatableField

from home.models.ordered import Ordered
from home.models.public_page import PublicPage, tabs


@register_snippet
class Stage(Ordered, ClusterableModel):
    """A part of the work that people can do together, from planning to looking back."""

    title = models.CharField(_("title"), max_length=120)
    summary = models.TextField(_("what it is"))

    panels = [
        FieldPanel("title"),
        FieldPanel("summary"),
        FieldPanel("order"),
        InlinePanel("ideas", label=_("idea to start with")),
    ]
    override_translatable_fields = [SynchronizedField("order")]

    class Meta(Ordered.Meta):
        verbose_name = _("stage")
        verbose_name_plural = _("stages")

    def __str__(self):
        return self.title


class StageIdea(Ordered):
    stage = ParentalKey(Stage, on_delete=models.CASCADE, related_name="ideas")
    words = models.CharField(_("idea"), max_length=255)

    panels = [FieldPanel("words"), FieldPanel("order")]
    translatable_fields = [TranslatableField("words"), SynchronizedField("order")]

    class Meta(Ordered.Meta):
        pass

    def __str__(self):
        return self.words


@tabs
class StagesPage(PublicPage):
    subpage_types = ["home.StagePage"]
    template = "home/stages_page.html"
    shows = (Stage,)

    class Meta:
        verbose_name = _("stages")

    def listed_words(self):
        found = Stage.objects.filter(locale_id=self.locale_id).values_list("title", "summary")
        return [words for stage in found for words in stage]

    def get_context(self, request, *args, **kwargs):
        pages = StagePage.objects.live().child_of(self).select_related("stage").order_by("stage__order")
        return super().get_context(request, *args, **kwargs) | {"pages": pages}


@tabs
class StagePage(PublicPage):
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="+", verbose_name=_("stage"))
    parent_page_types = ["home.StagesPage"]
    subpage_types = []
    template = "home/stage_page.html"
    content_panels = [FieldPanel("stage"), *PublicPage.content_panels]
    shows = (Stage, StageIdea)

    class Meta:
        verbose_name = _("stage page")

    def listed_words(self):
        return [self.stage.summary, *self.stage.ideas.values_list("words", flat=True)]
