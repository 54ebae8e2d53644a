"""The trail in plain words. Each part registers its own, in its `apps.py`: what a verb means, and what it was done to.

A verb without words fails the build (tests/portal/members/test_trail_screens.py).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Said:
    """`words` says what was done and not who did it: "A link to sign in once was made."

    `look`: somebody read what belongs to another. `sealed`: never shown, as long as nobody thought of how.
    `more`: a sentence made of the entry's neutral labels, for what may be known.
    """

    words: str
    look: bool = False
    sealed: bool = False
    more: Callable[[dict], str] | None = None


UNKNOWN = Said(_("Something was changed."))
_said: dict[str, Said] = {}
_named: dict[str, Callable[[object, Iterable[str]], Mapping[str, str]]] = {}


def register(words: Mapping[str, Said | str]) -> None:
    """Say what verbs mean."""
    _said.update({verb: said if isinstance(said, Said) else Said(said) for verb, said in words.items()})


def register_names(kind: str, names_for: Callable[[object, Iterable[str]], Mapping[str, str]]) -> None:
    """How things of a kind, such as "page" in "page:12", are called: `names_for(user, numbers)` names those that the
    user may know of, and no others. One query at most."""
    _named[kind] = names_for


def said_of(verb: str) -> Said:
    return _said.get(verb, UNKNOWN)


def has_words(verb: str) -> bool:
    return verb in _said


def looks() -> list[str]:
    return [verb for verb, said in _said.items() if said.look]


def sealed() -> list[str]:
    return [verb for verb, said in _said.items() if said.sealed]


def names_of(user, subjects: Iterable[str]) -> dict[str, str]:
    """Subject → name, of the things that the user may know of."""
    numbers: dict[str, set[str]] = {}
    for subject in subjects:
        kind, _colon, number = subject.partition(":")
        numbers.setdefault(kind, set()).add(number)
    return {
        f"{kind}:{number}": name
        for kind in numbers.keys() & _named.keys()
        for number, name in _named[kind](user, numbers[kind]).items()
    }
