"""Bringing a backup back: checked first, then all of the database, then the files, and nothing that was erased."""

import shutil
import tempfile
from pathlib import Path

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from operations import archive, backups, databases, erasures, health


class Refused(Exception):
    """Nothing was changed: the sentence says why, and what to do."""


class NotWhole(Exception):
    """What stands in the database afterwards is not what was backed up."""


def restore(path: Path, *, replace: bool = False, say=print):
    """Replace everything by what the backup holds. Nothing is changed before the whole of it has been checked."""
    if not replace and not is_empty():
        raise Refused("There are people or files here already. Add --replace to put the backup in their place.")
    erasures.note()
    settings.VAR_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.VAR_DIR, prefix=".half-") as work:
        manifest = archive.unpack(path, Path(work))
        check_fits(manifest)
        say(f"The backup of {manifest['made_at'][:16].replace('T', ' ')} (UTC) is whole and fits this version.")
        databases.put_back(Path(work) / backups.DATABASE, manifest["extensions"])
        compare(manifest["tables"])
        say(f"The database is back: {len(manifest['tables'])} tables, each with the rows it had.")
        for name, folder in backups.folders().items():
            put_files_back(Path(work) / name, folder)
        say(f"The files are back: {len(manifest['files']) - 1}.")
    if health.changes_waiting():
        call_command("migrate", verbosity=0)
        say("The database was brought up to this version.")
    back = erasures.replay()
    say(f"Nothing that was erased is back, no person and no story: {back} were in the backup and are forgotten again.")
    end_sessions()
    cache.clear()
    backups.note_proved(path)
    say("Everybody signs in again.")


def is_empty() -> bool:
    """No people and no files: the state after `migrate`, or before it."""
    User = get_user_model()
    if User._meta.db_table in connection.introspection.table_names() and User.objects.exists():
        return False
    return not any(path.is_file() for folder in backups.folders().values() for path in folder.rglob("*"))


def check_fits(manifest):
    if manifest["format"] != backups.FORMAT:
        raise Refused("A newer Alongside made this backup. Install that version first.")
    if manifest["vendor"] != connection.vendor:
        raise Refused(f"This backup is of {manifest['vendor']}, and DATABASE_URL names {connection.vendor}.")
    known = {".".join(key) for key in MigrationLoader(None).disk_migrations}
    unknown = set(manifest["migrations"]) - known
    if unknown:
        raise Refused(
            f"A newer Alongside ({manifest['alongside']}) made this backup: {len(unknown)} changes of its tables are "
            "unknown here. Install that version first."
        )


def compare(expected):
    found = databases.fingerprints()
    different = sorted(table for table in expected.keys() | found.keys() if expected.get(table) != found.get(table))
    if different:
        raise NotWhole(f"These tables are not as they were backed up: {', '.join(different)}.")


def put_files_back(staged: Path, folder: Path):
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        shutil.rmtree(old) if old.is_dir() and not old.is_symlink() else old.unlink()
    if staged.exists():
        for new in staged.iterdir():
            shutil.move(new, folder / new.name)
    for path in folder.rglob("*"):
        path.chmod(0o750 if path.is_dir() else settings.FILE_UPLOAD_PERMISSIONS)


def end_sessions():
    """A session that was ended after the backup, because a phone was lost, must not live again."""
    UserSession.objects.all().delete()
    Session.objects.all().delete()
