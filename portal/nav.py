"""The portal's menu. Each part adds its own entries, in its `apps.py`."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Entry:
    """A place in the portal: its words, the name of its URL, and the permission that shows it."""

    label: str
    url_name: str
    permission: str
    order: int = 100


_entries: list[Entry] = []


def register(entry: Entry) -> None:
    _entries.append(entry)


def entries_for(user) -> list[Entry]:
    """The places this person may go to, in order."""
    return sorted((entry for entry in _entries if user.has_perm(entry.permission)), key=lambda entry: entry.order)
