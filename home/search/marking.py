"""Showing what was found: the words marked where they stand, in the piece of text that has most of them."""

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from home.search.words import WORD

LONG = 260  # letters of a piece
BEFORE = 60  # letters shown before the first word that was found


def marked(text: str, is_hit) -> SafeString:
    """The text, safe to show, with `<mark>` around the words that `is_hit` knows."""
    parts, end = [], 0
    for word in WORD.finditer(text):
        if is_hit(word[0]):
            parts += [escape(text[end : word.start()]), "<mark>", escape(word[0]), "</mark>"]
            end = word.end()
    return mark_safe("".join([*parts, escape(text[end:])]))  # every part was escaped  # nosec B308 B703


def piece(text: str, is_hit) -> SafeString:
    """The piece of the text where most of the words stand, or its beginning."""
    hits = [(word.start(), word[0].casefold()) for word in WORD.finditer(text) if is_hit(word[0])]
    start = _best(hits)
    start = text.rfind(" ", 0, max(start - BEFORE, 0)) + 1
    end = start + LONG
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + LONG // 2)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return format_html("{}{}{}", before, marked(text[start:end], is_hit), after)


def _best(hits) -> int:
    """Where the piece with most different words begins."""
    best, most = 0, 0
    for place, (start, _word) in enumerate(hits):
        different = len({word for at, word in hits[place : place + 20] if at < start + LONG - BEFORE})
        if different > most:
            best, most = start, different
    return best
