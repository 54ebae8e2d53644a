"""Formatted text as plain text with simple marks, and back, for a form that works everywhere.

    **bold**   _slanting_   [words](address)   # a heading   - a point   1. a numbered point

An empty line parts paragraphs. Nothing can be escaped: a text that these marks cannot say exactly is not offered for
editing at all (`says_exactly`), so nothing of it can be lost.
"""

import re
from dataclasses import dataclass
from html import escape, unescape
from html.parser import HTMLParser

LISTS = {"ul": "- ", "ol": "1. "}
ADDRESS = re.compile(r"(?:https?://|mailto:|tel:|#|/)[^\s()\"<>]*\Z")
INSIDE = re.compile(
    r"\*\*(?P<b>\S(?:.{0,1000}?\S)?)\*\*"
    r"|(?<!\w)_(?P<i>\S(?:.{0,1000}?\S)?)_(?!\w)"
    r"|\[(?P<words>[^\[\]]{1,1000})\]\((?P<address>[^()\s]{1,2000}|page \d+|file \d+)\)"
)
KEY = re.compile(r' data-block-key="[^"]*"')
BLANK = re.compile(r"\s+(?=</?(?:p|ul|ol|li|h3)\b)|(?<=<p>)\s+|(?<=<li>)\s+|(?<=<h3>)\s+|<p>\s*</p>")


class CannotSay(Exception):
    """The text holds something that has no mark, such as a table or a list in a list."""


class WrongAddress(ValueError):
    """An address in brackets that leads nowhere we know."""


@dataclass(frozen=True)
class Piece:
    """A paragraph, a heading or one point of a list: its tag, its words with marks, and how it is kept."""

    tag: str
    words: str
    html: str = ""


def to_marks(html: str) -> str:
    """The text with marks. Raises CannotSay."""
    lines, before = [], None
    for piece in _pieces(html):
        if lines and not (piece.tag in LISTS and piece.tag == before):
            lines.append("")
        lines.append({"h3": "# ", **LISTS}.get(piece.tag, "") + piece.words)
        before = piece.tag
    return "\n".join(lines)


def to_html(marks: str, like: str = "") -> str:
    """The text as it is kept. A paragraph that stands in `like` word for word is taken from there as it is."""
    kept = {}
    if like:
        for piece in _pieces(like):
            kept.setdefault((piece.tag, piece.words), piece.html)
    written, open_list = [], ""
    for tag, words in _paragraphs(marks):
        if open_list and tag != open_list:
            written.append(f"</{open_list}>")
        if tag in LISTS and tag != open_list:
            written.append(f"<{tag}>")
        open_list = tag if tag in LISTS else ""
        inner = "li" if tag in LISTS else tag
        written.append(kept.get((tag, words)) or f"<{inner}>{_inside(words)}</{inner}>")
    if open_list:
        written.append(f"</{open_list}>")
    return "".join(written)


def says_exactly(html: str) -> bool:
    """Whether the marks can say this text without losing or adding anything."""
    try:
        return to_html(to_marks(html)) == _bare(html)
    except (CannotSay, WrongAddress):
        return False


def addresses(marks: str) -> set[str]:
    """Where the links in a text lead."""
    return {found["address"] for found in INSIDE.finditer(marks) if found["address"]} | {
        address for found in INSIDE.finditer(marks) for address in addresses(found["b"] or found["i"] or "")
    }


def without_marks(marks: str) -> str:
    """The words alone, a paragraph or point a line."""
    plain = INSIDE.sub(lambda found: without_marks(found["b"] or found["i"] or found["words"]), marks)
    return re.sub(r"(?m)^(?:# |[-*•] |\d{1,3}[.)] )", "", plain)


def _bare(html: str) -> str:
    """The text without the editor's own keys, without empty paragraphs and space around paragraphs."""
    bare = BLANK.sub("", KEY.sub("", html.strip()))
    return "".join(part if part.startswith("<") else _plain(part) for part in re.split(r"(<[^>]*>)", bare))


def _plain(text: str) -> str:
    return escape(unescape(text), quote=False)


def _paragraphs(marks: str):
    """(tag, words) for each paragraph, heading and point."""
    for paragraph in re.split(r"\n[ \t]*\n", marks.replace("\r\n", "\n").strip()):
        running: list[str] = []
        for line in paragraph.split("\n"):
            tag, words = _line(line)
            if tag == "p":
                running.append(words)
                continue
            if running:
                yield "p", "\n".join(running)
                running = []
            if words:
                yield tag, words
        if any(running):
            yield "p", "\n".join(running)


def _line(line: str) -> tuple[str, str]:
    if line.startswith("# "):
        return "h3", line[2:].strip()
    if line.startswith(("- ", "* ", "• ")):
        return "ul", line[2:].strip()
    if number := re.match(r"\d{1,3}[.)] ", line):
        return "ol", line[number.end() :].strip()
    return "p", line.strip()


def _inside(words: str) -> str:
    """The words of one paragraph with its marks made into tags; everything else is made harmless."""
    written, end = [], 0
    for found in INSIDE.finditer(words):
        written.append(_text(words[end : found.start()]))
        end = found.end()
        if found["address"]:
            written.append(f"<a {_link(found['address'])}>{_inside(found['words'])}</a>")
        else:
            tag = "b" if found["b"] else "i"
            written.append(f"<{tag}>{_inside(found[tag])}</{tag}>")
    written.append(_text(words[end:]))
    return "".join(written)


def _text(words: str) -> str:
    return escape(words, quote=False).replace("\n", "<br/>")


def _link(address: str) -> str:
    if place := re.fullmatch(r"(page|file) (\d+)", address):
        kind = {"page": "page", "file": "document"}[place[1]]
        return f'linktype="{kind}" id="{place[2]}"'
    if ADDRESS.match(address):
        return f'href="{escape(address)}"'
    raise WrongAddress(address)


def _pieces(html: str) -> list[Piece]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    if reader.open:
        raise CannotSay(reader.open)
    return reader.pieces


class _Reader(HTMLParser):
    """Reads what the CMS keeps: paragraphs, headings and flat lists, with bold, slanting and links inside."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.pieces: list[Piece] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.html: list[str] = []
        self.links: list[str] = []

    @property
    def inside(self) -> bool:
        return bool(self.open) and self.open[-1] not in LISTS

    def handle_starttag(self, tag, attrs):
        facts = dict(attrs)
        if tag in ("p", "h3", "li") or tag in LISTS:
            self._open_paragraph(tag, facts)
        elif not self.inside:
            raise CannotSay(tag)
        elif tag in ("b", "i") and not facts:
            self.words.append({"b": "**", "i": "_"}[tag])
            self.open.append(tag)
        elif tag == "br":
            self.words.append("\n")
        elif tag == "a":
            self.links.append(_address(facts))
            self.words.append("[")
            self.open.append(tag)
        else:
            raise CannotSay(tag)
        self.html.append(self.get_starttag_text())

    def _open_paragraph(self, tag, facts):
        if set(facts) - {"data-block-key"} or self.open != (self.open[:1] if tag == "li" else []):
            raise CannotSay(tag)
        if (tag == "li") != bool(self.open and self.open[0] in LISTS):
            raise CannotSay(tag)
        self.words, self.html = [], []
        self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        if tag != "br":
            raise CannotSay(tag)
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            raise CannotSay(tag)
        self.html.append(f"</{tag}>")
        if tag in ("b", "i"):
            self.words.append({"b": "**", "i": "_"}[tag])
        elif tag == "a":
            self.words.append(f"]({self.links.pop()})")
        elif tag in ("p", "h3", "li"):
            kind = self.open[0] if tag == "li" else tag
            if words := "".join(self.words).strip():
                self.pieces.append(Piece(kind, words, "".join(self.html)))

    def handle_data(self, data):
        if self.inside:
            self.words.append(data)
            self.html.append(_plain(data))
        elif data.strip():
            raise CannotSay(data)


def _address(facts: dict) -> str:
    kind = {"page": "page", "document": "file"}.get(facts.get("linktype", ""))
    if kind and set(facts) == {"linktype", "id"}:
        return f"{kind} {facts['id']}"
    if set(facts) == {"href"} and ADDRESS.match(facts["href"] or ""):
        return facts["href"]
    raise CannotSay("a")
