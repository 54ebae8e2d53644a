"""Links between pages in running text."""

from collections import ChainMap

from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from home.freshness import keep
from home.queries import is_out

KEPT_AT_MOST = 5_000  # addresses in a worker's memory, until something public changes
FOR_AN_ADDRESS = (
    "path",
    "depth",
    "url_path",
    "locale",
    "translation_key",
    "content_type",
    "alias_of",
    "live",
    "expire_at",
)


class PageLink(PageLinkHandler):
    """As Wagtail's, but in one query for a text: an address needs none of the words of the page it leads to."""

    @classmethod
    def get_many(cls, attrs_list):
        ids = [str(attrs.get("id")) for attrs in attrs_list]
        found = Page.objects.filter(id__in=ids).select_related("locale").only(*FOR_AN_ADDRESS)
        pages = {str(page.pk): page for page in found}
        return [pages.get(pk) for pk in ids]

    @classmethod
    def expand_db_attributes_many(cls, attrs_list):
        known = keep(None, "addresses of pages", dict)
        new = [attrs for attrs in attrs_list if attrs.get("id") not in known]
        found = {attrs.get("id"): _address(page) for attrs, page in zip(new, cls.get_many(new), strict=True)}
        if len(known) + len(found) <= KEPT_AT_MOST:
            known |= found
        addresses = ChainMap(found, known)
        return [_opening(addresses[attrs.get("id")]) for attrs in attrs_list]


def _opening(kept: tuple) -> str:
    """Without an address, where there is none or its day is over: what it says is then words as any other."""
    address, until = kept
    is_there = address is not None and (until is None or until > timezone.now())
    return f'<a href="{escape(address)}">' if is_there else "<a>"


def _address(page: Page | None) -> tuple:
    """In the reader's language where there is such a page, and the day until which it leads there."""
    if page is None:
        return None, None
    there = page if page.locale.language_code == get_language() else page.localized
    there = there if is_out(there) else page
    return (there.url, there.expire_at) if is_out(there) else (None, None)
