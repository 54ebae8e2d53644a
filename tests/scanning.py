"""Where a word is kept: in every column of every row that SQL reaches, and in every file of ours."""

from pathlib import Path

from django.conf import settings
from django.db import connection

TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table'",
    "postgresql": "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()",
}


def tables_with(*words: str) -> dict[str, set[str]]:
    """By table, which of the words it holds somewhere."""
    found = {}
    with connection.cursor() as cursor:
        cursor.execute(TABLES[connection.vendor])
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor:
                text = " ".join(_as_text(value) for value in row)
                if here := {word for word in words if word in text}:
                    found.setdefault(table, set()).update(here)
    return found


def _as_text(value) -> str:
    return bytes(value).decode("latin-1") if isinstance(value, (bytes, memoryview)) else str(value)


def files_with(*words: str, folders=()) -> set[str]:
    """The names of files that hold one of the words, in their name or in what is in them."""
    found = set()
    for folder in {settings.MEDIA_ROOT, settings.VAR_DIR, *folders}:
        for path in Path(folder).rglob("*"):
            if path.is_file() and any(word in str(path) or word.encode() in path.read_bytes() for word in words):
                found.add(str(path))
    return found
