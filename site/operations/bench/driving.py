"""Asking for one address again and again over kept connections: with wrk where it is installed, else with threads."""

import http.client
import json
import re
import shutil
import subprocess
import tempfile
import threading
import time

from operations.bench.figures import Drive
from operations.bench.servers import Server

CONNECTIONS = 2
LIKE_A_BROWSER = {"Accept-Encoding": "gzip"}
FORM = "application/x-www-form-urlencoded"
UNITS = {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}


class NothingAnswered(Exception):
    """Not one answer came in the time there was."""


def headers_for(server: Server, cookie: str, body: str) -> dict[str, str]:
    headers = LIKE_A_BROWSER | {"Host": f"localhost:{server.port}"}
    return headers | ({"Cookie": cookie} if cookie else {}) | ({"Content-Type": FORM} if body else {})


def ask_for(connection: http.client.HTTPConnection, path: str, headers: dict[str, str], body: str):
    """The status and the bytes of an answer; a body is sent as a form is."""
    connection.request("POST" if body else "GET", path, body=body or None, headers=headers)
    answer = connection.getresponse()
    return answer.status, answer.read()


def drive(server: Server, path: str, *, seconds: float, cookie: str = "", body: str = "") -> Drive:
    """What `seconds` of asking for `path`, or of sending `body` there, brought, and what it cost the workers."""
    headers = headers_for(server, cookie, body)
    ask = with_wrk if shutil.which("wrk") else with_threads
    before = server.cpu()
    began = time.monotonic()
    requests, failed, p50, p99 = ask(server.port, path, headers, body, seconds)
    took = time.monotonic() - began
    if not requests:
        raise NothingAnswered(path)
    return Drive(requests, failed, took, p50, p99, server.cpu() - before)


def with_wrk(port, path, headers, body, seconds):
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{max(1, round(seconds))}s", "--timeout", "60s", "--latency"]
    for name, value in headers.items():
        command += ["-H", f"{name}: {value}"]
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        if body:
            script.write(f'wrk.method = "POST"\nwrk.body = {json.dumps(body)}\n')
            script.flush()
            command += ["-s", script.name]
        command.append(f"http://127.0.0.1:{port}{path}")
        return read_wrk(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


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


def with_threads(port, path, headers, body, seconds):
    times, failures, end = [], [], time.monotonic() + seconds

    def ask():
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while time.monotonic() < end:
            began = time.perf_counter()
            status, _bytes = ask_for(connection, path, headers, body)
            times.append(1000 * (time.perf_counter() - began))
            if status >= 400:
                failures.append(status)
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
