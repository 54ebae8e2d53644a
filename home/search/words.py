"""When two words count as the same: capitals, accents, apostrophes and hyphens do not matter, in any language."""

import re
import unicodedata
from functools import lru_cache

LONGEST = 40
# A letter or number, then letters, numbers and the signs written over, under or between them.
WORD = re.compile(r"\w[\w\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c\u200d'’\u2010\u2011-]*")
HYPHENS = re.compile(r"[-\u2010\u2011_]+")
# Letters that Unicode does not take apart, and letters of the Arabic script that Urdu keyboards mix.
ALIKE = str.maketrans("łøđıæœيىكهة٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "lodiaoییکہہ01234567890123456789")
ENDINGS = {"en": ("ing", "ed", "es", "s"), "cy": ("au",), "ur": ("وں", "یں")}


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """A word as it is compared: “Llŷn” and “llyn” are one, and so are “co-produce” and “coproduce”."""
    word = word.lower()
    if not word.isascii():
        apart = unicodedata.normalize("NFKD", word.casefold()).translate(ALIKE)
        word = "".join(sign for sign in apart if sign.isalnum())
    return HYPHENS.sub("", word).replace("'", "")[:LONGEST]


@lru_cache(maxsize=20_000)
def readings(word: str) -> tuple[str, ...]:
    """What a written word can be found by: itself and, where it has hyphens, its parts."""
    parts = [fold(part) for part in HYPHENS.split(word)]
    return tuple(dict.fromkeys(found for found in (fold(word), *parts) if found))


def without_endings(word: str, language: str) -> list[str]:
    """Shorter words that mean nearly the same: “panels” also asks for “panel”."""
    found = (ending for ending in ENDINGS.get(language, ()) if word.endswith(ending) and len(word) > len(ending) + 2)
    return [word[: -len(ending)] for ending in found]


def slips(one: str, other: str, most: int) -> int:
    """How many wrong, missing, extra or swapped letters lie between two words; `most + 1` when more than `most`."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before, row = [], list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        above, row = row, [i]
        for j, against in enumerate(other, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before = above
        if min(row) > most:
            return most + 1
    return row[-1]
