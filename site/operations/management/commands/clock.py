import logging
import time

from django.core.management.base import BaseCommand
from django.db import Error, close_old_connections

from operations.ticking import tick

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Run what is due: messages, scheduled pages, consents that end, tidying. Call it each minute, or use --every."
    )

    def add_arguments(self, parser):
        parser.add_argument("--every", type=int, metavar="SECONDS", help="keep running, with this pause between")

    def handle(self, *, every, **options):
        try:
            self.once()
            while every:
                time.sleep(every)
                self.once_if_the_database_answers()
        except KeyboardInterrupt:
            pass

    def once_if_the_database_answers(self):
        try:
            close_old_connections()
            self.once()
        except Error:
            logger.exception("The clock will try again")

    def once(self):
        outcome = tick()
        if outcome is None:
            self.stdout.write("Another clock is running. Nothing to do.")
        for name, problem in (outcome or {}).items():
            if problem:
                self.stderr.write(f"{name}: {problem}")
