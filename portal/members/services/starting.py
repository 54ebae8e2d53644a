from portal.audit.services import audited, record

WHO_WE_ARE = "members.who_we_are_changed"
BACKUP_SHOWN = "members.backup_shown"


@audited()
def say_backups_are_known(*, by) -> None:
    """Somebody has read how to back up. The trail remembers it."""
    record(BACKUP_SHOWN, subject="site", by=by)


@audited()
def say_who_we_are(*, rows, by) -> None:
    """What the organisation is called, whom people can ring, and who answers them. `rows`: each with its fields."""
    for row, names in rows:
        if row.pk:
            row.save(update_fields=names)
        else:
            row.save()
    record(WHO_WE_ARE, subject="site", by=by)
