"""Is the site well? Asked by whoever watches over it, at /healthz, which tells strangers only yes or no."""

import logging
import shutil
from datetime import timedelta

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from operations import ticking

logger = logging.getLogger(__name__)
CLOCK_MAY_REST = timedelta(minutes=10)


def problems() -> list[str]:
    """A sentence for each thing that is not well."""
    try:
        found = [] if migrated() else ["The database waits for `manage.py migrate`."]
        last = None if found else ticking.last_ran()
        if not found and (last is None or last < timezone.now() - CLOCK_MAY_REST):
            found.append("The clock has not run for ten minutes: see `manage.py clock`.")
    except Error:
        logger.exception("/healthz")
        found = ["The database does not answer."]
    if shutil.disk_usage(settings.VAR_DIR).free < settings.DISK_FLOOR:
        found.append(f"Less than {settings.DISK_FLOOR // 2**20} MB are free in {settings.VAR_DIR}.")
    return found


def migrated() -> bool:
    """Does the database have every change that this code needs? Once it has, it keeps them while this code runs."""
    if not _known_as_migrated and not changes_waiting():
        _known_as_migrated.append(True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return bool(_known_as_migrated)


def changes_waiting() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


_known_as_migrated: list[bool] = []
