"""The site as a newcomer meets it, for the tests that need it: written once a run, then copied to every worker.

Writing takes many seconds, copying less than one.
"""

import fcntl
import os
import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from portal.members import demo
from tests import seed, warm


@pytest.fixture(scope="session")
def folder_of_the_run(tmp_path_factory) -> Path:
    """One that all workers share."""
    mine = tmp_path_factory.getbasetemp()
    return mine.parent if "PYTEST_XDIST_WORKER" in os.environ else mine


@pytest.fixture
def starter_content(transactional_db, folder_of_the_run):
    """Every starter page, and the demo people."""
    if not seed.has(seed.STARTED):
        with (folder_of_the_run / "started.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            _write_or_copy(folder_of_the_run / "started")
        seed.restore(seed.STARTED)
        warm.keep(seed.STARTED)
    seed.begin_with(seed.STARTED)


def _write_or_copy(kept):
    if kept.exists():
        seed.load(seed.STARTED, kept)
        for files in _files():
            shutil.copytree(kept / files.name, files, dirs_exist_ok=True)
        return
    call_command("starter_content", stdout=StringIO())
    demo.load()
    seed.keep(seed.STARTED)
    half = kept.with_suffix(".half")
    half.mkdir()
    seed.save(seed.STARTED, half)
    for files in _files():
        files.mkdir(exist_ok=True)
        shutil.copytree(files, half / files.name)
    half.rename(kept)


def _files():
    return (settings.MEDIA_ROOT, settings.PRIVATE_ROOT)
