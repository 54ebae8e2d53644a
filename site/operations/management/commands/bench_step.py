import json

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from operations.bench import filling, inside
from operations.bench.ours import FOLDER

STEPS = {"fill": filling.fill, "tell": filling.tell, "look": inside.look, "search": inside.search}


class Command(BaseCommand):
    help = "One step of `bench`, inside the site that it made for measuring. Refuses anywhere else."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("step", choices=STEPS)
        parser.add_argument("count", nargs="*", type=int)

    def handle(self, *, step, count, **options):
        if not settings.VAR_DIR.parent.name.startswith(FOLDER):
            raise CommandError("Only `bench` calls this, inside a site that it made for measuring.")
        self.stdout.write(json.dumps(STEPS[step](*count)))
