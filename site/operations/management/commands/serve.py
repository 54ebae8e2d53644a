import io
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand

from operations import assets, demonstration, health


class Command(BaseCommand):
    help = "Get the site ready on this machine and serve it, with the clock beside it, until Ctrl-C."

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--demo", action="store_true", help="with made-up people, to try it out")

    def handle(self, *, port, **options):
        for ending in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(ending, signal.default_int_handler)
        refuse_when_taken(port)
        self.get_ready(options["demo"])
        web = subprocess.Popen(  # our own program, our own arguments
            [sys.executable, "-m", "gunicorn"],
            env=os.environ | {"BIND": f"127.0.0.1:{port}"},
            cwd=settings.BASE_DIR,
        )
        clock = subprocess.Popen([sys.executable, "manage.py", "clock", "--every", "60"], cwd=settings.BASE_DIR)
        try:
            wait_until_it_answers(web, port)
            self.say_where(port, options["demo"])
            web.wait()
        except KeyboardInterrupt:
            self.stdout.write("\nClosing.")
        finally:
            end(web, clock)

    def get_ready(self, with_demo):
        if not health.migrated():
            self.step("Preparing the database (about half a minute)")
            call_command("migrate", verbosity=0)
        self.step("Looking after the starter pages (the first time: half a minute)")
        said = io.StringIO()
        try:
            call_command("starter_content", stdout=said)
        except CommandError as refusal:
            said.write(str(refusal))
        self.stdout.write(f"  {said.getvalue().strip().splitlines()[-1]}")
        if with_demo:
            self.step("Inviting the made-up people (the first time: a few seconds)")
            demonstration.load()
        if assets.are_stale():
            self.step("Collecting style sheets, scripts and pictures (about a quarter of a minute)")
            assets.collect()

    def step(self, words):
        self.stdout.write(f"• {words} …")
        self.stdout.flush()

    def say_where(self, port, with_demo):
        self.stdout.write(self.style.SUCCESS(f"\nAlongside is at http://localhost:{port}/   (Ctrl-C closes it)\n"))
        if with_demo:
            self.stdout.write(demonstration.table())
            self.stdout.write(f"Mails are not sent. They wait as files in {settings.EMAIL_FILE_PATH}\n")
            return
        try:
            call_command("first_coordinator", stdout=self.stdout)
        except CommandError:
            self.stdout.write(f"Sign in at http://localhost:{port}/accounts/login/")
        self.stdout.write(
            f"\nEverything is kept in {settings.VAR_DIR}. Backing up: `make backup`. How to bring one back, and how to"
            "\nlet others reach the site: docs/how-to/install.md and docs/how-to/back-up-and-restore.md\n"
        )


def refuse_when_taken(port):
    with closing(socket.socket()) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            door.bind(("127.0.0.1", port))
        except OSError:
            raise CommandError(f"Port {port} is in use by another program. Choose another: PORT={port + 1}") from None


def wait_until_it_answers(web, port):
    """The address is printed once a page can be read there, and not before."""
    while web.poll() is None:
        try:
            urllib.request.urlopen(f"http://localhost:{port}/", timeout=30).close()  # nosec B310
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.2)
    raise CommandError("The web server did not start. What it said stands above.")


def end(*processes):
    """Ask each to finish what it is doing; insist after ten seconds."""
    for process in processes:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
    for process in processes:
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
