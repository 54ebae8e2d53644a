"""What surrounds the words of every page: the brand, the menu, the way back, the languages, where to get help."""

from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.templatetags.static import static
from django.urls import translate_url
from django.utils.translation import get_language, get_language_info
from wagtail.models import Locale

from home.models import Brand, GetInvolvedPage, HomePage, NoticePage, Signposting

KEPT = 600  # seconds; whatever changes one of these empties it at once (home/signals.py)


@dataclass(frozen=True)
class Link:
    title: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class Language:
    code: str
    name: str
    url: str
    current: bool
    dir: str
    older: bool = False


def keep(name, make):
    """The value under `name` and the reader's language, made again when it is not in the cache."""
    key = f"reading:{name}:{get_language()}"
    value = cache.get(key)
    if value is None:
        value = make()
        cache.set(key, value, KEPT)
    return value


def brand(request) -> dict:
    """The organisation's name, look and contact, and where its notices are in the reader's language."""
    return keep("brand", _brand)


def _brand() -> dict:
    own = Brand.load()
    involved = GetInvolvedPage.objects.live().filter(locale=Locale.get_active()).first()
    notices = {page.kind: page.url for page in NoticePage.objects.live().filter(locale=Locale.get_active())}
    return {
        "name": own.name,
        "tagline": own.tagline,
        "charity_line": own.what_we_are,
        "people_word": own.people_word,
        "logo_url": own.logo.get_rendition("max-320x120").url if own.logo else static("logo.svg"),
        "contact_name": own.contact_name,
        "contact_phone": own.contact_phone,
        "contact_email": own.contact_email,
        "contact_hours": own.contact_hours,
        "css_url": own_colours_url(own),
        "get_involved_url": involved.url if involved else "",
        **{f"{kind}_url": notices.get(kind, "") for kind in NoticePage.Kind.values},
    }


def own_colours_url(own: Brand) -> str:
    return ""


def menu(request) -> list[Link]:
    """The pages of the main menu in the reader's language, the one being read marked."""
    pages = keep("menu", _menu)
    return [Link(title, url, current=request.path.startswith(url)) for title, url in pages]


def _menu():
    home = HomePage.objects.filter(locale=Locale.get_active()).first()
    if home is None:
        return []
    return [(page.title, page.url) for page in home.get_children().live().in_menu()]


def breadcrumbs(request, page=None) -> list[Link]:
    """The pages above this one, from the home page down."""
    if page is None or not page.pk or page.depth < 3:
        return []
    above = page.get_ancestors().filter(depth__gt=1).order_by("depth").only("title", "url_path", "slug", "locale_id")
    return [Link(ancestor.title, ancestor.get_url(request)) for ancestor in above]


def languages(request, page=None) -> list[Language]:
    """This page in each language it can be read in; the reader's own is marked."""
    here = get_language()
    if page is not None and page.pk:
        found = page.get_translations(inclusive=True).live().filter(alias_of__isnull=True).select_related("locale")
        urls = {other.locale.language_code: other.get_url(request) for other in found}
    else:
        urls = {code: translate_url(request.path, code) for code, _name in settings.LANGUAGES}
    return [
        Language(
            code=code,
            name=get_language_info(code)["name_local"],
            url=urls[code],
            current=code == here,
            dir="rtl" if get_language_info(code)["bidi"] else "ltr",
        )
        for code, _name in settings.LANGUAGES
        if code in urls
    ]


def help_entries() -> list[Signposting]:
    return keep("help", lambda: list(Signposting.objects.filter(locale=Locale.get_active())))
