"""The portal's menu. Each part adds its own entries, in its `apps.py`."""

from dataclasses import dataclass, replace

from django.urls import reverse

from portal import words


@dataclass(frozen=True)
class Entry:
    """A place in the portal: its words, what one does there, the name of its URL, and the permission that shows it.

    All stand on the home; those that people come for every day (`in_menu`) on every page as well. One with a `word`
    may be called otherwise by the organisation; its page says `{% word %}` with the same key.
    """

    label: str
    about: str
    url_name: str
    permission: str
    order: int = 100
    in_menu: bool = False
    word: str = ""

    @property
    def url(self) -> str:
        return reverse(self.url_name)


_entries: list[Entry] = []


def register(entry: Entry) -> None:
    _entries.append(entry)
    if entry.word:
        words.register(entry.word, entry.label, entry.about)


def entries_for(request, *, in_menu: bool = False) -> list[Entry]:
    """The places this person may go to, in order, as they are called here; or those of them that stand in the menu."""
    found = [entry for entry in _entries if entry.in_menu or not in_menu]
    theirs = sorted((one for one in found if request.user.has_perm(one.permission)), key=lambda one: one.order)
    return [replace(one, label=words.word(one.word, request)) if one.word else one for one in theirs]
