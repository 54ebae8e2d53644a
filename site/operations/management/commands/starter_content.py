from contextlib import suppress

from django.core.management.base import BaseCommand, CommandError

from home.starter.pages import NotEmpty, write_pages
from home.starter.snippets import write_snippets
from portal.agreement.services import PeopleHaveWritten, start_with
from portal.audit.services import audited, record


class Command(BaseCommand):
    help = "Write the starter pages and words. What is there, or was changed or deleted by people, stays as it is."

    def handle(self, **options):
        try:
            with audited():
                for line in write_snippets():
                    self.stdout.write(f"  {line}")
                self.published, pages = 0, 0
                for address in write_pages(publish=self.publish):
                    self.stdout.write(f"  {address}")
                    pages += 1
                if self.published:
                    record("home.starter_published", subject="site", pages=self.published)
        except NotEmpty:
            raise CommandError(
                "The home page has been changed by people, so the starter pages were not written. Nothing was changed."
            ) from None
        self.stdout.write(self.style.SUCCESS(f"Starter content: {pages} new pages."))
        if pages > self.published:
            self.stdout.write("People have written here already: what is new waits as a draft. Send it to be read.")

    def publish(self, revision):
        """The one way pages go out without any reader: into an empty site, by name, in the trail."""
        with suppress(PeopleHaveWritten):
            start_with(revision)
            self.published += 1
