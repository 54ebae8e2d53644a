"""Advice on plain words. It never stops anybody: the writer knows the reader, the rules do not.

Pure functions over text. `words` are the words to think twice about, which editors keep as data; `explained` are those
that the site explains by itself. The rules about long words, short forms and reading age hold for English alone.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _, ngettext

LONG_SENTENCE, LONG_WORD, SHORT_FORM, HARD_WORD, LABEL, READING_AGE = (
    "long-sentence",
    "long-word",
    "short-form",
    "hard-word",
    "label",
    "reading-age",
)
LONGEST_SENTENCE = 20
LONGEST_SENTENCE_EASY_READ = 15
LONGEST_WORD = 13
OLDEST = 11
END = "."  # stands between two sentences, so that no phrase reaches over it
FEWEST_WORDS = 30  # below this many a reading age says nothing

# Long, but known to everybody.
EVERYDAY = frozenset(
    {"conversations", "granddaughter", "grandchildren", "neighbourhood", "uncomfortable", "understanding"}
)
# Short forms that most people in the United Kingdom read without thinking.
WELL_KNOWN = frozenset({"AM", "BBC", "CD", "DVD", "EU", "GP", "ID", "IT", "NHS", "OK", "PDF", "PM", "TV", "UK", "USA"})

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d[\d.,:]*")
ABBREVIATION = re.compile(r"\b(e\.g|i\.e|etc|Mr|Mrs|Ms|Dr|St|No|vs)\.(?=\s)", re.IGNORECASE)
SENTENCE_END = re.compile(r"(?<=[.!?…۔؟])[\"'”’)\]]*\s+|\n")
CAPITALS = re.compile(r"\b(?=[A-Z0-9&]*[A-Z][A-Z0-9&]*[A-Z])[A-Z][A-Z0-9&]{1,7}(?=s?\b)")
# "quality of life (QOL)", and "QOL (quality of life)".
EXPLAINED = re.compile(r"\((?=([A-Z0-9&]{2,8})s?\))|\b(?=([A-Z0-9&]{2,8})s? \([^)])")


@dataclass(frozen=True)
class HardWord:
    """A word to think twice about, with something plainer or kinder."""

    word: str
    instead: str = ""
    is_label: bool = False


@dataclass(frozen=True)
class Advice:
    """One thing a writer may want to look at: what kind, which words, and what to do."""

    kind: str
    about: str
    sentence: str


def advise(
    text: str,
    *,
    words: Iterable[HardWord] = (),
    explained: Iterable[str] = (),
    language: str = "en",
    longest: int = LONGEST_SENTENCE,
) -> list[Advice]:
    """What could be plainer in a text, the sentences first, then words, each said once."""
    known = frozenset(word.lower() for word in explained)
    read = [(sentence, WORD.findall(sentence)) for sentence in sentences(text)]
    found = [*_long_sentences(read, longest), *_hard_words(read, tuple(words))]
    if language == "en":
        named = {advice.about.lower() for advice in found}
        found += [advice for advice in _long_words(read, known) if advice.about.lower() not in named]
        found += _short_forms(text, known)
        found += _too_old(read)
    return found


def sentences(text: str) -> list[str]:
    """The sentences of a text; a line's end is a sentence's end, so that headings and points stand alone."""
    kept = ABBREVIATION.sub(lambda found: found[0].replace(".", "\0"), text)
    return [part.replace("\0", ".").strip() for part in SENTENCE_END.split(kept) if part.strip()]


def reading_age(text: str) -> int | None:
    """The age at which most people read such English with ease, by the Automated Readability Index."""
    return _age([(sentence, WORD.findall(sentence)) for sentence in sentences(text)])


def _age(read) -> int | None:
    words = sum(len(tokens) for _sentence, tokens in read)
    if words < FEWEST_WORDS:
        return None
    letters = sum(len(token) for _sentence, tokens in read for token in tokens)
    grade = 4.71 * letters / words + 0.5 * words / len(read) - 21.43
    return max(5, round(grade) + 5)


def _long_sentences(read, longest):
    for sentence, tokens in read:
        count = len(tokens)
        if count > longest:
            start = sentence if len(sentence) <= 90 else sentence[:90].rsplit(" ", 1)[0] + " …"
            say = _("This sentence has %(count)d words. Try two shorter ones.") % {"count": count}
            yield Advice(LONG_SENTENCE, start, say)


def _hard_words(read, words):
    by_first = _by_first_word(words)
    tokens = [token.lower().replace("’", "'") for _sentence, tokens in read for token in (*tokens, END)]
    seen = set()
    for place, token in enumerate(tokens):
        for phrase, hard in by_first.get(token, ()):
            if tuple(tokens[place : place + len(phrase)]) == phrase:
                if hard.word not in seen:
                    seen.add(hard.word)
                    yield _hard_word(hard)
                break


def _hard_word(hard: HardWord) -> Advice:
    say = _("This can turn people into a label.") if hard.is_label else _("Some readers do not know this word.")
    if hard.instead:
        say = f"{say} " + _("Try: %(instead)s.") % {"instead": hard.instead.rstrip(".")}
    return Advice(LABEL if hard.is_label else HARD_WORD, hard.word, say)


@lru_cache(maxsize=8)
def _by_first_word(words: tuple[HardWord, ...]) -> dict:
    """first word -> (all its words, the entry), longest phrase first: one look-up for each word of a text is enough."""
    found: dict[str, list] = {}
    for hard in words:
        phrase = tuple(token.lower().replace("’", "'") for token in WORD.findall(hard.word))
        if phrase:
            found.setdefault(phrase[0], []).append((phrase, hard))
    return {first: sorted(phrases, key=lambda entry: -len(entry[0])) for first, phrases in found.items()}


def _long_words(read, known):
    seen = set()
    for _sentence, tokens in read:
        for place, word in enumerate(tokens):
            if len(word) < LONGEST_WORD:
                continue
            plain, is_name = word.lower(), place > 0 and word[0].isupper()
            if is_name or plain in seen or plain in known or plain in EVERYDAY:
                continue
            seen.add(plain)
            yield Advice(LONG_WORD, word, _("A long word. Is there a shorter one?"))


def _short_forms(text, known):
    seen = set()
    explained = {form for found in EXPLAINED.findall(text) for form in found}  # once for all: looking for each is slow
    for line in text.splitlines():
        if line.isupper() and len(line.split()) > 2:
            continue  # a line in capitals is loud, but it is not short forms
        for found in CAPITALS.finditer(line):
            form = found[0]
            if form in seen or form in WELL_KNOWN or form.lower() in known or form in explained:
                continue
            seen.add(form)
            yield Advice(SHORT_FORM, form, _("Say what these letters stand for, the first time you use them."))


def _too_old(read):
    age = _age(read)
    if age is not None and age > OLDEST:
        say = ngettext(
            "It reads as for people of %(age)d year. Shorter words and sentences help everybody.",
            "It reads as for people of %(age)d years. Shorter words and sentences help everybody.",
            age,
        )
        yield Advice(READING_AGE, _("All of the text"), say % {"age": age})
