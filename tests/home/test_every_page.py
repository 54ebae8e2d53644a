"""Every kind of public page, with every field and block filled, in three languages: what each of them must have."""

import re
from collections import Counter
from datetime import date
from itertools import cycle, pairwise

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Locale

from home.models import HomePage, NoticePage
from tests.effort import THOROUGH
from tests.factories.filling import Filler, page_types, snippet_models

LANGUAGES = {"en": "ltr", "cy": "ltr", "ur": "rtl"}
# Said in the head of the page, and only there.
FOR_MACHINES = {"seo_title", "search_description"}
# Words kept with a file give way to those written where it is used.
OVERRULED = {"document.pdf", "document.mp4", "document.vtt"}
BANNER = "Our starting text"
EASY_READ = {"easy_read", "easy_read_checked_by"}

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("gate_is_open")]


def word(name):
    """A word that stands for what was written into the field or block called `name`, and for nothing else."""
    return "zq" + re.sub(r"\W", "x", name)


def pages_and_languages():
    """Each page in English and, in turn, in one of the others; in `make thorough`, in all."""
    others = cycle([language for language in LANGUAGES if language != "en"])
    for kind in page_types():
        for language in LANGUAGES if THOROUGH else ("en", next(others)):
            yield pytest.param(language, kind, id=f"{language}-{kind.__name__}")


@pytest.fixture
def language(request):
    return request.param


@pytest.fixture
def home(language):
    """The home page in that language, with the notices and words that every page shows around its own."""
    english = HomePage.objects.get(locale__language_code="en")
    locale, _made = Locale.objects.get_or_create(language_code=language)
    if language == "en":
        return english
    translated = english.copy_for_translation(locale)
    translated.live = True
    translated.save()
    return translated


@pytest.fixture
def asked():
    """The names of the fields and blocks that were filled since the last `clear()`."""
    return set()


@pytest.fixture
def filler(home, asked):
    filler = Filler(locale=home.locale, words=lambda name, most: asked.add(name) or word(name))
    for model in snippet_models():
        filler.snippet(model)
    home.add_child(instance=NoticePage(title="Rest", slug="rest", kind=NoticePage.Kind.BREAK, locale=home.locale))
    return filler


@pytest.fixture
def page(request, filler, home, asked):
    asked.clear()
    if request.param is not HomePage:
        return filler.page(request.param, parent=home, reviewed_on=date(2026, 1, 2))
    for name, value in filler.values(HomePage).items():
        if name != "slug":
            setattr(home, name, value)
    home.save()
    return home


def look_at(client, url):
    response = client.get(url)
    assert response.status_code == 200, url
    return BeautifulSoup(response.content, "html.parser")


@pytest.mark.parametrize(("language", "page"), list(pages_and_languages()), indirect=True)
def test_a_page_is_whole(client, page, asked, language):
    """As it comes and in Easy Read. One test a page and language, since making it costs more than looking at it."""
    asked -= FOR_MACHINES | OVERRULED
    easy_words = {name for name in asked if name.partition(".")[0] in EASY_READ}
    usual, easy = look_at(client, page.get_url()), look_at(client, page.easy_read_url())
    everything_written_is_shown(usual, asked - easy_words)
    everything_written_is_shown(easy, easy_words)
    assert usual.title.get_text().startswith(page.seo_title)
    for seen in (usual, easy):
        assert [seen.html["lang"], seen.html["dir"]] == [language, LANGUAGES[language]]
        assert [h1.get_text(strip=True) for h1 in seen.find_all("h1")] == [page.title]
        the_way_around(seen, page)
        headings_go_down_by_one(seen)
        ids_are_used_once_and_found(seen)
        pictures_and_controls_have_names(seen)
        what_is_hard_is_said_first(seen)
        no_template_is_left_over(seen)
    if language == "en":
        starting_text_goes_when_changed(client, page, usual)


def everything_written_is_shown(seen, names):
    """What people write into a page is to be read on it, or they wrote it for nothing."""
    assert {name for name in names if word(name) not in str(seen.main)} == set()


def the_way_around(seen, page):
    first = seen.body.find("a")
    assert first["href"] == "#main"
    assert seen.find(id="main").name == "main"
    assert len(seen.find_all("main")) == len(seen.find_all("header", class_="masthead")) == len(seen.find_all("footer"))
    crumbs = seen.select("nav.crumbs a")
    assert bool(crumbs) != isinstance(page, HomePage)
    help_button = seen.select("details.help > summary")
    assert len(help_button) == 1
    assert help_button[0].find_next("main"), "help comes before the page's own words"
    breaks = [link["href"] for link in seen.select(".break-link a")]
    assert len(breaks) == 2
    assert {href.rsplit("/", 2)[-2] for href in breaks} == {"rest"}
    assert seen.select("[data-print]")


def headings_go_down_by_one(seen):
    levels = [int(heading.name[1]) for heading in seen.main.find_all(re.compile(r"^h[1-6]$"))]
    steps = [(above, below) for above, below in pairwise(levels) if below > above + 1]
    assert steps == []


def ids_are_used_once_and_found(seen):
    ids = Counter(tag["id"] for tag in seen.find_all(id=True))
    assert [name for name, times in ids.items() if times > 1] == []
    pointed = set()
    for attribute in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
        for tag in seen.find_all(attrs={attribute: True}):
            pointed |= set(tag[attribute].split() if isinstance(tag[attribute], str) else tag[attribute])
    pointed |= {a["href"][1:] for a in seen.find_all("a", href=re.compile("^#."))}
    assert pointed - ids.keys() == set()


def pictures_and_controls_have_names(seen):
    assert [str(img) for img in seen.find_all("img") if "alt" not in img.attrs] == []
    assert [str(a) for a in seen.find_all(["a", "button", "summary"]) if not named(a)] == []


def named(tag):
    words = tag.get_text(strip=True) or tag.get("aria-label")
    return words or any(img.get("alt") for img in tag.find_all("img"))


def no_template_is_left_over(seen):
    text = seen.get_text()
    assert [mark for mark in ("{{", "{%", "{#", "%(", "None") if mark in text] == []


def what_is_hard_is_said_first(seen):
    note = seen.select_one(".notice--warning:has(#content-note)")
    assert word("content_note") in note.get_text()
    everything = seen.main.find_all()
    assert everything.index(note) < everything.index(seen.main.select_one(".body, .easy"))


def starting_text_goes_when_changed(client, page, usual):
    assert BANNER in usual.get_text()
    type(page).objects.filter(pk=page.pk).update(starting_text=False)
    assert BANNER not in look_at(client, page.get_url()).get_text()
