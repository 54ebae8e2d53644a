"""Whole public pages kept for people who are not signed in, and given out before a session or a database is asked.

A page is kept under the word of `freshness`: when anything public changes, the word changes, and what was kept is never
given out again. It is kept in one of a fixed number of places, so that whoever invents addresses cannot fill the cache,
and so that `empty` can delete every copy of words that somebody has taken back.
"""

import gzip
import hashlib
import re
import time
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import cache
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from wagtail.models import Page, Revision

from home import freshness
from home.look import Look

PLACES = 2048  # of each sort
SORTS = ("usual", "other")
# Added to addresses by whoever leads people here; no page of ours reads them.
TRACKING = re.compile(r"utm_\w+|fbclid|gclid|msclkid|mc_cid|mc_eid")
# The language is in the path, whatever the browser prefers; the one cookie that matters is part of the key.
VARIES = {"cookie", "accept-language", "accept-encoding"}
GZIP = re.compile(r"\bgzip\b")


class Kept(NamedTuple):
    """One page. `body` is compressed; `until` is in seconds since 1970."""

    key: str
    word: str
    until: float
    headers: dict[str, str]
    body: bytes


class PageCache:
    def __init__(self, get_response):
        if not settings.PAGE_CACHE_SECONDS:
            raise MiddlewareNotUsed
        self.get_response = get_response
        # New static files have new names: a page that asks for the old ones is not given out after an upgrade.
        self.release = getattr(staticfiles_storage, "manifest_hash", "")
        self.own_host = urlsplit(settings.WAGTAILADMIN_BASE_URL).netloc.lower()

    def __call__(self, request):
        if not asked_by_anybody(request):
            return self.get_response(request)
        key, place = self.key_and_place(request)
        found = cache.get_many([freshness.KEY, place])
        request.freshness = word = found.get(freshness.KEY) or freshness.stamp()
        kept = found.get(place)
        if kept is None or kept[:2] != (key, word) or kept[2] <= time.time():
            response = self.get_response(request)
            if not (is_the_address_itself(request) and is_for_everybody(request, response)):
                return response
            kept = keep(request, response, key, word, place)
        return answer(request, Kept(*kept))

    def key_and_place(self, request) -> tuple[str, str]:
        """What tells this page from all others, and where it is kept.

        What anybody may vary at will (query, look, the port in Host) has places of its own: it cannot push the usual
        pages out.
        """
        host, query, look = request.get_host().lower(), query_of(request), request.look
        key = "\n".join((self.release, request.scheme, host, request.path, query, str(look)))
        sort = "usual" if host == self.own_host and not query and look == Look() else "other"
        number = int.from_bytes(hashlib.blake2b(key.encode(), digest_size=4).digest()) % PLACES
        return key, place_name(sort, number)


def place_name(sort: str, number: int) -> str:
    return f"page:{sort}:{number}"


def empty(**kwargs):
    """Delete every page that is kept, for words that must not be found in any file or memory of ours."""
    cache.delete_many([place_name(sort, number) for sort in SORTS for number in range(PLACES)])


def ends(request, moment: datetime):
    """Say that something on the page being made changes at `moment`, without anybody touching it."""
    request.page_ends = min(moment, getattr(request, "page_ends", moment))


def asked_by_anybody(request) -> bool:
    """Whether nothing in the request could make the answer one for this person alone."""
    return (
        request.method in ("GET", "HEAD")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "messages" not in request.COOKIES
        and "Authorization" not in request.headers
        and not getattr(request, "is_dummy", False)  # the CMS looks at a draft
    )


def query_of(request) -> str:
    """The query in one spelling, without what no page reads."""
    read = [(name, values) for name, values in request.GET.lists() if not TRACKING.fullmatch(name)]
    return urlencode(sorted(read), doseq=True)


def is_the_address_itself(request) -> bool:
    """Pages repeat their own address in links and forms: only its one right spelling is kept."""
    return (
        request.META.get("QUERY_STRING", "") == query_of(request) and request.get_host() == request.get_host().lower()
    )


def is_for_everybody(request, response) -> bool:
    if request.method != "GET" or response.status_code != 200 or response.streaming or response.cookies:
        return False
    match = request.resolver_match
    return (
        match is not None
        and (match.view_name == "wagtail_serve" or is_said_to_be(match.func))
        and set(request.GET) <= getattr(page_of(response), "narrowed_by", set())
        and not request.user.is_authenticated
        and not getattr(request, "is_preview", False)
        and "Cache-Control" not in response
        and {name.strip().lower() for name in response.get("Vary", "cookie").split(",")} <= VARIES
        and b"csrfmiddlewaretoken" not in response.content
    )


def is_said_to_be(view) -> bool:
    """Views that show everybody the same, and say so."""
    return getattr(getattr(view, "view_class", None), "for_everybody", False)


def page_of(response):
    return (getattr(response, "context_data", None) or {}).get("page")


def keep(request, response, key, word, place) -> Kept:
    """Keep the page, unless something public has changed since it was asked for."""
    body = gzip.compress(response.content, compresslevel=6, mtime=0)
    response["ETag"] = f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    # The reader's own browser asks each time whether it is still so: what was taken down is gone at once, also there.
    response["Cache-Control"] = "private, no-cache"
    patch_vary_headers(response, ("Cookie", "Accept-Encoding"))
    headers = {name: value for name, value in response.items() if name != "Content-Length"}
    kept = Kept(key, word, time.time() + seconds_left(request), headers, body)
    if kept.until > time.time():
        cache.set(place, tuple(kept), settings.PAGE_CACHE_SECONDS)
        if freshness.stamp() != word:  # a change while it was being made: `empty` may have been here before us
            cache.delete(place)
    return kept


def seconds_left(request) -> float:
    """How long the page stays true: until the next date on it or in the CMS, and never longer than the setting."""
    now = timezone.now()
    moments = [moment for moment in freshness.keep(request, "moments", planned_moments) if moment > now]
    if hasattr(request, "page_ends"):
        moments.append(request.page_ends)
    return min([settings.PAGE_CACHE_SECONDS, *((moment - now).total_seconds() for moment in moments)])


def planned_moments() -> list[datetime]:
    """When pages are to come out or to end, as the CMS has it."""
    now = timezone.now()
    ending = Page.objects.live().filter(expire_at__gt=now).values_list("expire_at", flat=True)
    coming = Revision.page_revisions.filter(approved_go_live_at__gt=now).values_list("approved_go_live_at", flat=True)
    return [*ending, *coming]


def answer(request, kept: Kept) -> HttpResponse:
    """The page as it is kept, or word that the browser's own copy is still right."""
    small = GZIP.search(request.headers.get("Accept-Encoding", ""))
    response = HttpResponse(kept.body if small else gzip.decompress(kept.body), headers=kept.headers)
    if small:
        response["Content-Encoding"] = "gzip"
    response["Content-Length"] = len(response.content)
    return get_conditional_response(request, etag=kept.headers["ETag"], response=response)
