import signal
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from operations.bench.databases import NoServer
from operations.bench.driving import NothingAnswered
from operations.bench.run import Bench
from operations.bench.servers import DidNotStart


class Command(BaseCommand):
    help = "Measure the main pages: queries, processor time, speed, weight. Needs PostgreSQL; makes its own databases."

    def add_arguments(self, parser):
        parser.add_argument("--quick", action="store_true", help="one short round with 1,000 pages: a rough idea")

    def handle(self, *, quick, **options):
        if not Path("/proc/self/stat").exists():
            raise CommandError("Processor time is read from /proc: this needs Linux.")
        for ending in (signal.SIGTERM, signal.SIGHUP):  # also then, what was started is ended
            signal.signal(ending, signal.default_int_handler)
        try:
            Bench(self.say, quick=quick).run()
        except NoServer as problem:
            raise CommandError(
                f"No PostgreSQL answers. Start one, or name it in DATABASE_URL (postgres://…). It said: {problem}"
            ) from None
        except (DidNotStart, NothingAnswered) as problem:
            raise CommandError(f"This could not be measured: {problem}") from problem

    def say(self, words):
        self.stdout.write(words)
        self.stdout.flush()
