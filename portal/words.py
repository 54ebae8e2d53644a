"""What places and buttons are called. Each part registers its words; an organisation may say its own in their place.

A word is called by its key wherever it stands as a name, a heading or a button, so that it is the same everywhere:
`{% word "people" %}` in templates, `word("people", request)` in Python. No sentence of ours quotes one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from home import freshness, reading


@dataclass(frozen=True)
class Word:
    """`default` is what we say, in the language of whoever reads; `about` is one line that says what it stands for."""

    key: str
    default: Promise
    about: Promise


_words: dict[str, Word] = {}
_sources: list[Callable[[str], Mapping[str, str]]] = []


def register(key: str, default: Promise, about: Promise) -> None:
    _words[key] = Word(key, default, about)


def register_own(source: Callable[[str], Mapping[str, str]]) -> None:
    """Add a function from a language to the organisation's own words in it, by key. It may cost one query.

    Whoever keeps them says by `freshness.changed` that they are others now.
    """
    _sources.append(source)


def every() -> list[Word]:
    """All of them, in the order of the alphabet."""
    return sorted(_words.values(), key=lambda word: str(word.default).casefold())


def word(key: str, request=None) -> str:
    """As the organisation says it in the reader's language, or else as we do."""
    return freshness.keep(request, "words", _own).get(key) or str(_words[key].default)


def _own() -> dict[str, str]:
    language = reading.language_around()
    return {key: own for source in _sources for key, own in source(language).items()}
