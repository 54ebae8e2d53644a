"""Hard words explained where a page uses them: the first use leads to its meaning at the end of the same page."""

import re
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from html import escape, unescape

from django.utils.safestring import SafeString, mark_safe

from home.freshness import keep
from home.models import GlossaryTerm

# What a word may hold besides letters: the small signs that Urdu and decomposed Welsh letters carry.
SIGNS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d"
TAG = re.compile(r"""(<(?:[^<>"']|"[^"]*"|'[^']*')*>)""")
NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
# Here a link would be out of place, or is there already; and what people said stays as they said it.
LEFT_ALONE = frozenset(
    {"a", "blockquote", "button", "code", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "label", "option", "pre", "script"}
    | {"select", "style", "summary", "svg", "textarea"}
)


@dataclass(frozen=True)
class Term:
    word: str
    meaning: str
    anchor: str
    forms: tuple[str, ...]


@dataclass(frozen=True)
class Words:
    """The words explained in one language, and the pattern that finds them all at once."""

    by_form: dict[str, Term]
    pattern: re.Pattern | None


@dataclass(frozen=True)
class Explained:
    html: SafeString
    terms: tuple[Term, ...]


def explain_public(request, html: str, locale_id: int) -> Explained:
    """The same, for words that everybody can read: they are read through once, until something public changes."""
    read = partial(explain, request, html, locale_id)
    if request is None or getattr(request, "is_preview", False):
        return read()
    return keep(request, f"explained:{locale_id}:{sha256(html.encode()).hexdigest()}", read)


def explain(request, html: str, locale_id: int) -> Explained:
    """The page's words with the first use of each hard word linked to `#explained-…`, and the words that were found."""
    words = keep(request, f"glossary:{locale_id}", partial(_words, locale_id))
    if words.pattern is None:
        return Explained(mark_safe(html), ())  # a template made it  # nosec B308 B703
    met: dict[str, Term] = {}
    pieces = TAG.split(html)
    inside: list[str] = []
    for place, piece in enumerate(pieces):
        if place % 2:
            _step(inside, piece)
        elif not inside and piece and not piece.isspace():
            pieces[place] = _linked(piece, words, met)
    return Explained(mark_safe("".join(pieces)), tuple(met.values()))  # the same, with our links  # nosec B308 B703


def _linked(text: str, words: Words, met: dict[str, Term]) -> str:
    """The text with a link around each word that was not met before on this page."""
    small = text.lower()
    if len(small) != len(text):  # a rare letter that grows when made small: then capitals go unfound
        small = text
    parts, end = [], 0
    for match in words.pattern.finditer(small):
        term = words.by_form[_plain(match[0])]
        if term.anchor not in met:
            met[term.anchor] = term
            link = f'<a class="explained" href="#explained-{term.anchor}">{text[match.start() : match.end()]}</a>'
            parts += [text[end : match.start()], link]
            end = match.end()
    return "".join([*parts, text[end:]])


def _step(inside: list[str], tag: str):
    """Keep count of the places left alone that the reading is inside of."""
    name = NAME.match(tag)
    if name is None or (name := name[1].lower()) not in LEFT_ALONE:
        return
    if tag[1] != "/":
        if not tag.endswith("/>"):
            inside.append(name)
    elif name in inside:
        del inside[len(inside) - 1 - inside[::-1].index(name) :]


def _words(locale_id) -> Words:
    by_form = {}
    for row in GlossaryTerm.objects.filter(locale=locale_id):
        term = Term(row.term, row.meaning, row.anchor, tuple(row.forms))
        for form in term.forms:
            by_form.setdefault(_plain(form), term)
    return Words(by_form, _pattern(by_form))


def _plain(text: str) -> str:
    """A word as it is compared: entities read, apostrophes alike, capitals small, spaces single."""
    return " ".join(unescape(text).replace("’", "'").lower().split())


def _pattern(forms) -> re.Pattern | None:
    """All forms, longest first, as whole words; sharing their beginnings, so that a page is read quickly."""
    tree: dict = {}
    for form in forms:
        branch = tree
        for letter in form:
            branch = branch.setdefault(letter, {})
        branch[""] = {}
    if not tree:
        return None
    return re.compile(rf"(?<![\w{SIGNS}&#-]){_branches(tree)}(?![\w{SIGNS}-])")


def _branches(tree: dict) -> str:
    ways = [_letter(letter) + _branches(after) for letter, after in sorted(tree.items()) if letter]
    if not ways:
        return ""
    joined = ways[0] if len(ways) == 1 and "" not in tree else f"(?:{'|'.join(ways)})"
    return f"{joined}?" if "" in tree else joined


def _letter(letter: str) -> str:
    match letter:
        case " ":
            return r"\s+"
        case "'":
            return "(?:'|’|&#x27;|&#39;|&rsquo;)"
    return re.escape(letter) if escape(letter) == letter else re.escape(escape(letter))
