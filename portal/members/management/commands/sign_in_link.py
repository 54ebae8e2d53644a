from allauth.account.adapter import get_adapter
from django.core.management.base import BaseCommand, CommandError

from portal.members import services
from portal.members.links import print_link
from portal.members.models import User


class Command(BaseCommand):
    help = (
        "Print a link that signs somebody in once, for instance when they have lost their phone. They are told of it."
    )

    def add_arguments(self, parser):
        parser.add_argument("name", help="their sign-in name or e-mail address")

    def handle(self, name, **options):
        person = User.objects.called(name)
        if person is None:
            raise CommandError(f"Nobody here signs in as {name}.")
        try:
            token = services.make_link(person=person, by=None)
        except services.MayNotSignIn:
            raise CommandError("That account is switched off, so no link was made.") from None
        get_adapter().send_notification_mail("portal/members/email/link_made", person)
        self.stdout.write(
            "It works once, for 24 hours, and lets past the second factor. Make sure that it is really them:"
        )
        print_link(self.stdout, token)
