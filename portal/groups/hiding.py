"""Names in words for everybody: shown as the group agreed, or more privately where somebody chose so.

It finds what is typed as names are: whole words, in small or big letters, with or without accents. Nicknames, places
and what tells somebody without their name it does not find: for that a person looks.
"""

import json
import re
import unicodedata
from collections.abc import Iterable

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from portal.groups.models import Names

NO_WORDS_OF_PEOPLE = {"drawing", "source", "corrected_on"}  # keys of words for everybody
MORE_PRIVATE = list(Names)  # the most private last
SHORTEST_PART = 3  # letters of one word out of a name
# Names that are words, too: in small letters they are taken for the word, as short ones are.
WORDS_TOO = frozenset(
    re.findall(
        r"\w+",
        """april art august bill bob brook carol chance charity chase christian clay cliff daisy dale dawn dean dell
        dot drew earl faith fern flora frank gene glen grace grant guy hazel heath holly hope ivy jack jasmine
        jewel joy june kay lane lily mark mat max may miles nick norm olive pat pearl peg penny rain ray rich rob
        robin rose ruby rusty sandy sky sonny star sue summer sunny teddy van victor violet wade ward will willow
        wren young""",
    )
)
OPENS = " \t\"'“‘("  # stands before the first word of a sentence
PHONE = re.compile(r"(?<!\w)\+?\d(?:[\s()./-]?\d){8,14}(?!\w)")
MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+\.[\w.-]*\w")


def more_private(*ways: str) -> Names:
    """The most private of some; "" is for whoever chose nothing."""
    return max((Names(way) for way in ways if way), key=MORE_PRIVATE.index)


# Letters that have no accent to take away, and are often typed without.
TYPED_AS = str.maketrans({"’": "'", "ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})


def _plain(text: str) -> str:
    """Without accents and signs that nobody sees, in small letters, with one sort of apostrophe: for comparing."""
    letters = unicodedata.normalize("NFD", text.casefold().translate(TYPED_AS))
    return "".join(one for one in letters if not unicodedata.combining(one) and unicodedata.category(one) != "Cf")


def _parts(name: str) -> list[str]:
    """The name, and single words of it: the first, and those that are not too short to be only a name."""
    words = [word.strip("'’") for word in re.findall(r"[\w'’]+", name)]
    lower = name == name.lower()
    long = [word for word in words if len(word) >= SHORTEST_PART and (lower or word != word.lower())]
    first = [word for word in words[:1] if word[:1].isupper()]
    return [name, *first, *long]


class Hiding:
    """`people`: pairs of what somebody is called and how they are named."""

    def __init__(self, people: Iterable[tuple[str, str]]):
        self.instead: dict[str, tuple[Names, str]] = {}
        for name, how in people:
            name = " ".join(unicodedata.normalize("NFC", name).split())
            for part in _parts(name) if name else ():
                known = self.instead.setdefault(_plain(part), (Names(how), name))
                if shown_as(known[1], known[0]) != shown_as(name, how):  # it says neither who of the two
                    self.instead[_plain(part)] = (Names.NONE, name)
        self.pattern = self._pattern()

    @property
    def digest(self) -> str:
        """Says whether people are named as they were, and not how: it cannot be compared with guesses without our
        secret."""
        said = json.dumps(sorted(self.instead.items()))
        return salted_hmac("portal.groups.hiding", said, algorithm="sha256").hexdigest()

    def _pattern(self):
        longest_first = sorted(self.instead, key=len, reverse=True)
        names = "|".join(r"\s+".join(re.escape(word) for word in name.split(" ")) for name in longest_first)
        return re.compile(rf"(?<![^\W_])(?:{names})(?![^\W_])") if names else None

    def _found(self, text: str):
        """(start, end, its way and whole name) of each, in the text as it is written."""
        if self.pattern is None:
            return
        letters, places = [], []
        for place, letter in enumerate(text):
            plain = _plain(letter)
            letters.append(plain)
            places += [place] * len(plain)
        for found in self.pattern.finditer("".join(letters)):
            start, end = places[found.start()], places[found.end() - 1] + 1
            key = " ".join(found[0].split())
            may_be_a_word = key in WORDS_TOO or len(key) < SHORTEST_PART
            if not (may_be_a_word and text[start:end] == text[start:end].lower()):
                yield start, end, self.instead[key]

    def __call__(self, text: str) -> str:
        text, done, upto = unicodedata.normalize("NFC", text), [], 0
        for start, end, (how, name) in self._found(text):
            done.append(text[upto:start])
            said = shown_as(name, how)
            before = text[:start].rstrip(OPENS)
            if how == Names.NONE and (not before or before[-1] in ".!?:\n"):
                said = said[:1].upper() + said[1:]
            one_stop = said.endswith(".") and text[end : end + 1] == "." and text[end + 1 : end + 2] != "."
            done.append(said)
            upto = end + one_stop
        return "".join([*done, text[upto:]])

    def in_words(self, words):
        """The same in all that stands in words of a version."""
        if isinstance(words, str):
            return self(words)
        if isinstance(words, dict):
            return {key: value if key in NO_WORDS_OF_PEOPLE else self.in_words(value) for key, value in words.items()}
        return [self.in_words(value) for value in words] if isinstance(words, list) else words

    def looks_like_somebody(self, text: str) -> list[str]:
        """What somebody may be known by, each once, as it stands there: names, phone numbers, e-mail addresses."""
        text = unicodedata.normalize("NFC", text)
        names = [text[start:end] for start, end, _who in self._found(text)]
        return list(dict.fromkeys([*names, *PHONE.findall(text), *MAIL.findall(text)]))


def shown_as(name: str, how: str) -> str:
    first, *_others = words = name.split()
    if how == Names.INITIALS:
        return " ".join(f"{word[0].upper()}." for word in words)
    return first if how == Names.NAMES else _("somebody")
