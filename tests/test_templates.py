"""House rules that every template keeps. A reason stands beside each exception."""

import re

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


def found_in(paths, look) -> dict[str, list]:
    """What `look` finds in which file. All in one test: each by itself costs more to count than to look at."""
    return {path.name if path.is_relative_to(STATIC) else short(path): found for path in paths if (found := look(path))}


def test_no_style_or_script_is_written_into_a_template():
    """The content policy would refuse it, and somebody would find a button that does nothing."""

    def written(path):
        soup = code_free(path.read_text())
        found = soup.find_all("style") + [tag for tag in soup.find_all("script") if "src" not in tag.attrs]
        for tag in soup.find_all(True):
            if "style" in tag.attrs or any(name.startswith("on") for name in tag.attrs):
                found.append(tag)
        return [str(tag)[:100] for tag in found]

    assert found_in(HTML, written) == {}


LOADS = re.compile(r"<(?:script|img|link|iframe|source|video|audio|track|form)\b[^>]*(?:https?:)?//[^>]*>")
ASKS = re.compile(
    r"""url\(\s*['"]?(?:https?:)?//[^)]*|@import[^;]*|(?:from|import\(|fetch\()\s*['"]https?:[^'"]*|(?:href|src)=["']https?:[^"']*"""
)


def test_nothing_is_loaded_from_another_host():
    assert found_in(HTML, lambda path: LOADS.findall(path.read_text())) == {}


def test_no_file_of_ours_asks_another_host():
    files = [*STATIC.rglob("*.css"), *STATIC.rglob("*.js"), *STATIC.rglob("*.svg")]
    assert files
    assert found_in(files, lambda path: ASKS.findall(path.read_text())) == {}


def test_nothing_looks_like_the_government():
    files = [*HTML, *STATIC.rglob("*.css"), *STATIC.rglob("*.svg")]
    assert found_in(files, lambda path: GOVERNMENT.findall(path.read_text())) == {}


def test_all_words_can_be_translated():
    def in_english(path):
        source = path.read_text()
        soup = code_free(source)
        said = [text for text in soup.find_all(string=True) if not isinstance(text, Doctype)]
        said += [tag[name] for tag in soup.find_all(True) for name in SPOKEN if isinstance(tag.attrs.get(name), str)]
        said += [given for tag in re.findall(r"{%\s*include.*?%}", source) for given in PASSED_ON.findall(tag)]
        return [text.strip() for text in said if LETTERS.search(text) and text.strip() not in NOT_WORDS]

    assert found_in([path for path in WORDS if short(path) not in IN_ENGLISH], in_english) == {}


def test_no_exception_outlives_its_template():
    assert {name for name in IN_ENGLISH if not (TEMPLATES / name).exists()} == set()


def test_a_piece_says_what_it_is():
    """Its first line is a comment, and that of a component names its variables, or the page it is part of."""
    pieces = [path for path in HTML if path.parent.name == "components" or path.name.startswith("_")]
    assert pieces

    def wrong(path):
        first = path.read_text().splitlines()[0]
        says = path.parent.name != "components" or "Variables" in first or "Part of" in first
        return [] if re.match(r"{# .+ #}$", first) and says else [first]

    assert found_in(pieces, wrong) == {}


def test_an_icon_never_stands_alone():
    """Only words tell what an icon means: a link or button that holds one holds words too."""

    def alone(path):
        marked = re.sub(r"{% icon .*?%}", "<i></i>", path.read_text())
        marked = re.sub(r"{{.*?}}|{% (?:translate|blocktranslate|firstof|include|word).*?%}", "words", marked)
        soup = BeautifulSoup(re.sub(r"{[%#].*?[%#]}", "", marked), "html.parser")
        holding = [tag for tag in soup.find_all(["a", "button", "summary"]) if tag.find("i")]
        return [str(tag)[:100] for tag in holding if not tag.get_text(strip=True)]

    assert found_in(HTML, alone) == {}
