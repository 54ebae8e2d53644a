from django.core.management.base import BaseCommand

from operations import keeping


class Command(BaseCommand):
    help = "Show what is let go today, kind by kind, and what is kept longer; with --run, let it go."

    def add_arguments(self, parser):
        parser.add_argument("--run", action="store_true", help="let it go now")

    def handle(self, *, run, **options):
        if run:
            for kind, many in keeping.run():
                self.stdout.write(f"{kind.words}: {many} deleted.")
            return
        for kind, many, held in keeping.preview():
            self.stdout.write(f"{kind.words}: {many} to delete today, {held} kept for a reason. Kept: {kind.how_long}.")
