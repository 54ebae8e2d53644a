from django.core.management.base import BaseCommand, CommandError

from home.starter.pages import NotEmpty, write_pages
from home.starter.snippets import write_snippets
from portal.audit.services import audited, record


class Command(BaseCommand):
    help = "Write the starter pages and words. What is there, or was changed or deleted by people, stays as it is."

    def handle(self, **options):
        try:
            with audited():
                for line in write_snippets():
                    self.stdout.write(f"  {line}")
                pages = 0
                for address in write_pages():
                    self.stdout.write(f"  {address}")
                    pages += 1
                if pages:
                    # The one way pages go out without two readers: into an empty site, by name, in the trail.
                    record("home.starter_published", subject="site", pages=pages)
        except NotEmpty:
            raise CommandError(
                "The home page has been changed by people, so the starter pages were not written. Nothing was changed."
            ) from None
        self.stdout.write(self.style.SUCCESS(f"Starter content: {pages} new pages."))
