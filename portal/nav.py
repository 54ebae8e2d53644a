"""The portal's menu. Each part adds its own entries, in its `apps.py`."""

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True)
class Entry:
    """A place in the portal: its words, what one does there, the name of its URL, and the permission that shows it."""

    label: str
    about: str
    url_name: str
    permission: str
    order: int = 100

    @property
    def url(self) -> str:
        return reverse(self.url_name)


_entries: list[Entry] = []


def register(entry: Entry) -> None:
    _entries.append(entry)


def entries_for(user) -> list[Entry]:
    """The places this person may go to, in order."""
    return sorted((entry for entry in _entries if user.has_perm(entry.permission)), key=lambda entry: entry.order)
