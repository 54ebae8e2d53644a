from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from home.search import entries


class Command(BaseCommand):
    help = "Look again at everything the public can find. Only needed after changes made outside the site itself."

    def handle(self, **options):
        number = 0
        for step in entries.rebuild():
            number += step
            self.stdout.write(_("%(number)s looked at…") % {"number": number}, ending="\r")
        self.stdout.write(_("Search knows %(number)s things.") % {"number": number})
