"""What in somebody's words could say who they are. It is help for whoever reads it through: nothing here is sure to
find everything, and somebody decides about each."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import accumulate

from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST = 60_000  # letters looked at
MOST = 200  # different things in one text
LEAST = 2  # letters of a name
FIRST_OF_WORDS = "\u2e80"  # from here on signs are words


class Sort(models.TextChoices):
    """Of what was found; the label stands in its place."""

    NAME = "name", _("[name hidden]")
    CONTACT = "contact", _("[contact hidden]")
    ADDRESS = "address", _("[address hidden]")
    SCHOOL = "school", _("[school hidden]")
    AGE = "age", _("[age hidden]")


@dataclass(frozen=True)
class Found:
    words: str
    sort: Sort
    sure: bool = True


# Each with bounds on how often anything repeats: what people paste can be long, and is looked at while somebody waits.
UPPER = "A-ZÀ-ÖØ-ÞŴŶ"
CAPITAL = rf"[{UPPER}][\w'’.-]{{1,30}}"
STREETS = "Street|Road|Lane|Avenue|Close|Drive|Way|Place|Court|Terrace|Gardens|Crescent|Square|Row|Hill|Walk|Rd|Ave"
WELSH_STREETS = "Heol|Stryd|Ffordd|Lôn|Maes|Clos|Rhodfa"
SCHOOLS = "University|College|School|Academy"
SURE = (
    (Sort.CONTACT, r"[^\s@<>()\"]{1,64}@[^\s@<>()\"]{1,100}\.[A-Za-z]{2,24}"),
    (Sort.CONTACT, r"(?:https?://|www\.)\S{2,200}"),
    (Sort.CONTACT, r"(?<![\w@.])@\w{2,30}"),
    (Sort.CONTACT, r"(?<![\d\w])\+?(?:\d[ ().-]{0,2}){9,14}\d(?!\d)"),
    (Sort.ADDRESS, r"\b[A-Za-z]{1,2}\d[A-Za-z\d]?\s{0,2}\d[A-Za-z]{2}\b"),
    (Sort.ADDRESS, rf"\b\d{{1,4}}[a-z]?,?\s(?:{CAPITAL}\s){{1,3}}(?:{STREETS})\b"),
    (
        Sort.ADDRESS,
        rf"\b\d{{1,4}}[a-z]?,?\s(?:{WELSH_STREETS})\s{CAPITAL}(?:\s{CAPITAL}){{0,2}}",
    ),
    (Sort.SCHOOL, rf"\b(?:{CAPITAL}\s){{1,4}}(?:{SCHOOLS})\b"),
    (Sort.SCHOOL, rf"\b(?:Ysgol|Prifysgol|Coleg)\s{CAPITAL}(?:\s{CAPITAL}){{0,3}}"),
    (Sort.AGE, r"\b\d{1,3}-year-old\b"),
    (Sort.SCHOOL, rf"\b(?:{SCHOOLS})\sof\s{CAPITAL}(?:\s{CAPITAL}){{0,2}}"),
    (Sort.AGE, r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:(?:19|20)\d{2}|\d{2})\b"),
    (Sort.AGE, r"\b(?:I am|I’m|I'm|[Aa]ged?)\s\d{1,3}\b(?:\syears\sold)?"),
    (Sort.AGE, r"\b[Bb]orn\s(?:(?:on|in)\s)?(?:the\s)?[\w ]{0,20}(?:19|20)\d{2}\b"),
    (Sort.NAME, rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame)\.?\s{CAPITAL}(?:\s{CAPITAL})?"),
)
# A word with a capital where no sentence begins.
MAYBE = re.compile(r"(?<=[\w,;:)’'”]\s)[A-ZÀ-ÖØ-Þ][\w'’-]{1,30}(?:\s[A-ZÀ-ÖØ-Þ][\w'’-]{1,30}){0,2}")
SURE_RULES = tuple((sort, re.compile(pattern)) for sort, pattern in SURE)
NO_NAMES = {
    "I",
    "I’m",
    "I'm",
    "I’ve",
    "I've",
    "I’d",
    "I'd",
    "I’ll",
    "I'll",
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "Christmas",
    "Easter",
    "Ramadan",
    "Eid",
    "English",
    "Welsh",
    "Urdu",
    "BSL",
    "UK",
    "NHS",
    "GP",
    "OK",
    "DBS",
    "PIP",
    "TV",
    "MS",
    "IT",
    "Level",
}


def plain(text: str) -> str:
    """Without accents and in small letters, sign by sign: what stands at a place of it stands there in the text."""
    return "".join(map(_plain_sign, text))


def _plain_sign(sign: str) -> str:
    small = unicodedata.normalize("NFKD", sign).casefold()[:1]
    return small or sign


def parts_of(name: str) -> list[str]:
    """A name, and each word of it that is not a letter alone; in Chinese one sign is a whole word."""
    every = re.split(r"[\s.]+", name)
    parts = [part for part in every if len(part.strip("-'’")) >= LEAST or part >= FIRST_OF_WORDS]
    together = ["".join(every)] if any(part >= FIRST_OF_WORDS for part in every) else []
    return [" ".join(name.split()), *together, *parts] if parts else []


def find(text: str, names: Iterable[str] = (), whole: Iterable[str] = ()) -> list[Found]:
    """Each different thing once, in the order in which they stand. `names`: of whoever wrote it, looked for part by
    part; `whole`: what is looked for in one piece, such as where they live."""
    text = text[:LONGEST]
    at: dict[int, Found] = {}

    def add(start, words, sort, *, sure=True):
        """The longest that begins there."""
        words = " ".join(words.split())  # as a form brings it back
        if start not in at or len(at[start].words) < len(words):
            at[start] = Found(words, sort, sure=sure)

    for words in whole:
        for start, end in spans(text, words):
            add(start, text[start:end], Sort.CONTACT)
    for name in names:
        for part in parts_of(name):
            for start, end in spans(text, part):
                add(start, text[start:end], Sort.NAME)
    for sort, rule in SURE_RULES:
        for hit in rule.finditer(text):
            add(hit.start(), hit.group().rstrip(".,;:’'-"), sort)
    lies_within = _within(at)
    for hit in MAYBE.finditer(text):
        if not lies_within(*hit.span()) and not set(hit.group().split()) <= NO_NAMES:
            add(hit.start(), hit.group().rstrip("’'-"), Sort.NAME, sure=False)
    each = {}
    for _start, one in sorted(at.items()):
        each.setdefault(plain(one.words), one)
    first = set(sorted(each.values(), key=lambda one: not one.sure)[:MOST])
    return [one for one in each.values() if one in first]


def _within(at: dict[int, Found]) -> Callable[[int, int], bool]:
    """Whether a piece lies wholly in one that was found."""
    starts = sorted(at)
    ends = list(accumulate((start + len(at[start].words) for start in starts), max))

    def lies_within(start, end):
        before = bisect_right(starts, start)
        return before > 0 and end <= ends[before - 1]

    return lies_within


def spans(text: str, words: str) -> list[tuple[int, int]]:
    """Where these words stand, whatever their capitals, accents and spaces; not within other words."""
    marks = "[\u0300-\u036f]*"  # an accent may be a sign of its own, behind its letter
    wanted = [r"\s+" if sign.isspace() else re.escape(plain(sign)) + marks for sign in _composed(words)]
    if not wanted:
        return []
    by_themselves = words < FIRST_OF_WORDS  # other scripts have no space between words
    before, after = (r"(?<!\w)", r"(?!\w)") if by_themselves else ("", "")
    return [hit.span() for hit in re.finditer(f"{before}{''.join(wanted)}{after}", plain(text))]


def _composed(words: str) -> str:
    """Each letter with its accent as one sign, and one space between words."""
    return " ".join(unicodedata.normalize("NFC", words).split())


def hide(text: str, pieces: Iterable[Found]) -> str:
    """The text with what is to be hidden replaced; the longest first, so that nothing is left of a whole name."""
    taken: list[tuple[int, int, str]] = []
    for piece in sorted(pieces, key=lambda one: -len(one.words)):
        for start, end in spans(text, piece.words):
            said, apart = str(piece.sort.label), []
            for other in taken:  # what overlaps goes together, under what the longest is called
                if start < other[1] and other[0] < end:
                    start, end, said = min(start, other[0]), max(end, other[1]), other[2]
                else:
                    apart.append(other)
            taken = [*apart, (start, end, said)]
    for start, end, said in sorted(taken, reverse=True):
        text = text[:start] + said + text[end:]
    return text
