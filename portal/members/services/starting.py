from portal.audit.services import audited, record

BACKUP_SHOWN = "members.backup_shown"


@audited()
def say_backups_are_known(*, by) -> None:
    """Somebody has read how to back up. The trail remembers it."""
    record(BACKUP_SHOWN, subject="site", by=by)
