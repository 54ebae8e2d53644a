"""Web servers that are started for measuring, each with a port of its own, and the processor time of their workers."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")
WORKERS = 2


class DidNotStart(Exception):
    """A server ended, or did not answer, before it could be measured."""


class Server:
    """A program that listens on `port`, ended by its own process id."""

    def __init__(self, command, *, port, cwd=None, env=None):
        self.port = port
        self.said = tempfile.TemporaryFile("w+")  # noqa: SIM115 - open as long as the server runs
        command = [str(word) for word in command]
        self.process = subprocess.Popen(command, cwd=cwd, env=env, stdout=self.said, stderr=self.said)
        self.wait_until_it_answers()

    def wait_until_it_answers(self, patience=60):
        end = time.monotonic() + patience
        while time.monotonic() < end and self.process.poll() is None:
            with socket.socket() as door:
                if door.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        self.said.seek(0)
        words = self.said.read()[-2000:]
        self.stop()
        raise DidNotStart(words)

    def cpu(self) -> float:
        """Seconds of processor time that the workers have used so far, their own and the kernel's for them."""
        return sum(processor_seconds(pid) for pid in children(self.process.pid))

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.said.close()


def gunicorn(app, *, port, cwd, env, paths=".") -> Server:
    """As in production, but that no worker is replaced while it is measured."""
    command = [sys.executable, "-m", "gunicorn", app, "--bind", f"127.0.0.1:{port}", "--workers", WORKERS]
    command += ["--worker-class", "gthread", "--threads", 4, "--preload", "--max-requests", 0, "--timeout", 120]
    command += ["--pythonpath", paths, "--no-control-socket", "--log-level", "warning", "--keep-alive", 75]
    return Server(command, port=port, cwd=cwd, env=env)


def redis(program, *, port, folder) -> Server:
    return Server([program, "--port", port, "--bind", "127.0.0.1", "--save", "", "--dir", folder], port=port)


def children(pid) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def processor_seconds(pid) -> float:
    """utime + stime. The name in the second field may hold spaces and brackets."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]
