from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from operations import restoring
from operations.archive import Damaged
from operations.databases import CannotCopy


class Command(BaseCommand):
    help = "Bring a backup back: its database and its files, instead of what is here."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="even though there are people or files here")

    def handle(self, *, file, replace, **options):
        if not file.is_file():
            raise CommandError(f"There is no file {file}. Name one of the backups: …/backups/alongside-….tar")
        try:
            restoring.restore(file, replace=replace, say=self.stdout.write)
        except (restoring.Refused, Damaged, CannotCopy) as refusal:
            raise CommandError(f"{refusal} Nothing was changed.") from None
        except restoring.NotWhole as problem:
            raise CommandError(f"{problem} Do not use the site: restore another backup.") from None
        call_command("check", databases=["default"], stdout=self.stdout)
        call_command("verify_audit", stdout=self.stdout)
        self.stdout.write(self.style.SUCCESS("Done. Start the site and look at a page you know."))
