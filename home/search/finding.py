"""Asking for words: what they find, best first, and what was meant when nothing has the word as it was written."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, cached_property
from math import log
from typing import ClassVar

from django.db.models import Case, Count, F, Max, Q, QuerySet, Sum, Value, When

from home.models import SearchEntry, SearchWord
from home.queries import not_over
from home.search.words import WORD, fold, readings, slips, without_endings

MOST_TERMS = 8
MOST_MATCHES = 300  # words of the site that one search may stand for
SHORTEST_BEGINNING = 3
FEW = 3  # finds; below it another spelling is offered


def open_to_all() -> Q:
    """Entries of pages go when the page does; this holds also when a page was hidden behind everybody's back."""
    return Q(page=None) | (Q(page__live=True) & not_over("page__"))


@dataclass
class Term:
    """A word that was asked for, and the words of the site it stands for, each with how many entries have it."""

    asked: str
    word: str
    matches: dict[str, int] = field(default_factory=dict)

    @property
    def factor(self) -> int:
        """Rare words say more about what is meant than common ones."""
        return round(100 / (1 + log(1 + sum(self.matches.values()))))


@dataclass
class Found:
    """What a search found: a sequence of entries, best first, read from the database a slice at a time."""

    terms: list[Term]
    words: QuerySet
    kind: str = ""
    loosely: bool = False  # some of the words instead of all

    def __len__(self):
        return self.counts.get(self.kind, 0) if self.kind else sum(self.counts.values())

    def __getitem__(self, part: slice) -> list[SearchEntry]:
        uses = self._uses.filter(entry__kind=self.kind) if self.kind else self._uses
        ranked = uses.annotate(score=Sum(self._score())).order_by("-score", "entry")
        ids = list(ranked.values_list("entry", flat=True)[part])
        entries = SearchEntry.objects.filter(open_to_all()).select_related("page").in_bulk(ids)
        return [entries[pk] for pk in ids if pk in entries]

    @property
    def pages(self) -> QuerySet:
        """The numbers of the pages that were found, for a list of pages to be narrowed by."""
        return SearchEntry.objects.filter(open_to_all(), pk__in=self._uses.values("entry")).values("page")

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many entries of each kind."""
        if not self.terms:
            return {}
        entries = SearchEntry.objects.filter(open_to_all(), pk__in=self._uses.values("entry"))
        return dict(entries.values_list("kind").annotate(entries=Count("pk")).order_by())

    @cached_property
    def _uses(self) -> QuerySet:
        """The uses of the words, together for each entry that has them all (or, loosely, any)."""
        uses = self.words.filter(word__in=self._matches).values("entry")
        if len(self.terms) > 1 and not self.loosely:
            for number, term in enumerate(self.terms):
                has = Max(Case(When(word__in=term.matches, then=Value(1)), default=Value(0)))
                uses = uses.annotate(**{f"has_{number}": has}).filter(**{f"has_{number}": 1})
        return uses

    def _score(self):
        cases = []
        for term in self.terms:
            cases.append(When(word=term.word, then=F("weight") * Value(term.factor)))
            cases.append(When(word__in=term.matches, then=F("weight") * Value(max(1, term.factor // 3))))
        return Case(*cases, default=Value(0))

    @cached_property
    def is_hit(self) -> Callable[[str], bool]:
        """Whether a word of a text is one of those that were found. A page of results asks it of thousands, the same
        ones again and again."""
        return cache(lambda written: not self._matches.isdisjoint(readings(written)))

    @cached_property
    def _matches(self) -> set[str]:
        return {word for term in self.terms for word in term.matches}


@dataclass
class Answer:
    """What was `found` for a `query`; what was looked for `instead` of what was written; words `left_out`."""

    FEW: ClassVar[int] = FEW

    query: str
    found: Found
    instead: str = ""
    left_out: tuple[str, ...] = ()

    @property
    def loosely(self) -> bool:
        """Nothing has all the words. (A template that asked `found` for it would ask it for an entry first.)"""
        return self.found.loosely

    @cached_property
    def meant(self) -> str:
        """Another spelling to offer, asked for where few things were found."""
        return _meant(self.query, self.found)


def search(query: str, *, language: str, kinds, kind: str = "") -> Answer:
    """`kinds`: those that have a page where the public can read them. `kind`: the one to show, or all."""
    words = SearchWord.objects.filter(language=language)
    if hidden := set(SearchEntry.Kind) - set(kinds):
        words = words.exclude(entry__kind__in=hidden)
    asked = list(dict.fromkeys(word for word in map(fold, WORD.findall(query)) if word))[:MOST_TERMS]
    terms = [Term(word, word) for word in asked]
    _match(terms, words, language)
    unknown = [term for term in terms if not term.matches]
    for term in unknown:
        term.word = _nearest(term, words) or term.word
    _match([term for term in unknown if term.word != term.asked], words, language)
    known = [term for term in terms if term.matches]
    if len(known) < len(terms):  # “the” alone would stand for nothing that was asked
        known = [term for term in known if len(term.word) > SHORTEST_BEGINNING]
    found = Found(known, words, kind)
    if len(known) > 1 and not found.counts:
        telling = [term for term in known if len(term.word) > SHORTEST_BEGINNING]
        found = Found(telling, words, kind, loosely=True)
    return Answer(
        query,
        found,
        instead=_rewritten(query, known) if any(term.word != term.asked for term in known) else "",
        left_out=tuple(term.asked for term in terms if not term.matches),
    )


def _match(terms: list[Term], words: QuerySet, language: str):
    """Tell each term which words of the site it stands for: itself, what begins with it, itself without an ending."""
    alike = {term.word: {term.word, *without_endings(term.word, language)} for term in terms}
    beginnings = [term.word for term in terms if len(term.word) >= SHORTEST_BEGINNING]
    wanted = [Q(word__in=set().union(*alike.values())), *(Q(word__begins=beginning) for beginning in beginnings)]
    there = _counted(words, wanted).order_by("-entries")[:MOST_MATCHES] if terms else ()
    for word, entries in there:
        for term in terms:
            if word in alike[term.word] or (term.word in beginnings and word.startswith(term.word)):
                term.matches[word] = entries


def _counted(words: QuerySet, wanted: list[Q]) -> QuerySet:
    """(word, how many entries have it). Each wish by itself: together SQLite would read through all words."""
    first, *others = (
        words.filter(wish).values_list("word").annotate(entries=Count("entry")).order_by() for wish in wanted
    )
    return first.union(*others)


def _nearest(term: Term, words: QuerySet, more_than: int = 0) -> str:
    """The word of the site that was probably meant: fewest slips away, then in most entries; in `more_than` of them."""
    most = (len(term.word) > 3) + (len(term.word) > 6)
    if not most:
        return ""
    letters = set(term.word)
    candidates = [
        (slips(term.word, word, most), -entries, word)
        for word, entries in _counted(words, [Q(word__begins=letter) for letter in sorted(set(term.word[:2]))])
        if entries > more_than and word not in term.matches and len(letters ^ set(word)) <= 2 * most
    ]
    distance, _entries, word = min(candidates, default=(most + 1, 0, ""))
    return word if distance <= most else ""


def _rewritten(query: str, terms: list[Term]) -> str:
    """The query with each word that was not there in the spelling that is."""
    better = {term.asked: term.word for term in terms if term.word != term.asked}
    return WORD.sub(lambda match: better.get(fold(match[0]), match[0]), query)


def _meant(query: str, found: Found) -> str:
    """Another spelling to offer when few things have a word and many have one that is nearly the same."""
    if not 0 < sum(found.counts.values()) < FEW:
        return ""
    better = []
    for term in found.terms:
        if term.word == term.asked and sum(term.matches.values()) < FEW:
            near = _nearest(term, found.words, more_than=FEW * FEW)
            better.append(Term(term.word, near or term.word))
    return _rewritten(query, better) if any(term.asked != term.word for term in better) else ""
