"""Stories as the public reads them. Telling one together, and the consent that lets it out, come with the portal."""

from django.db import models
from django.templatetags.static import static
from django.utils.translation import gettext, gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import PageManager
from wagtail.search import index

from casestudies.listing import StoryNarrowing, listed_stories
from casestudies.models.told import Told
from casestudies.queries import ON_A_CARD, StoryQuerySet
from home.blocks import drawing_choices
from home.models import Principle, PublicPage, Rung, Stage
from home.models.public_page import tabs

ABOUT = ("told_by", "drawing", "place", "contribution", "stages", "principles", "rung")


@tabs
class StoryIndexPage(PublicPage):
    subpage_types = ["casestudies.StoryPage"]
    parent_page_types = ["home.HomePage"]
    template = "casestudies/story_index_page.html"
    narrowed_by = StoryNarrowing.names()
    per_page = 12

    class Meta:
        verbose_name = _("stories")

    def get_context(self, request, *args, **kwargs):
        stories = StoryPage.objects.readable().child_of(self)
        return super().get_context(request, *args, **kwargs) | listed_stories(request, self, stories)


@tabs
class StoryPage(Told, PublicPage):
    """One story. Nobody starts one in the CMS: a story begins with its teller, in the portal."""

    stages = ParentalManyToManyField(Stage, blank=True, related_name="+", verbose_name=_("stages"))
    principles = ParentalManyToManyField(Principle, blank=True, related_name="+", verbose_name=_("principles"))
    rung = models.ForeignKey(
        Rung,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("how much say people had"),
    )
    contribution = models.CharField(_("what people gave"), max_length=120, blank=True)
    place = models.CharField(_("place"), max_length=80, blank=True)
    told_by = models.CharField(_("told by, as they chose"), max_length=160, blank=True)
    drawing = models.CharField(
        _("drawing"),
        max_length=40,
        blank=True,
        choices=drawing_choices,
        help_text=_("Stands in lists where the story has no picture of its own."),
    )
    is_example = models.BooleanField(_("made-up example"), default=False)

    parent_page_types = ["casestudies.StoryIndexPage"]
    subpage_types = []
    search_kind = "story"
    has_exit = True
    template = "casestudies/story_page.html"

    content_panels = [
        *PublicPage.content_panels,
        MultiFieldPanel([FieldPanel(name) for name in ABOUT], _("About this story")),
    ]
    search_fields = [*PublicPage.search_fields, index.SearchField("told_by"), index.SearchField("place")]
    objects = PageManager.from_queryset(StoryQuerySet)()

    class Meta:
        verbose_name = _("story")

    # --- On a card ---
    @property
    def teller(self) -> str:
        return gettext("Told by %(name)s") % {"name": self.told_by} if self.told_by else ""

    @property
    def flag(self) -> str:
        return gettext("Made-up example") if self.is_example else ""

    @property
    def card_picture(self):
        return self.picture and self.picture.get_rendition(ON_A_CARD)

    @property
    def card_drawing(self) -> str:
        return static(f"drawings/{self.drawing}.svg") if self.drawing else ""
