import os
from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils.crypto import get_random_string


class Command(BaseCommand):
    help = "Print a new secret for SECRET_KEY, or write it into a file that only you can read."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--to", type=Path, help="the file to write; one that is there is left alone")

    def handle(self, *, to, **options):
        # Letters and numbers only: it survives shells, .env files and YAML unharmed.
        secret = get_random_string(64)
        if to is None:
            self.stdout.write(secret)
        elif not to.exists():
            to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.fdopen(os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secret)
