"""Stories as the public reads them. Telling one together, and the consent that lets it out, come with the portal."""

from copy import copy

from django.db import models
from django.db.models import Prefetch, prefetch_related_objects
from django.templatetags.static import static
from django.utils.translation import gettext, gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import CommentPanel, FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.search import index
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import SynchronizedField

from casestudies.blocks import STORY_BLOCKS
from casestudies.feeds import ADDRESS, StoriesFeed
from casestudies.listing import StoryNarrowing, listed_stories
from casestudies.models.told import Told
from casestudies.queries import ON_A_CARD, StoryQuerySet
from home.blocks import drawing_choices
from home.freshness import first_end, keep
from home.models import Contribution, Partner, Picture, Principle, PublicPage, Rung, Stage
from home.models.public_page import tabs

ABOUT = ("drawing", "place", "contributions", "stages", "principles", "rung", "partners")
LISTS = ("stages", "principles", "contributions", "partners")
MOST_RELATED = 3


@tabs
class StoryIndexPage(PublicPage):
    subpage_types = ["casestudies.StoryPage"]
    parent_page_types = ["home.HomePage"]
    template = "casestudies/story_index_page.html"
    narrowed_by = StoryNarrowing.kept_names()
    per_page = 12

    class Meta:
        verbose_name = _("stories")

    @property
    def stories(self):
        """Those below it that anybody may read now."""
        return StoryPage.objects.readable().child_of(self)

    def route(self, request, path_components):
        """The feed is at `feed/` below the list."""
        if path_components == [ADDRESS] and self.live and not self.is_over:
            return RouteResult(self, kwargs={"feed": True})
        return super().route(request, path_components)

    def serve(self, request, feed=False, **kwargs):
        if feed:
            return StoriesFeed(self, self.stories)(request)
        return super().serve(request, **kwargs)

    def feed_url(self, request=None) -> str:
        return f"{self.get_url(request)}{ADDRESS}/"

    def get_context(self, request, *args, **kwargs):
        feed = {"feed_url": self.feed_url(request)} if self.pk else {}
        return super().get_context(request, *args, **kwargs) | listed_stories(request, self, self.stories) | feed


@tabs
class StoryPage(Told, PublicPage):
    """One story. Nobody starts one in the CMS: a story begins with its teller, in the portal."""

    body = StreamField(STORY_BLOCKS, verbose_name=_("page"), blank=True)
    stages = ParentalManyToManyField(Stage, blank=True, related_name="+", verbose_name=_("part of the work"))
    principles = ParentalManyToManyField(Principle, blank=True, related_name="+", verbose_name=_("what it shows"))
    rung = models.ForeignKey(
        Rung,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,  # its drafts and earlier versions are read also when a list has it no more
        related_name="+",
        verbose_name=_("how much say people had"),
    )
    contributions = ParentalManyToManyField(
        Contribution, blank=True, related_name="+", verbose_name=_("what people gave")
    )
    partners = ParentalManyToManyField(Partner, blank=True, related_name="+", verbose_name=_("worked with"))
    place = models.CharField(_("place"), max_length=80, blank=True)
    told_by = models.TextField(_("told by, as they chose"), blank=True)  # of however many; each chose up to 80 letters
    drawing = models.CharField(
        _("drawing"),
        max_length=40,
        blank=True,
        choices=drawing_choices,
        help_text=_("Stands in lists where the story has no picture of its own."),
    )
    happened_next = models.TextField(
        _("what happened next"), blank=True, help_text=_("Some time later, if those who tell it want to say.")
    )
    happened_next_on = models.DateField(_("when that was written"), null=True, blank=True)
    answered_by = models.CharField(
        _("who answers"), max_length=160, blank=True, help_text=_("A service or organisation that the story speaks of.")
    )
    answer = models.TextField(_("their answer, for everybody to read"), blank=True)
    is_example = models.BooleanField(_("made-up example"), default=False)

    is_creatable = False  # in the CMS; Wagtail asks the class itself, and not those it comes from
    parent_page_types = ["casestudies.StoryIndexPage"]
    subpage_types = []
    search_kind = "story"
    has_exit = True
    template = "casestudies/story_page.html"
    more_words = ("content_note", "place", "happened_next", "answered_by", "answer")
    later_words = ("happened_next", "answered_by", "answer")
    later_title = _("What happened later, and an answer")
    more_choices = ("stages", "principles", "contributions", "partners", "rung", "drawing")

    # Names are nobody's to translate, and the address follows the title.
    override_translatable_fields = [SynchronizedField(name, overridable=False) for name in ("told_by", "slug")]

    content_panels = [
        *PublicPage.content_panels,
        MultiFieldPanel([FieldPanel(name) for name in ABOUT], _("About this story")),
        MultiFieldPanel([FieldPanel("happened_next"), FieldPanel("happened_next_on")], _("What happened next")),
        MultiFieldPanel([FieldPanel("answered_by"), FieldPanel("answer")], _("An answer")),
        HelpPanel(template="casestudies/cms/who_has_agreed.html"),
    ]
    # No day on which it comes or goes: it comes with the last yes, and goes when somebody does not allow it any more.
    about_panels = [FieldPanel("reviewed_on"), FieldPanel("starting_text"), CommentPanel()]
    search_fields = [
        *PublicPage.search_fields,
        index.SearchField("told_by"),
        index.SearchField("place"),
        index.SearchField("happened_next"),
        index.SearchField("answer"),
    ]
    objects = PageManager.from_queryset(StoryQuerySet)()

    class Meta:
        verbose_name = _("story")

    def get_context(self, request, *args, **kwargs):
        """Each thing once, its pictures together, what it is about from memory: a story has much beside it."""
        prefetch_related_objects([self], Prefetch("picture", Picture.objects.prefetch_renditions()))
        self._remember_what_it_is_about(request)
        rungs = keep(request, "rungs", Rung.objects.in_bulk)
        more = {"rung": rungs.get(self.rung_id), "related": self.related(request)}
        return super().get_context(request, *args, **kwargs) | more

    def _remember_what_it_is_about(self, request):
        """The lists that are chosen from: four queries, and the same for every reader until something changes."""
        if getattr(request, "is_preview", False):
            prefetch_related_objects([self], *LISTS)
            return
        known = keep(request, f"about:{self.pk}", self._what_it_is_about)
        self._prefetched_objects_cache = getattr(self, "_prefetched_objects_cache", {}) | known

    def _what_it_is_about(self) -> dict:
        prefetch_related_objects([self], *LISTS)
        return {name: self._prefetched_objects_cache[name] for name in LISTS}

    def related(self, request) -> list:
        """The newest that share something with it; none where its people chose some themselves."""
        if any(block.block_type == "related_stories" for block in self.body):
            return []
        if getattr(request, "is_preview", False):
            return self._related()
        return [copy(story) for story in keep(request, f"related:{self.pk}", self._related, ends=first_end)]

    def _related(self) -> list:
        return list(StoryPage.objects.readable().sharing_with(self).newest_first()[:MOST_RELATED])

    # --- On a card ---
    @property
    def teller(self) -> str:
        return gettext("Told by %(name)s") % {"name": self.told_by} if self.told_by else ""

    @property
    def flag(self) -> str:
        return gettext("Made-up example") if self.is_example else ""

    @property
    def card_lines(self) -> list[str]:
        return [line for line in (self.place, ", ".join(stage.title for stage in self.stages.all())) if line]

    @property
    def card_picture(self):
        return self.picture and self.picture.get_rendition(ON_A_CARD)

    @property
    def card_drawing(self) -> str:
        return static(f"drawings/{self.drawing}.svg") if self.drawing else ""
