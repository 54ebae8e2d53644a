"""What search engines and those a page is shared with are told about it."""

import json

from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from home import reading
from home.translations import versions

SHARED_PICTURE = "fill-1200x630|format-jpeg"
LONGEST_DESCRIPTION = 160
# As in json_script: nothing in the data can end the element or begin another.
SAFE_IN_HTML = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def metadata(request, page) -> dict:
    """The one right address of the page, what it is about, and its picture."""
    told = page.search_description or page.introduction
    original = page.alias_of or page
    address = page.easy_read_url(request) if getattr(request, "shows_easy_read", False) else original.get_url(request)
    return {
        "title": page.seo_title or page.title,
        "canonical": request.build_absolute_uri(address),
        "description": Truncator(" ".join(told.split())).chars(LONGEST_DESCRIPTION),
        "language": reading.language_of(page).code,
        "picture": _picture(request, page),
    }


def _picture(request, page) -> dict:
    if page.picture is None:
        url = request.build_absolute_uri(static("share.png"))
        return {"url": url, "width": 1200, "height": 630, "alt": _("A drawing of people round a table")}
    rendition = page.picture.get_rendition(SHARED_PICTURE)
    return {
        "url": request.build_absolute_uri(rendition.url),
        "width": rendition.width,
        "height": rendition.height,
        "alt": page.picture.description,
    }


def alternates(request, page) -> list[tuple[str, str]]:
    """(language, full address) of each version of the page; `x-default` is for readers of none of them."""
    urls = {other.locale.language_code: request.build_absolute_uri(other.get_url(request)) for other in versions(page)}
    if len(urls) < 2:
        return []
    default = urls.get(settings.LANGUAGE_CODE) or next(iter(urls.values()))
    return [*urls.items(), ("x-default", default)]


def breadcrumb_data(request, page) -> SafeString:
    """The way to the page as schema.org's BreadcrumbList. Browsers run nothing of it, so the policy lets it stand."""
    steps = [*reading.breadcrumbs(request, page), reading.Link(page.title, page.get_url(request))]
    if len(steps) < 2:
        return SafeString("")
    data = {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": step.title, "item": request.build_absolute_uri(step.url)}
            for place, step in enumerate(steps, 1)
        ],
    }
    return for_engines(data)


def article_data(request, page) -> SafeString:
    """The page as schema.org's Article. No person is named: what they chose to be called is for readers of the page."""
    meta, brand = metadata(request, page), reading.brand(request)
    data = {
        "@type": "Article",
        "headline": meta["title"],
        "description": meta["description"],
        "url": meta["canonical"],
        "image": meta["picture"]["url"],
        "inLanguage": meta["language"],
        "publisher": {
            "@type": "Organization",
            "name": brand["name"],
            "url": request.build_absolute_uri(brand["home_url"]),
        },
    }
    days = {"datePublished": page.first_published_at, "dateModified": page.last_published_at}
    return for_engines(data | {name: day.isoformat() for name, day in days.items() if day})


def for_engines(data: dict) -> SafeString:
    data = {"@context": "https://schema.org", **data}
    words = mark_safe(json.dumps(data).translate(SAFE_IN_HTML))  # nothing left that could end it  # nosec B308 B703
    return format_html('<script type="application/ld+json">{}</script>', words)
