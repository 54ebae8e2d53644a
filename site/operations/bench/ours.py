"""Alongside itself, on production settings, in a folder and a database of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings

from operations.bench import servers

FOLDER = "alongside-bench-"  # how the folder of all that is measured begins


class Ours:
    def __init__(self, folder: Path, database: str, secret: str, **more: str):
        folder.mkdir(exist_ok=True)
        self.folder, self.port = folder, servers.free_port()
        # What whoever runs it has set must not change what is measured.
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
        self.env = kept | {
            "DJANGO_SETTINGS_MODULE": "config.settings.production",
            "SITE_ADDRESS": f"http://localhost:{self.port}",
            "ALONGSIDE_VAR": str(folder),
            "DATABASE_URL": database,
            "SECRET_KEY": secret,
            **more,
        }

    def manage(self, *words) -> str:
        command = [sys.executable, "manage.py", *map(str, words)]
        done = subprocess.run(command, cwd=settings.BASE_DIR, env=self.env, capture_output=True, text=True)
        if done.returncode:
            raise servers.DidNotStart(f"manage.py {' '.join(command[2:])}: {done.stderr[-2000:]}")
        return done.stdout

    def step(self, *words):
        """The answer of one step of `bench_step`, run inside this site."""
        return json.loads(self.manage("bench_step", *words) or "null")

    def fill(self):
        self.manage("migrate", "--verbosity", "0")
        self.manage("starter_content")

    def serve(self, app="config.wsgi:application") -> servers.Server:
        return servers.gunicorn(app, port=self.port, cwd=settings.BASE_DIR, env=self.env, paths="site")
