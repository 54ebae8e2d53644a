"""`make run` and `make start`: ready in one go, two processes that end together, a plain word when a port is taken."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from operations import assets
from tests import seed
from tests.effort import THOROUGH
from tests.operations.conftest import ROOT, ask, database_url, environment, free_port

MADE_READY = re.compile(r"Alongside is at http://localhost:(\d+)/")


def alive(pid) -> bool:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, 0)
        status = Path(f"/proc/{pid}/stat")
        return not status.exists() or status.read_text().rpartition(") ")[2][0] != "Z"
    return False


def children(pid):
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return [int(word) for word in listed.stdout.split()]


@pytest.fixture
def started(transactional_db, production, tmp_path):
    """The whole of `make start`, on the worker's database; gives its port, its words so far and its process.

    It finds its files collected, since they are for all tests; only in `make thorough` it collects them once more.
    """
    if THOROUGH:
        for name in ("static", "static.collected"):
            (Path(production["ALONGSIDE_VAR"]) / name).unlink()
    port = free_port()
    given = production | {"SITE_ADDRESS": f"http://localhost:{port}", "DATABASE_URL": database_url()}
    connection.close()
    command = [sys.executable, "manage.py", "serve", "--port", str(port)]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment(**given), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        said = ""
        for line in process.stdout:
            said += line
            if "back-up-and-restore.md" in line:
                break
        yield port, said, process
        process.terminate()
    seed.restore()


@pytest.mark.skipif(connection.vendor == "postgresql", reason="`make start` keeps everything in a file")
def test_it_serves_with_its_clock_until_it_is_told_to_stop(started):
    port, said, process = started

    assert MADE_READY.search(said)[1] == str(port)
    assert "make backup" in said
    assert re.search(r"http://localhost:\d+/\S*link\S*|accounts/login", said)
    page = ask(port, "/")
    assert page.status == 200
    assert re.search(rb"/static/css/site\.[0-9a-f]{12}\.css", page.body)
    both = children(process.pid)
    assert len(both) == 2

    process.send_signal(signal.SIGTERM)

    assert process.wait(timeout=30) == 0
    assert {pid for pid in both if alive(pid)} == set()


def test_files_are_collected_when_they_were_not_and_when_one_has_changed(settings, tmp_path):
    settings.VAR_DIR, settings.STATIC_ROOT = tmp_path, tmp_path / "static"
    assert assets.are_stale()
    assets.collect()
    assert (tmp_path / "static" / "css" / "site.css").exists()
    assert not assets.are_stale()
    assets.mark().write_text("what they were")
    assert assets.are_stale()


def test_a_port_that_is_taken_is_named_with_a_way_on():
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(CommandError, match=rf"Port {port} is in use .* PORT={port + 1}"):
            call_command("serve", port=port)
