"""New and changed pages, for people who use a feed reader, in the language of the address."""

import re

from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language, gettext as _

from home import reading
from home.queries import public_pages

MOST = 20
# Signs that no feed may hold. They come along when somebody pastes from a slide or a PDF, and nobody sees them.
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def clean(words: str) -> str:
    return UNSEEN.sub(" ", words)


class PagesFeed(Feed):
    """Says what a page is called and what it is about; never who wrote or changed it."""

    feed_type = Atom1Feed

    def get_object(self, request):
        return request

    def title(self, request):
        return clean(reading.brand(request)["name"])

    def author_name(self, request):
        return clean(reading.brand(request)["name"])

    def link(self, request):
        return reading.brand(request)["home_url"]

    def subtitle(self, request):
        return _("New pages and pages that have changed")

    def items(self, request):
        pages = public_pages(request, get_language()).filter(last_published_at__isnull=False)
        newest = pages.order_by("-last_published_at", "-pk").defer_streamfields().specific()[:MOST]
        return [(page, page.get_url(request)) for page in newest]

    def item_title(self, item):
        return clean(item[0].title)

    def item_description(self, item):
        page = item[0]
        return escape(clean(page.search_description or getattr(page, "introduction", "")))

    def item_link(self, item):
        return item[1]

    def item_pubdate(self, item):
        return item[0].first_published_at

    def item_updateddate(self, item):
        return item[0].last_published_at
