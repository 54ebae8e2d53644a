"""Entries of the trail in plain words for the person who reads them, with the names that this person may know."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.utils.html import format_html
from django.utils.translation import gettext as _

from portal.audit import words

STRAIGHT_AFTER = timedelta(seconds=5)


@dataclass(frozen=True)
class Told:
    """`things`: what it was done to, such as a page's title; none when the reader may not know, or it is themselves."""

    at: datetime
    what: str
    who: str
    things: tuple[str, ...] = ()
    more: str = ""


def told(entries, *, user) -> list[Told]:
    """One query for the names of people, and one for each kind of thing.

    What was done to several things in one go, such as printing a list of people, is told once.
    """
    entries = list(entries)
    people = {person.pk for entry in entries for person in (entry.by, entry.on_behalf_of, entry.concerns) if person}
    known = get_user_model().objects.visible_to(user).filter(pk__in=people).values_list("pk", flat=True)
    reader = _Reader(user, frozenset(known), words.names_of(user, {entry.subject for entry in entries}))
    return [reader.tell_once(alike) for alike in _in_one_go(entries)]


def _in_one_go(entries) -> list[list]:
    """Entries that say the same of different things, one straight after the other."""
    runs = []
    for entry in entries:
        if not runs or not _goes_with(entry, runs[-1]):
            runs.append([])
        runs[-1].append(entry)
    return runs


def _goes_with(entry, run) -> bool:
    same = [(one.verb, one.by_id, one.on_behalf_of_id, one.detail) for one in (entry, run[-1])]
    another = (entry.subject, entry.concerns_id) not in {(one.subject, one.concerns_id) for one in run}
    return same[0] == same[1] and another and abs(entry.at - run[-1].at) < STRAIGHT_AFTER


@dataclass(frozen=True)
class _Reader:
    user: object
    known: frozenset[int]
    things: dict[str, str]

    def tell_once(self, entries) -> Told:
        """Entries that differ in their things alone."""
        entry = entries[0]
        said = words.said_of(entry.verb)
        more = str(said.more(entry.detail)) if said.more else ""
        things = tuple(thing for thing in map(self._thing, entries) if thing)
        return Told(entry.at, str(said.words), self._who(entry), things, more)

    def _who(self, entry) -> str:
        """Whoever did something to somebody, or for them, is named to them: no act without a name."""
        for_whom = entry.on_behalf_of if entry.on_behalf_of_id != entry.by_id else None
        if entry.by is None:
            return _("It happened by itself.")
        if entry.by_id == self.user.pk:
            if for_whom is None:
                return _("You did this.")
            return _line(_("You did this for {other}."), other=self._name(for_whom))
        by = self._named(entry.by)
        if for_whom is None:
            return _line(_("{name} did this."), name=by)
        if for_whom.pk == self.user.pk:
            return _line(_("{name} did this for you."), name=by)
        return _line(_("{name} did this for {other}."), name=by, other=self._name(for_whom))

    def _thing(self, entry) -> str:
        if entry.concerns_id and entry.concerns_id not in (self.user.pk, entry.on_behalf_of_id):
            return self._name(entry.concerns)
        return self.things.get(entry.subject, "")

    def _name(self, person) -> str:
        return self._named(person) if person.pk in self.known or person.erased_at else _("somebody")

    @staticmethod
    def _named(person) -> str:
        return str(person)


def _line(words, **names) -> str:
    """A name in any alphabet stands as it is written, whatever stands around it."""
    return format_html(words, **{key: format_html("<bdi>{}</bdi>", name) for key, name in names.items()})
