"""Every public page for search engines: an index, and for each language lists of at most 1,000 addresses."""

from django.conf import settings
from django.contrib.sitemaps import Sitemap, views
from django.db.models import Max

from home.queries import public_pages


class PagesSitemap(Sitemap):
    limit = 1000

    def __init__(self, request, language):
        self.request = request
        self.language_code = language

    def items(self):
        pages = public_pages(self.request, self.language_code).order_by("path")
        return pages.only("path", "depth", "url_path", "locale_id", "last_published_at")

    def location(self, page):
        return page.get_url(self.request)

    def lastmod(self, page):
        return page.last_published_at

    def get_latest_lastmod(self):
        return self.items().aggregate(latest=Max("last_published_at"))["latest"]


def _sections(request) -> dict[str, PagesSitemap]:
    return {code: PagesSitemap(request, code) for code, _name in settings.LANGUAGES}


def index(request):
    return views.index(request, _sections(request), sitemap_url_name="sitemap-section")


def section(request, section):
    return views.sitemap(request, _sections(request), section=section)
