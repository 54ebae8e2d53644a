"""The site as it runs for real: gunicorn, production settings, collected files, and the worker's own database."""

import fcntl
import http.client
import os
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import connection
from django.utils.crypto import get_random_string

from operations import assets

ROOT = settings.BASE_DIR
ADDRESS = "https://alongside.example.org"
BEHIND_A_PROXY = {"Host": "alongside.example.org", "X-Forwarded-Proto": "https"}
NOT_KEPT = {
    "DJANGO_ALLOW_ASYNC_UNSAFE",  # of the browser tests in the same worker
    "SECRET_KEY",
    "SITE_ADDRESS",
    "DATABASE_URL",
    "REDIS_URL",
    "DJANGO_SETTINGS_MODULE",
    "ALONGSIDE_VAR",
}


def environment(**given):
    """What a fresh machine would have in its environment, and what is given."""
    kept = {name: value for name, value in os.environ.items() if name not in NOT_KEPT}
    return kept | {"DJANGO_SETTINGS_MODULE": "config.settings.production"} | given


def manage(*args, **environ):
    return subprocess.run(
        [sys.executable, "manage.py", *args],
        cwd=ROOT,
        env=environment(**environ),
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )


def database_url():
    """The worker's own database, for a process of its own."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    secret = f":{known['PASSWORD']}" if known["PASSWORD"] else ""
    return f"postgres://{known['USER']}{secret}@{known['HOST']}:{known['PORT'] or 5432}/{known['NAME']}"


def free_port() -> int:
    with closing(socket.socket()) as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


def ask(port, path, *, method="GET", headers=None, body=None):
    """One answer as it came over the wire: no redirect followed, nothing unpacked."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as line:
        line.request(method, path, body=body, headers={"Host": f"localhost:{port}"} | (headers or {}))
        answer = line.getresponse()
        return SimpleNamespace(status=answer.status, headers=answer.headers, body=answer.read())


@contextmanager
def gunicorn(**environ):
    """`gunicorn` alone, as an operator starts it; gives the port."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn"],
        cwd=ROOT,
        env=environment(BIND=f"127.0.0.1:{port}", WEB_WORKERS="1", WEB_THREADS="2", **environ),
    )
    try:
        wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=30)


def wait_for(port, process):
    for _try in range(600):
        assert process.poll() is None, "the server ended"
        with closing(socket.socket()) as door:
            if door.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the server did not answer")


@pytest.fixture(scope="session")
def collected():
    """The style sheets, scripts and pictures under their hashed names: collected once, for all workers and runs."""
    kept = ROOT / "var" / "test-collected"
    kept.mkdir(parents=True, exist_ok=True)
    with (kept / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        mark, now = kept / "mark", assets.fingerprint()
        if not mark.exists() or mark.read_text() != now:
            done = manage(
                "shell",
                "--no-imports",
                "--command=from operations import assets; assets.collect()",
                ALONGSIDE_VAR=str(kept),
                SECRET_KEY=get_random_string(64),
                SITE_ADDRESS=ADDRESS,
            )
            assert (done.returncode, done.stderr) == (0, "")
            mark.write_text(now)
    return kept / "static"


@pytest.fixture(scope="module")
def production(collected, tmp_path_factory):
    """The environment of a new installation, with its files collected."""
    var = tmp_path_factory.mktemp("production")
    for name in ("static", "static.collected"):
        (var / name).symlink_to(collected.parent / name)
    return {
        "SECRET_KEY": get_random_string(64),
        "SITE_ADDRESS": ADDRESS,
        "BEHIND_PROXY": "yes",
        "ALONGSIDE_VAR": str(var),
    }
