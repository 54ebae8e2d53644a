"""Who was erased, remembered by number beside the backups, so that no backup brings anybody back.

A part that keeps anything about a person has an `erasure.py` with `replay(ids)`: forget these people, whatever a
restored database says. It may be called for people who are forgotten already.
"""

import os
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model

from operations.parts import modules


def register() -> Path:
    return settings.BACKUP_DIR / "erased-ids.txt"


def note() -> int:
    """Add whom the database calls erased and the register does not hold yet; how many."""
    new = {line_of(*row) for row in _people().exclude(erased_at=None)} - noted()
    if new:
        settings.BACKUP_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(register(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "w") as file:
            file.writelines(f"{line}\n" for line in sorted(new))
            file.flush()
            os.fsync(file.fileno())
    return len(new)


def noted() -> set[str]:
    return set(register().read_text().splitlines()) if register().exists() else set()


def line_of(pk, joined) -> str:
    """A person without a name: their number, and when they joined, since a new database gives old numbers out again."""
    return f"{pk} {joined.isoformat()}"


def replay() -> int:
    """Have every part forget everybody in the register who is in the database; how many of them had come back."""
    known = noted()
    numbers = [int(line.split()[0]) for line in known]
    ids = {row[0] for row in _people().filter(pk__in=numbers) if line_of(*row) in known}
    back = get_user_model().objects.filter(pk__in=ids, erased_at=None).count()
    for module in modules("erasure").values():
        module.replay(ids)
    return back


def anybody_back() -> bool:
    """Is somebody of the register in the database as if nothing had happened?"""
    known = noted()
    numbers = [int(line.split()[0]) for line in known]
    return any(line_of(*row) in known for row in _people().filter(pk__in=numbers, erased_at=None))


def _people():
    return get_user_model().objects.values_list("pk", "date_joined")
