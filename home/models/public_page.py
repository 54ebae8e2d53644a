"""What every kind of public page shares."""

import hashlib
import json
from copy import copy
from functools import partial

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import models, transaction
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList, PublishingPanel, TabbedInterface
from wagtail.fields import StreamField
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index
from wagtail.url_routing import RouteResult

from home.blocks import BODY_BLOCKS, EASY_READ_BLOCKS
from home.freshness import keep
from home.page_forms import PublicPageForm
from home.page_permissions import PublicPagePermissionTester
from home.streams import content_of

EASY_READ = "easy-read"
PLAIN_ENGLISH = HelpPanel(template="home/cms/plain_english_panel.html")


class Nowhere(Exception):
    """No page has this address; `so_far`: those on the way that there are."""

    def __init__(self, so_far):
        super().__init__()
        self.so_far = so_far


class PublicPage(Page):
    """What every public page has: words, an Easy Read version beside them, and when somebody last read it through."""

    introduction = models.TextField(
        _("introduction"), blank=True, help_text=_("One or two sentences that say what this page is about.")
    )
    picture = models.ForeignKey(
        "home.Picture", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("picture")
    )
    content_note = models.CharField(
        _("content note"),
        max_length=255,
        blank=True,
        help_text=_("Shown before the text when it speaks of something hard, so that people can choose."),
    )
    body = StreamField(BODY_BLOCKS, verbose_name=_("page"), blank=True)
    easy_read = StreamField(EASY_READ_BLOCKS, verbose_name=_("Easy Read"), blank=True)
    easy_read_of = models.CharField(max_length=64, blank=True, editable=False)
    easy_read_checked_by = models.CharField(
        _("who read it and checked it"),
        max_length=160,
        blank=True,
        help_text=_("Readers who tried it, by the name they chose. Until then the page says it still needs checking."),
    )
    reviewed_on = models.DateField(_("last read through on"), null=True, blank=True)
    starting_text = models.BooleanField(
        _("this is our starting text"),
        default=False,
        help_text=_("Shows 'Our starting text. Please change it together.' Take the tick away when you have."),
    )

    content_panels = [
        FieldPanel("title"),
        FieldPanel("introduction"),
        FieldPanel("picture"),
        FieldPanel("content_note"),
        FieldPanel("body"),
    ]
    easy_read_panels = [
        HelpPanel(template="home/cms/easy_read_help.html"),
        FieldPanel("easy_read"),
        FieldPanel("easy_read_same"),
        FieldPanel("easy_read_checked_by"),
    ]
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")],
            _("For search engines and sharing"),
        ),
        MultiFieldPanel([FieldPanel("show_in_menus")], _("In the menu")),
    ]
    about_panels = [FieldPanel("reviewed_on"), FieldPanel("starting_text"), PublishingPanel()]

    base_form_class = PublicPageForm
    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction", boost=2),
        index.SearchField("body"),
        index.SearchField("listed_words"),
        index.SearchField("easy_read_words"),
        index.FilterField("locale_id"),
    ]
    search_kind = "page"
    shows = ()  # the snippets whose words stand on it
    narrowed_by = frozenset()  # names in the address that choose what it shows
    more_words = ()  # fields with words that stand below the body, for forms and lists of what changed
    later_words = ()  # those of them that nobody has at the beginning; and what they are together
    later_title = ""
    more_choices = ()  # fields whose choices stand on it, too
    way_is_known_without_aliases = False  # until the way to it was walked in this request
    only_its_people = False  # known and changed by those it was given to itself, not by those of the part it stands in

    class Meta:
        abstract = True

    def listed_words(self) -> list[str]:
        """What a reader finds on the page besides its own text, to be found by it."""
        return []

    def easy_read_words(self) -> list[str]:
        return [pair.value["words"] for pair in self.easy_read]

    def route(self, request, path_components):
        """Serve the Easy Read version at `easy-read/` below the page, when there is one."""
        if self.live and self.is_over and not path_components[1:]:
            raise Http404
        if path_components == [EASY_READ] and self.live and self.easy_read:
            return RouteResult(self, kwargs={"easy_read": True})
        if path_components:
            return self.route_below(request, path_components)
        return super().route(request, path_components)

    def route_below(self, request, path_components):
        """Ask for all pages on the way at once (Wagtail asks twice a step), and let the last of them answer."""
        try:
            way = keep(request, f"way:{self.pk}/{'/'.join(path_components)}", partial(self._way, path_components))
        except Nowhere as said:
            way = said.so_far
        if not way:
            return super().route(request, path_components)
        way = [copy(step) for step in way]
        request.pages_on_the_way = [self, *way]
        try:
            page = way[-1].specific
        except ObjectDoesNotExist as gone:  # since the way to it was kept
            raise Http404 from gone
        page.way_is_known_without_aliases = not any(step.alias_of_id for step in request.pages_on_the_way)
        return page.route(request, path_components[page.depth - self.depth :])

    def _way(self, path_components):
        """One query. Raises `Nowhere` when no page is at the end of it: nothing is kept of what somebody made up."""
        urls = [f"{self.url_path}{'/'.join(path_components[:end])}/" for end in range(1, len(path_components) + 1)]
        if path_components[-1] == EASY_READ:
            urls.pop()  # it is for the page above to say whether this is its Easy Read version
        found = Page.objects.filter(slug__in=path_components, url_path__in=urls, path__startswith=self.path)
        way = sorted(found, key=lambda page: page.depth)
        if not way or way[-1].url_path != urls[-1]:
            raise Nowhere(way)
        return way

    def get_view_restrictions(self):
        """As Wagtail's, in one query instead of two where it is known that no page on the way is an alias."""
        if not self.way_is_known_without_aliases:
            return super().get_view_restrictions()
        way = [self.path[:end] for end in range(self.steplen, len(self.path) + 1, self.steplen)]
        return PageViewRestriction.objects.filter(page__path__in=way)

    def permissions_for_user(self, user):
        return PublicPagePermissionTester(user, self)

    @transaction.atomic
    def save(self, *args, **kwargs):
        """Whatever puts words on the site ends here, so here stands the gate: the settings name it (docs/adr/0019)."""
        import_string(settings.PUBLISH_GATE)(self, kwargs.get("update_fields"))
        return super().save(*args, **kwargs)

    def save_revision(self, *args, **kwargs):
        """Until it is on the site a new title is for the page's team alone; Wagtail's choosers show it to everybody."""
        revision = super().save_revision(*args, **kwargs)
        if self.live:
            Page.objects.filter(pk=self.pk).update(draft_title=models.F("title"))
        return revision

    def serve(self, request, easy_read=False):
        if not easy_read and request.look.easy_read and self.easy_read and not getattr(request, "is_preview", False):
            return redirect(self.easy_read_url(request))
        request.shows_easy_read = easy_read
        return super().serve(request)

    def easy_read_url(self, request=None):
        return f"{self.get_url(request)}{EASY_READ}/"

    def get_template(self, request, *args, **kwargs):
        if getattr(request, "shows_easy_read", False):
            return "home/easy_read.html"
        return super().get_template(request, *args, **kwargs)

    @property
    def is_over(self) -> bool:
        """Whether the day has come on which it ends, though nothing has taken it down yet."""
        return self.expire_at is not None and self.expire_at <= timezone.now()

    @property
    def has_exit(self) -> bool:
        """Whether a way out is shown at once: where what somebody reads could put them at risk."""
        return bool(self.content_note)

    def words_digest(self):
        """A fingerprint of what the page says, to tell when the Easy Read version has been left behind."""
        words = [self.title, self.introduction, content_of(self.body), *self.listed_words()]
        return hashlib.sha256(json.dumps(words, sort_keys=True).encode()).hexdigest()

    @property
    def easy_read_is_behind(self):
        return bool(self.easy_read) and self.easy_read_of != self.words_digest()


def tabs(cls):
    """Give a page class the same four tabs in the CMS, in the words of its own panels."""
    cls.edit_handler = TabbedInterface(
        [
            ObjectList([*cls.content_panels, PLAIN_ENGLISH], heading=_("Words")),
            ObjectList(cls.easy_read_panels, heading=_("Easy Read")),
            ObjectList(cls.promote_panels, heading=_("Search and menu")),
            ObjectList(cls.about_panels, heading=_("About this page")),
        ]
    )
    return cls
