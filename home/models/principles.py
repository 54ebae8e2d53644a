"""What people hold to: sets of principles with their source, and the pages that show them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet

from home.models.ordered import Ordered, Sourced
from home.models.public_page import PublicPage, tabs


@register_snippet
class PrincipleSet(Ordered, Sourced):
    name = models.CharField(_("name"), max_length=120)
    introduction = models.TextField(_("introduction"), blank=True)

    panels = [FieldPanel(name) for name in ("name", "introduction", "source", "source_url", "order")]

    class Meta(Ordered.Meta):
        verbose_name = _("set of principles")
        verbose_name_plural = _("sets of principles")

    def __str__(self):
        return self.name


@register_snippet
class Principle(Ordered):
    set = models.ForeignKey(PrincipleSet, on_delete=models.PROTECT, related_name="principles", verbose_name=_("set"))
    title = models.CharField(_("title"), max_length=120)
    summary = models.TextField(_("what it means"))

    panels = [FieldPanel(name) for name in ("set", "title", "summary", "order")]

    class Meta(Ordered.Meta):
        verbose_name = _("principle")
        verbose_name_plural = _("principles")

    def __str__(self):
        return self.title


@tabs
class PrinciplesPage(PublicPage):
    subpage_types = ["home.PrinciplePage"]
    template = "home/principles_page.html"
    shows = (Principle, PrincipleSet)

    class Meta:
        verbose_name = _("principles")

    def listed_words(self):
        found = Principle.objects.filter(locale_id=self.locale_id).values_list("title", "summary")
        return [words for principle in found for words in principle]

    def get_context(self, request, *args, **kwargs):
        sets = PrincipleSet.objects.filter(locale_id=self.locale_id).prefetch_related("principles")
        pages = PrinciplePage.objects.live().child_of(self).only("principle_id", "url_path", "slug", "path", "depth")
        return super().get_context(request, *args, **kwargs) | {
            "sets": sets,
            "pages": {page.principle_id: page for page in pages},
        }


@tabs
class PrinciplePage(PublicPage):
    principle = models.ForeignKey(Principle, on_delete=models.PROTECT, related_name="+", verbose_name=_("principle"))
    parent_page_types = ["home.PrinciplesPage"]
    subpage_types = []
    template = "home/principle_page.html"
    content_panels = [FieldPanel("principle"), *PublicPage.content_panels]
    shows = (Principle,)

    class Meta:
        verbose_name = _("principle page")

    def listed_words(self):
        return [self.principle.summary]
