"""The portal's menu. Each part adds its own entries, in its `apps.py`."""

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True)
class Entry:
    """A place in the portal: its words, what one does there, the name of its URL, and the permission that shows it.

    All stand on the home; those that people come for every day (`in_menu`) on every page as well.
    """

    label: str
    about: str
    url_name: str
    permission: str
    order: int = 100
    in_menu: bool = False

    @property
    def url(self) -> str:
        return reverse(self.url_name)


_entries: list[Entry] = []


def register(entry: Entry) -> None:
    _entries.append(entry)


def entries_for(user, *, in_menu: bool = False) -> list[Entry]:
    """The places this person may go to, in order; or those of them that stand in the menu."""
    found = [entry for entry in _entries if entry.in_menu or not in_menu]
    return sorted((entry for entry in found if user.has_perm(entry.permission)), key=lambda entry: entry.order)
