"""Measuring, from empty databases to the table."""

import http.client
import importlib.util
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from django.conf import settings
from django.utils.crypto import get_random_string
from django.utils.text import slugify

from operations.bench import figures, floor, servers
from operations.bench.databases import Databases
from operations.bench.driving import ask_for, drive, headers_for
from operations.bench.figures import Drive, Goal, Row
from operations.bench.ours import FOLDER, Ours

CACHED = ("home", "page")
TOLD = ("stories", "stories, narrowed", "story")
OF_THE_LEDGER = ("give and get", "statement", "what we give", "our sums")


class Bench:
    """Everything that is started lives in a folder and in databases of its own, and is gone afterwards."""

    def __init__(self, say: Callable[[str], None], *, quick: bool):
        self.say = say
        self.rounds, self.seconds, self.many = (1, 1, 1000) if quick else (3, 2, figures.MANY)
        self.told = [count for count in figures.STORIES if count <= self.many]
        self.secret = get_random_string(64)

    def run(self):
        with ExitStack() as self.ends:
            self.folder = Path(self.ends.enter_context(tempfile.TemporaryDirectory(prefix=FOLDER)))
            self.databases = self.ends.enter_context(Databases())
            self.prepare()
            self.start()
            self.measure()
            self.say(self.first_visit())
            self.say(self.search_on_sqlite())

    # --- Getting ready ------------------------------------------------------------------------------------------------
    def prepare(self):
        self.say(f"Preparing a site with {figures.FEW} and one with {self.many} more pages, and the floor …")
        uncached = {"PAGE_CACHE_SECONDS": "0"}
        few_url = self.databases.create("few")
        self.few = Ours(self.folder / "few", few_url, self.secret, **uncached)
        self.few.fill()
        self.few.manage("collectstatic", "--no-input", "--verbosity", "0")
        self.many_pages = Ours(self.folder / "many", self.databases.create("many", "few"), self.secret, **uncached)
        copies = {count: self.databases.create(f"told{count}", "few") for count in self.told}
        self.with_stories = {
            f"{count} stories": Ours(self.folder / f"told-{count}", url, self.secret, **uncached)
            for count, url in copies.items()
        }
        self.few.step("fill", figures.FEW)
        self.many_pages.step("fill", self.many)
        for count, site in zip(self.told, self.with_stories.values(), strict=True):
            self.share_static(site)
            site.step("fill", figures.FEW)
            site.step("tell", count)
        self.file = Ours(self.folder / "file", few_url, self.secret)
        self.plain = Ours(self.folder / "plain", few_url, self.secret)
        for site in (self.many_pages, self.file, self.plain):
            self.share_static(site)
        floor.make(self.folder / "floor", self.databases.create("floor"), self.secret)

    def share_static(self, site: Ours):
        (site.folder / "static").symlink_to(self.few.folder / "static")

    def start(self):
        self.say("Starting the servers …")
        sites = {f"{figures.FEW} pages": self.few, f"{self.many} pages": self.many_pages, "kept in files": self.file}
        sites |= self.with_stories
        program = shutil.which("redis-server")
        if program:
            redis = self.keep(servers.redis(program, port=servers.free_port(), folder=self.folder))
            where = {"REDIS_URL": f"redis://127.0.0.1:{redis.port}"}
            sites["kept in Redis"] = Ours(self.folder / "redis", self.file.env["DATABASE_URL"], self.secret, **where)
            self.share_static(sites["kept in Redis"])
        else:
            self.say("Redis is not measured: there is no redis-server here.")
        self.servers = {name: self.keep(site.serve()) for name, site in sites.items()}
        self.floor = self.keep(floor.serve(self.folder / "floor"))
        self.pages = {name: site.step("look") for name, site in sites.items() if not name.startswith("kept")}
        few = self.pages[f"{figures.FEW} pages"]
        self.pages |= {name: {page: few[page] for page in CACHED} for name in sites if name.startswith("kept")}
        for name in self.with_stories:
            self.pages[name] = {page: self.pages[name][page] for page in TOLD}
        self.save_answers()
        self.plain_server = self.keep(self.plain.serve("operations.bench.plain:application"))

    def keep(self, server: servers.Server) -> servers.Server:
        self.ends.callback(server.stop)
        return server

    def save_answers(self):
        """The bytes of each page, for the view that does nothing but return them."""
        folder = self.plain.folder / "answers"
        folder.mkdir()
        for name, pages in self.pages.items():
            for page, known in pages.items():
                (folder / answer_name(page, name)).write_bytes(fetch(self.servers[name], **known))

    # --- Measuring ----------------------------------------------------------------------------------------------------
    def measure(self):
        rows = {(page, name): row_of(page, name, known) for name, page, known in self.addresses()}
        for number in range(self.rounds):
            self.say(f"Round {number + 1} of {self.rounds} …")
            for place, (name, page, known) in enumerate(self.addresses()):
                if place % 4 == 0:
                    least = drive(self.floor, floor.PATH, seconds=self.seconds)
                rows[page, name].add(self.drive(name, known), least, self.drive_plain(page, name))
        self.say(f"\nThe floor: {least.cpu_ms:.2f} ms of processor time, {least.per_second:.0f} requests/s\n")
        self.say(figures.HEADING)
        for row in rows.values():
            self.say(str(row))
        fewest, *_between, most = self.with_stories
        for page in TOLD:
            self.say(growth(page, rows[page, fewest], rows[page, most], figures.GROWTH))
        for page in OF_THE_LEDGER:
            few, many = (rows[page, f"{count} pages"] for count in (figures.FEW, self.many))
            self.say(growth(page, few, many, figures.LEDGER_GROWTH))

    def addresses(self):
        return [(name, page, known) for name, pages in self.pages.items() for page, known in pages.items()]

    def drive(self, name, known) -> Drive:
        return drive(
            self.servers[name], known["path"], seconds=self.seconds, cookie=known["cookie"], body=known["body"]
        )

    def drive_plain(self, page, name) -> Drive:
        return drive(self.plain_server, f"/{answer_name(page, name)}/", seconds=self.seconds / 2)

    def first_visit(self) -> str:
        if not importlib.util.find_spec("playwright") or not shutil.which("chromium"):
            return "\nThe first visit is not measured: it needs Chromium, and Playwright of requirements-dev.txt."
        address = f"http://localhost:{self.servers['kept in files'].port}/"
        command = [sys.executable, "-m", "operations.bench.visiting", address]
        done = subprocess.run(command, cwd=settings.BASE_DIR / "site", capture_output=True, text=True)
        if done.returncode:
            return f"\nThe first visit could not be measured:\n{done.stderr[-500:]}"
        return visit_words(json.loads(done.stdout))

    def search_on_sqlite(self) -> str:
        self.say("Searching on SQLite …")
        site = Ours(self.folder / "sqlite", f"sqlite:///{self.folder}/search.sqlite3", self.secret)
        self.share_static(site)
        site.fill()
        site.step("fill", self.many)
        times = site.step("search")
        words = ", ".join(f"{query} {took:.0f} ms" for query, took in times.items())
        reached = max(times.values()) <= figures.SEARCH_MS
        return figures.check(f"Search on SQLite, {self.many} pages: {words} (goal: ≤ {figures.SEARCH_MS} ms)", reached)


def growth(page, few: Row, many: Row, most: float) -> str:
    times = round(median(many.floors) / median(few.floors), 2)
    return figures.check(f"{page}: {times:.2f} times as much (goal: ≤ {most:g})", times <= most)


def row_of(page, name, known) -> Row:
    if name.startswith("kept"):
        share = figures.CACHED_SHARE if name == "kept in files" else None
        return Row(f"{page}, {name}", Goal(floors=figures.CACHED_FLOORS, share=share))
    return Row(f"{page}, {name}", figures.GOALS[page], known["queries"])


def answer_name(page, name) -> str:
    """A file's name and a part of an address."""
    return slugify(f"{page} {name}")


def fetch(server, *, path, cookie, body, **known) -> bytes:
    """One answer as it travels."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    for _warming in range(3):
        _status, answer = ask_for(connection, path, headers_for(server, cookie, body), body)
    connection.close()
    return answer


def visit_words(visit) -> str:
    reached = visit["requests"] <= figures.VISIT_REQUESTS and visit["bytes"] <= figures.VISIT_BYTES
    lines = [f"  {size:>7} bytes  {path}" for path, size in visit["parts"]]
    goal = f"(goal: ≤ {figures.VISIT_REQUESTS} requests, ≤ {figures.VISIT_BYTES} bytes)"
    words = f"\nFirst visit to the home page: {visit['requests']} requests, {visit['bytes']} bytes {goal}"
    return "\n".join([figures.check(words, reached and len(visit["hosts"]) == 1), *lines])
