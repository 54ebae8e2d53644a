from django.core.management.base import BaseCommand, CommandError

from portal.reciprocity.models import Posting
from portal.reciprocity.services import problems


class Command(BaseCommand):
    help = "Check that the ledger comes to nothing, and that it says the same as what was given."

    def handle(self, **options):
        found = list(problems())
        for problem in found:
            self.stderr.write(problem)
        if found:
            raise CommandError(f"{len(found)} place(s) where the books do not hold together.")
        self.stdout.write(f"The books hold together: {Posting.objects.count()} postings come to nothing.")
