"""What the clock does for the site as a whole."""

from datetime import timedelta

from django.conf import settings
from django.core.management import call_command

from operations import backups, erasures, keeping


def publish_scheduled():
    """Pages that are to appear, or to go, at a time somebody chose."""
    call_command("publish_scheduled", verbosity=0)


def forget_ended_sessions():
    call_command("clearsessions", verbosity=0)


def forget_finished_tasks():
    if settings.TASKS["default"]["BACKEND"].startswith("django_tasks_db"):
        call_command("prune_db_task_results", verbosity=0)


def keep_what_is_gone_gone():
    """Also when somebody brought a database back by other means than our own command, or that was cut off half-way."""
    erasures.note()
    erasures.replay()


def let_old_backups_go():
    backups.let_old_ones_go()


def make_daily_backup():
    if settings.BACKUP_DAILY:
        backups.make()


def let_go_what_was_kept_long_enough():
    keeping.run()


let_go_what_was_kept_long_enough.every = timedelta(days=1)
forget_ended_sessions.every = forget_finished_tasks.every = let_old_backups_go.every = timedelta(hours=1)
make_daily_backup.every = timedelta(days=1)

DUE = [
    publish_scheduled,
    forget_ended_sessions,
    forget_finished_tasks,
    keep_what_is_gone_gone,
    let_old_backups_go,
    make_daily_backup,
    let_go_what_was_kept_long_enough,
]
