"""Backups: one file each, in BACKUP_DIR, checked when made. `restoring.py` brings one back."""

import shutil
import tempfile
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import django
import wagtail
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from operations import VERSION, archive, databases, erasures

DATABASE = "database"
FORMAT = 1
PROVED = "proved.txt"  # when one of the backups beside it was last brought back, and which


class NoRoom(Exception):
    """The disk would be full before the backup was whole."""


def folders() -> dict[str, Path]:
    """The folders of files, by their name in a backup."""
    return {"media": Path(settings.MEDIA_ROOT), "private": Path(settings.PRIVATE_ROOT)}


def make() -> Path:
    """Back up the database, then the files: no row lacks its file, and one that came in between does no harm."""
    home = settings.BACKUP_DIR
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    erasures.note()
    check_room(home)
    path = home / timezone.now().strftime("alongside-%Y%m%dT%H%M%S.%fZ.tar")
    with tempfile.TemporaryDirectory(dir=home, prefix=".half-") as work, archive.Writer(path) as file:
        copy = Path(work) / DATABASE
        fingerprints = databases.take_out(copy)
        file.add(DATABASE, copy)
        for name, folder in folders().items():
            add_folder(file, name, folder)
        file.finish(manifest(fingerprints))
    archive.check_seal(path)
    let_old_ones_go()
    return path


def manifest(fingerprints) -> dict:
    return {
        "format": FORMAT,
        "made_at": timezone.now().isoformat(),
        "alongside": VERSION,
        "django": django.__version__,
        "wagtail": wagtail.__version__,
        "vendor": connection.vendor,
        "extensions": databases.extensions(),
        "migrations": sorted(".".join(key) for key in MigrationRecorder(connection).applied_migrations()),
        "tables": fingerprints,
    }


def add_folder(file, name, folder):
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            try:
                file.add(f"{name}/{path.relative_to(folder).as_posix()}", path)
            except FileNotFoundError:
                continue  # withdrawn while we were looking


def check_room(home):
    """Refuse before anything is written: the copy of the database stands beside the backup for a moment."""
    files = sum(path.stat().st_size for folder in folders().values() for path in folder.rglob("*") if path.is_file())
    needed = 2 * databases.size() + files + settings.DISK_FLOOR
    free = shutil.disk_usage(home).free
    if free < needed:
        raise NoRoom(
            f"A backup needs {needed // 2**20} MB free in {home}, and {free // 2**20} MB are. Nothing was written."
        )


def kept() -> list[Path]:
    """The backups that are there, the newest first."""
    return sorted(settings.BACKUP_DIR.glob("alongside-*Z.tar"), reverse=True)


def made_at(path: Path) -> datetime:
    return datetime.strptime(path.name, "alongside-%Y%m%dT%H%M%S.%fZ.tar").replace(tzinfo=UTC)


def let_old_ones_go() -> list[Path]:
    """Keep the newest so many, none for longer than so many days, and the very newest in any case."""
    oldest = timezone.now() - timedelta(days=settings.BACKUP_DAYS)
    gone = [
        path
        for place, path in enumerate(kept())
        if place > 0 and (place >= settings.BACKUPS_KEPT or made_at(path) < oldest)
    ]
    for path in gone:
        path.unlink()
    yesterday = timezone.now().timestamp() - 24 * 60 * 60
    for half in settings.BACKUP_DIR.glob(".half-*"):  # what a backup that was cut off left behind
        if half.stat().st_mtime < yesterday:
            shutil.rmtree(half) if half.is_dir() else half.unlink()
    databases.drop_replaced()
    return gone


def gone_by() -> date:
    """The day by which what is deleted today has also gone from the backups."""
    return timezone.localdate() + timedelta(days=settings.BACKUP_DAYS + 1)


def note_proved(path: Path) -> None:
    """Leave word beside a backup that it came back whole. A folder that cannot be written to is no reason to fail."""
    with suppress(OSError):
        path.with_name(PROVED).write_text(f"{timezone.now().isoformat(timespec='seconds')} {path.name}\n")


def last_proved() -> datetime | None:
    try:
        return datetime.fromisoformat((settings.BACKUP_DIR / PROVED).read_text().split()[0])
    except (OSError, ValueError, IndexError):
        return None
