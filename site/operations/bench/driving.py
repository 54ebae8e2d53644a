"""Asking for one address again and again over kept connections: with wrk where it is installed, else with threads."""

import http.client
import re
import shutil
import subprocess
import threading
import time

from operations.bench.figures import Drive
from operations.bench.servers import Server

CONNECTIONS = 2
LIKE_A_BROWSER = {"Accept-Encoding": "gzip"}
UNITS = {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}


class NothingAnswered(Exception):
    """Not one answer came in the time there was."""


def drive(server: Server, path: str, *, seconds: float, cookie: str = "") -> Drive:
    """What `seconds` of asking for `path` brought, and what it cost the server's workers."""
    headers = LIKE_A_BROWSER | {"Host": f"localhost:{server.port}"} | ({"Cookie": cookie} if cookie else {})
    ask = with_wrk if shutil.which("wrk") else with_threads
    before = server.cpu()
    began = time.monotonic()
    requests, failed, p50, p99 = ask(server.port, path, headers, seconds)
    took = time.monotonic() - began
    if not requests:
        raise NothingAnswered(path)
    return Drive(requests, failed, took, p50, p99, server.cpu() - before)


def with_wrk(port, path, headers, seconds):
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{max(1, round(seconds))}s", "--timeout", "60s", "--latency"]
    for name, value in headers.items():
        command += ["-H", f"{name}: {value}"]
    said = subprocess.run(
        [*command, f"http://127.0.0.1:{port}{path}"], capture_output=True, text=True, check=True
    ).stdout
    return read_wrk(said)


def read_wrk(said: str) -> tuple[int, int, float, float]:
    """(answers, those that failed, p50, p99 in milliseconds) from what wrk printed."""
    requests = int(re.search(r"(\d+) requests in", said)[1])
    refused = re.search(r"Non-2xx or 3xx responses: (\d+)", said)
    broken = re.search(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", said)
    failed = (int(refused[1]) if refused else 0) + (sum(map(int, broken.groups())) if broken else 0)
    times = dict(re.findall(r"(50|99)%\s+([\d.]+[a-z]+)", said))
    return requests, failed, *(milliseconds(times[share]) for share in ("50", "99"))


def milliseconds(written: str) -> float:
    number, unit = re.fullmatch(r"([\d.]+)([a-z]+)", written).groups()
    return float(number) * UNITS[unit]


def with_threads(port, path, headers, seconds):
    times, failures, end = [], [], time.monotonic() + seconds

    def ask():
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while time.monotonic() < end:
            began = time.perf_counter()
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            answer.read()
            times.append(1000 * (time.perf_counter() - began))
            if answer.status >= 400:
                failures.append(answer.status)
        connection.close()

    askers = [threading.Thread(target=ask) for _connection in range(CONNECTIONS)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    times.sort()
    return len(times), len(failures), percentile(times, 0.5), percentile(times, 0.99)


def percentile(times: list[float], share: float) -> float:
    return times[min(len(times) - 1, int(share * len(times)))] if times else 0.0
