from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from operations import backups
from operations.databases import CannotCopy


class Command(BaseCommand):
    help = "Back up everything people wrote and sent, database and files, into one file that only you can read."

    def handle(self, **options):
        try:
            path = backups.make()
        except (backups.NoRoom, CannotCopy) as refusal:
            raise CommandError(str(refusal)) from None
        except (OSError, DatabaseError) as problem:
            raise CommandError(f"No backup was made: {problem}") from problem
        self.stdout.write(
            f"Backed up and checked: {path} ({path.stat().st_size / 2**20:.1f} MB)\n"
            f"{len(backups.kept())} backups are kept, the oldest from {backups.made_at(backups.kept()[-1]):%d %B %Y}.\n"
            f"What is deleted today is gone from all of them by {backups.gone_by():%d %B %Y}.\n"
            "Keep a copy of the whole folder somewhere else, and the site's secret apart from it."
        )
