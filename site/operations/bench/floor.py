"""The yardstick: what `wagtail start` makes, with a page of fixed text at the third level below the root."""

import os
import subprocess
import sys
from pathlib import Path

from operations.bench import servers

PATH = "/a/b/"
TEXT = "<p>The least that a page of this size can cost: words that never change.</p>\n"
SIZE = 20_000
SETTINGS = """
import dj_database_url
SECRET_KEY = {secret!r}
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
DATABASES = {{"default": dj_database_url.parse({database!r}, conn_max_age=600, conn_health_checks=True)}}
WAGTAILADMIN_BASE_URL = "http://localhost"
LOGGING = {{"version": 1, "root": {{"level": "WARNING"}}}}
"""
PAGES = """
from home.models import HomePage
above = HomePage.objects.get()
for name in ("a", "b"):
    above = above.add_child(instance=HomePage(title=name, slug=name))
"""


def make(folder: Path, database: str, secret: str):
    """Generate the project, give it its text, its database and its pages."""
    folder.mkdir()
    run(folder, sys.executable, "-m", "wagtail.bin.wagtail", "start", "floor", ".")
    text = f"<!DOCTYPE html><html lang=en><title>Floor</title><body>\n{TEXT * (SIZE // len(TEXT))}</body></html>"
    (folder / "home/templates/home/home_page.html").write_text(text)
    (folder / "floor/settings/local.py").write_text(SETTINGS.format(database=database, secret=secret))
    run(folder, sys.executable, "manage.py", "migrate", "--verbosity", "0")
    run(folder, sys.executable, "manage.py", "shell", "--command", PAGES)


def serve(folder: Path) -> servers.Server:
    return servers.gunicorn("floor.wsgi:application", port=servers.free_port(), cwd=folder, env=environment())


def environment() -> dict[str, str]:
    """Nothing of ours may reach the other project."""
    kept = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "DATABASE_URL")}
    return kept | {"DJANGO_SETTINGS_MODULE": "floor.settings.production"}


def run(folder, *command):
    done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, text=True)
    if done.returncode:
        raise servers.DidNotStart(done.stderr[-2000:])
