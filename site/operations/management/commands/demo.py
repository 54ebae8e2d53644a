from django.core.management.base import BaseCommand, CommandError

from operations import demonstration


class Command(BaseCommand):
    help = "Add made-up people and what they do, to try the site out. May be called again. Not where real people are."

    def handle(self, **options):
        try:
            demonstration.load()
        except demonstration.RealPeopleHere as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(demonstration.table())
