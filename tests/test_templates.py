"""House rules that every template keeps. A reason stands beside each exception."""

import re

import pytest
from bs4 import BeautifulSoup, Doctype
from django.conf import settings

TEMPLATES = settings.BASE_DIR / "templates"
STATIC = settings.BASE_DIR / "site" / "static"
HTML = sorted(TEMPLATES.rglob("*.html"))
WORDS = sorted({*HTML, *TEMPLATES.rglob("*.txt")})

# Words that are not translated, and why.
IN_ENGLISH = {
    "500.html": "shown when nothing else works, languages included",
    "styleguide.html": "no reader sees it: it shows every piece to whoever builds and tests",
    "robots.txt": "read by machines",
}
NOT_WORDS = {"Easy Read", "PDF", "CSS"}
LETTERS = re.compile(r"[^\W\d_]{2,}")
SPOKEN = ("alt", "aria-label", "title", "placeholder", "label", "summary")
PASSED_ON = re.compile(r'\b(?:words|title|text|label|role|caption|heading|tag|meta)="([^"]*[^\W\d_]{2,}[^"]*)"')
GOVERNMENT = re.compile(r"GOV\.UK|\bcrest\b|\bcrown\b|GDS Transport|\bTransport\b")


def short(path):
    return str(path.relative_to(TEMPLATES))


def without_tags(source):
    """What is left of a template for a browser to show: no comments, tags, variables, or words to be translated."""
    source = re.sub(r"{#.*?#}", "", source, flags=re.DOTALL)
    source = re.sub(r"{% comment.*?{% endcomment %}", "", source, flags=re.DOTALL)
    source = re.sub(r"{% blocktranslate.*?{% endblocktranslate %}", "", source, flags=re.DOTALL)
    return re.sub(r"{%.*?%}|{{.*?}}", "", source, flags=re.DOTALL)


def code_free(source):
    """A template as HTML: what a tag or variable gives is left empty."""
    return BeautifulSoup(without_tags(source), "html.parser")


@pytest.mark.parametrize("path", HTML, ids=short)
def test_no_style_or_script_is_written_into_a_template(path):
    """The content policy would refuse it, and somebody would find a button that does nothing."""
    soup = code_free(path.read_text())
    found = soup.find_all("style") + [tag for tag in soup.find_all("script") if "src" not in tag.attrs]
    for tag in soup.find_all(True):
        if "style" in tag.attrs or any(name.startswith("on") for name in tag.attrs):
            found.append(tag)
    assert [str(tag)[:100] for tag in found] == []


@pytest.mark.parametrize("path", HTML, ids=short)
def test_nothing_is_loaded_from_another_host(path):
    loads = re.findall(
        r"<(?:script|img|link|iframe|source|video|audio|track|form)\b[^>]*(?:https?:)?//[^>]*>", path.read_text()
    )
    assert loads == []


@pytest.mark.parametrize(
    "path", sorted([*STATIC.rglob("*.css"), *STATIC.rglob("*.js"), *STATIC.rglob("*.svg")]), ids=lambda path: path.name
)
def test_no_file_of_ours_asks_another_host(path):
    text = path.read_text()
    asked = re.findall(
        r"""url\(\s*['"]?(?:https?:)?//[^)]*|@import[^;]*|(?:from|import\(|fetch\()\s*['"]https?:[^'"]*|(?:href|src)=["']https?:[^"']*""",
        text,
    )
    assert asked == []


@pytest.mark.parametrize(
    "path", sorted([*HTML, *STATIC.rglob("*.css"), *STATIC.rglob("*.svg")]), ids=lambda path: path.name
)
def test_nothing_looks_like_the_government(path):
    assert GOVERNMENT.findall(path.read_text()) == []


@pytest.mark.parametrize("path", [path for path in WORDS if short(path) not in IN_ENGLISH], ids=short)
def test_all_words_can_be_translated(path):
    source = path.read_text()
    soup = code_free(source)
    said = [text for text in soup.find_all(string=True) if not isinstance(text, Doctype)]
    said += [tag[name] for tag in soup.find_all(True) for name in SPOKEN if isinstance(tag.attrs.get(name), str)]
    said += [given for tag in re.findall(r"{%\s*include.*?%}", source) for given in PASSED_ON.findall(tag)]
    assert [text.strip() for text in said if LETTERS.search(text) and text.strip() not in NOT_WORDS] == []


def test_no_exception_outlives_its_template():
    assert {name for name in IN_ENGLISH if not (TEMPLATES / name).exists()} == set()


PIECES = [path for path in HTML if path.parent.name == "components" or path.name.startswith("_")]


@pytest.mark.parametrize("path", PIECES, ids=short)
def test_a_piece_says_what_it_is(path):
    first = path.read_text().splitlines()[0]
    assert re.match(r"{# .+ #}$", first), "its first line is a comment"
    if path.parent.name == "components":
        assert "Variables" in first or "Part of" in first, "and names its variables, or the page it is part of"


@pytest.mark.parametrize("path", HTML, ids=short)
def test_an_icon_never_stands_alone(path):
    """Only words tell what an icon means: a link or button that holds one holds words too."""
    marked = re.sub(r"{% icon .*?%}", "<i></i>", path.read_text())
    marked = re.sub(r"{{.*?}}|{% (?:translate|blocktranslate|firstof|include|word).*?%}", "words", marked)
    soup = BeautifulSoup(re.sub(r"{[%#].*?[%#]}", "", marked), "html.parser")
    alone = [tag for tag in soup.find_all(["a", "button", "summary"]) if tag.find("i") and not tag.get_text(strip=True)]
    assert [str(tag)[:100] for tag in alone] == []
