from django.core.management.base import BaseCommand, CommandError

from operations.health import problems


class Command(BaseCommand):
    help = "Say whether the site is well, and if not, what to do."
    requires_system_checks = ()

    def handle(self, **options):
        found = problems()
        if found:
            raise CommandError("\n".join(found))
        self.stdout.write("All is well.")
