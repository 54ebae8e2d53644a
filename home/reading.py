"""What surrounds the words of every page: the brand, the menu, the way back, the languages, where to get help."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.templatetags.static import static
from django.urls import translate_url
from django.utils.translation import get_language, get_language_info
from wagtail.models import Locale

from home import brand_css
from home.freshness import keep
from home.models import (
    Brand,
    GetInvolvedPage,
    GlossaryPage,
    HomePage,
    NoticePage,
    QuestionsPage,
    ResourcesPage,
    Signposting,
)
from home.translations import versions


@dataclass(frozen=True)
class Link:
    title: str
    url: str
    current: bool = False
    text: str = ""
    language: str = ""


@dataclass(frozen=True)
class Language:
    """A language, named in its own words; `url` is the page in it."""

    code: str
    name: str
    dir: str
    url: str = ""
    current: bool = False


def brand(request) -> dict:
    """The organisation's name, look and contact, and where its notices are in the reader's language."""
    return keep(request, "brand", _brand)


def _brand() -> dict:
    own = Brand.objects.first() or Brand()  # reading a page writes nothing
    places = {page_type: _first_url(page_type) for page_type in (HomePage, GetInvolvedPage)}
    notices = {page.kind: page.url for page in _in_reach(NoticePage.objects.live())}
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
        "css_url": brand_css.address(own),
        "home_url": places[HomePage] or "/",
        "get_involved_url": places[GetInvolvedPage],
        **{f"{kind}_url": notices.get(kind, "") for kind in NoticePage.Kind.values},
    }


def _in_reach(found):
    """What is in the site's own language, then what is in the reader's: the last of two that say the same counts.

    Where nobody has translated the way to help, people still need it.
    """
    languages = [Locale.get_default(), Locale.get_active()]
    found = found.filter(locale__in=languages).select_related("locale")
    return sorted(found, key=lambda one: languages.index(one.locale))


def _in_one_language(found) -> list:
    """All in the reader's language; where there is none, all in the site's own."""
    found = _in_reach(found)
    return [one for one in found if one.locale_id == found[-1].locale_id]


def _first_url(page_type) -> str:
    pages = _in_one_language(page_type.objects.live())
    return pages[0].url if pages else ""


def menu(request) -> list[Link]:
    """The pages of the main menu in the reader's language with what each is about, the one being read marked."""
    pages = keep(request, "menu", _menu)
    return [Link(title, url, request.path.startswith(url), text, code) for title, url, text, code in pages]


def _menu():
    """Of the home page in the reader's language, or else of the one in the site's own."""
    for home in reversed(_in_reach(HomePage.objects.live())):
        below = home.get_children().live().public().in_menu().defer_streamfields().specific()
        if pages := list(below):
            code = settings.LANGUAGE_CODE if home.alias_of_id else home.locale.language_code
            return [(page.title, page.url, getattr(page, "introduction", ""), code) for page in pages]
    return []


def places(request) -> dict[str, str]:
    """The pages that list things in the reader's language: resources, answers, words. Empty where there is none."""
    return keep(request, "places", _places)


def _places() -> dict[str, str]:
    listing = {"resource": ResourcesPage, "answer": QuestionsPage, "word": GlossaryPage}
    return {kind: _first_url(page_type) for kind, page_type in listing.items()}


def breadcrumbs(request, page=None) -> list[Link]:
    """The pages above this one, from the home page down. Finding the page has usually met them already."""
    if page is None or not page.pk or page.depth < 3:
        return []
    met = {above.path: above for above in getattr(request, "pages_on_the_way", ())}
    steps = [page.path[: page.steplen * depth] for depth in range(2, page.depth)]
    if not set(steps) <= met.keys():
        met = {above.path: above for above in page.get_ancestors().filter(depth__gt=1)}
    return [Link(met[step].title, met[step].get_url(request)) for step in steps if met[step].live]


def language(code, **more) -> Language:
    info = get_language_info(code)
    return Language(code=code, name=info["name_local"], dir="rtl" if info["bidi"] else "ltr", **more)


def languages(request, page=None) -> list[Language]:
    """The languages this page can be read in, the reader's own marked."""
    here = get_language()
    if page is not None and page.pk:
        urls = {other.locale.language_code: other.get_url(request) for other in versions(page)}
    else:
        urls = {code: translate_url(request.get_full_path(), code) for code in spoken()}
    return [language(code, url=urls[code], current=code == here) for code, _name in settings.LANGUAGES if code in urls]


@cache
def spoken() -> list[str]:
    """The languages that the words around the pages have been translated into."""
    (catalogues,) = settings.LOCALE_PATHS
    return [
        code for code, _name in settings.LANGUAGES if code == settings.LANGUAGE_CODE or (catalogues / code).is_dir()
    ]


def language_around() -> str:
    """The language of the words around a page: the site's own where nobody has translated them into the reader's."""
    return get_language() if get_language() in spoken() else settings.LANGUAGE_CODE


def language_of(page) -> Language:
    """The language a page's own words are in: a copy that waits for its translation still has the source's."""
    here = next((version for version in versions(page) if version.pk == page.pk), None)
    return language((here or page.alias_of or page).locale.language_code)


def help_entries(request) -> list[Signposting]:
    return keep(request, "help", lambda: _in_one_language(Signposting.objects.all()))
