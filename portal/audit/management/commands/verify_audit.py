from django.core.management.base import BaseCommand, CommandError

from portal.audit.models import Entry
from portal.audit.services import problems


class Command(BaseCommand):
    help = "Check that nobody changed, removed or slipped in an entry of the trail."

    def handle(self, **options):
        found = list(problems())
        for problem in found:
            self.stderr.write(problem)
        if found:
            raise CommandError(f"{len(found)} place(s) where the trail does not hold together.")
        self.stdout.write(f"The trail holds together: {Entry.objects.count()} entries.")
