"""What is gone for good, remembered by number beside the backups, so that no backup brings it back.

A part that forgets something for good has an `erasure.py`:

`REGISTER`: the name of its file beside the backups.
`MODEL`: where the database keeps that something is gone.
`gone()`: a line for each thing that is, without any words.
`back(lines)`: those things of the lines that are in the database as if nothing had happened.
`forget(things)`: forget them again.
"""

import os
from pathlib import Path

from django.conf import settings
from django.db import connection

from operations.parts import modules


def parts() -> list:
    """Those whose table is there: an older database may lack one."""
    there = set(connection.introspection.table_names())
    return [part for part in modules("erasure").values() if part.MODEL._meta.db_table in there]


def register(part) -> Path:
    return settings.BACKUP_DIR / part.REGISTER


def note() -> int:
    """Add what the database calls gone and the registers do not hold yet; how much."""
    return sum(_note(part) for part in parts())


def _note(part) -> int:
    new = part.gone() - noted(part)
    if new:
        settings.BACKUP_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(register(part), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "w") as file:
            file.write("" if _ends_with_a_line(register(part)) else "\n")
            file.writelines(f"{line}\n" for line in sorted(new))
            file.flush()
            os.fsync(file.fileno())
    return len(new)


def _ends_with_a_line(path: Path) -> bool:
    """Or was cut off within one: what is added then does not become part of that."""
    return path.read_bytes()[-1:] in (b"", b"\n")


def noted(part) -> set[str]:
    return set(register(part).read_text().splitlines()) if register(part).exists() else set()


def replay() -> int:
    """Have every part forget again what its register holds and the database does; how much had come back."""
    found, problems = 0, []
    for part in parts():
        try:
            back = part.back(noted(part))
            part.forget(back)
            found += len(back)
        except Exception as problem:  # what one part cannot do keeps no other from forgetting
            problems.append(problem)
    if problems:
        raise ExceptionGroup("Not everything that is gone could be forgotten again", problems)
    return found
