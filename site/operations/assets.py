"""Style sheets, scripts and pictures, collected under names that carry their content's hash."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def mark() -> Path:
    return settings.VAR_DIR / "static.collected"


def are_stale() -> bool:
    """Has any of the sources changed since they were collected?"""
    return not (settings.STATIC_ROOT.exists() and mark().exists() and mark().read_text() == fingerprint())


def collect():
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    mark().write_text(fingerprint())


def fingerprint() -> str:
    """Of all sources: where each is, how big, and when it last changed."""
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            size, changed = storage.size(path), storage.get_modified_time(path)
            digest.update(f"{path} {size} {changed}".encode())
    return digest.hexdigest()
