"""The kinds of public page that show their own words, or the pages below them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from home.listing import ResourceNarrowing, listed_resources, pages_below
from home.models.public_page import PublicPage, tabs


@tabs
class HomePage(PublicPage):
    max_count_per_parent = 1
    parent_page_types = ["wagtailcore.Page"]
    template = "home/home_page.html"

    class Meta:
        verbose_name = _("home page")


@tabs
class StandardPage(PublicPage):
    template = "home/standard_page.html"

    class Meta:
        verbose_name = _("page")


@tabs
class SectionIndexPage(PublicPage):
    """A section: a few words, then its pages as cards."""

    template = "home/section_index_page.html"
    narrowed_by = frozenset({"page"})
    per_page = 20

    class Meta:
        verbose_name = _("section")

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"page_obj": pages_below(request, self)}


@tabs
class GetInvolvedPage(PublicPage):
    template = "home/get_involved_page.html"
    subpage_types = ["home.StandardPage"]
    narrowed_by = frozenset({"page"})
    per_page = 20

    class Meta:
        verbose_name = _("get involved")

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | {"page_obj": pages_below(request, self)}


@tabs
class ResourcesPage(PublicPage):
    subpage_types = []
    template = "home/resources_page.html"
    narrowed_by = ResourceNarrowing.names()
    per_page = 20

    class Meta:
        verbose_name = _("resources")

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | listed_resources(request, self)


@tabs
class NoticePage(PublicPage):
    """What we promise: accessibility, privacy, cookies, complaints. Found by its kind, whatever its title."""

    class Kind(models.TextChoices):
        ACCESSIBILITY = "accessibility", _("Accessibility statement")
        PRIVACY = "privacy", _("Privacy notice")
        COOKIES = "cookies", _("Cookies")
        COMPLAINTS = "complaints", _("Complaints")
        BREAK = "break", _("I need a break")
        WORRIED = "worried", _("Worried about someone")
        CONTACT = "contact", _("Contact")
        OTHER = "other", _("Another notice")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.OTHER)
    template = "home/notice_page.html"
    content_panels = [FieldPanel("kind"), *PublicPage.content_panels]

    class Meta:
        verbose_name = _("notice")

    @property
    def has_exit(self):
        return self.kind == self.Kind.BREAK or super().has_exit
