from django.core.management.base import BaseCommand

from portal.members import services
from portal.members.links import print_link


class Command(BaseCommand):
    help = (
        "Make the first coordinator and print a link that signs them in once. Does nothing when there is one already."
    )

    def add_arguments(self, parser):
        parser.add_argument("--another", action="store_true", help="make one more, although there is one already")

    def handle(self, another, **options):
        try:
            person = services.first_coordinator(another=another)
        except services.CoordinatorExists:
            self.stdout.write("There is a coordinator already. For one more: first_coordinator --another")
            return
        token = services.make_link(person=person, by=None)
        self.stdout.write("The coordinator's link. It works once, for 24 hours. Give it to nobody else:")
        print_link(self.stdout, token)
