"""`bench` measures what it says. Nothing here asks how fast anything is."""

import http.server
import os
import subprocess
import sys
import threading

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from casestudies.models import StoryPage
from home.models import SearchEntry, SearchWord, SectionIndexPage, StandardPage
from operations.bench import figures, filling, inside, servers
from operations.bench.databases import Databases
from operations.bench.driving import read_wrk, with_threads
from operations.bench.figures import Drive, Goal, Row
from operations.bench.run import answer_name

WRK = """
Running 2s test @ http://127.0.0.1:8000/
  1 threads and 2 connections
  Latency Distribution
     50%    1.25ms
     75%    2.00ms
     90%    3.00ms
     99%  310.00us
  4000 requests in 2.00s, 80.00MB read
  Socket errors: connect 1, read 2, write 0, timeout 3
  Non-2xx or 3xx responses: 7
Requests/sec:   2000.00
"""


@pytest.fixture
def starter(starter_content):
    """The starter pages, and the demo people, who are not counted."""


# --- Goals ------------------------------------------------------------------------------------------------------------
def test_every_measured_page_asks_no_more_queries_than_its_goal_allows(starter):
    filling.fill(25)
    found = inside.look()
    assert found.keys() == figures.GOALS.keys()
    too_many = {name for name, known in found.items() if known["queries"] > figures.GOALS[name].queries}
    assert not too_many, found


def test_queries_are_those_of_one_warm_visit(starter, client):
    asked = inside.queries(client, "/", "")
    with CaptureQueriesContext(connection) as again:
        client.get("/")
    assert asked == len(again) > 0


def test_a_page_that_fails_is_not_measured(client, db):
    with pytest.raises(ValueError, match="404"):
        inside.queries(client, "/nothing-here/", "")


def test_searches_are_timed_by_what_was_asked(starter):
    assert inside.search().keys() == set(inside.SEARCHES)


# --- Many pages -------------------------------------------------------------------------------------------------------
def test_the_copies_are_whole_pages(starter, client):
    before = {model: model.objects.count() for model in (StandardPage, StoryPage, SearchEntry)}
    filling.fill(15)
    added = {model: model.objects.count() - count for model, count in before.items()}
    assert added == {StandardPage: 12, StoryPage: 3, SearchEntry: 15 + 1}  # and the section's own
    assert [set(problem) for problem in Page.find_problems()] == [set()] * 5
    section = SectionIndexPage.objects.get(slug=filling.SECTION)
    assert section.numchild == section.get_children().count() == 12
    for copy in section.get_children():
        model = StandardPage.objects.get(pk=copy.slug.split("-")[1])
        assert copy.specific.body == model.body
        assert copy.title in client.get(copy.url).content.decode()
        words = {
            owner: set(SearchWord.objects.filter(entry__page=owner).values_list("word")) for owner in (copy, model)
        }
        assert words[copy] == words[model] != set()


def test_stories_come_to_the_number_that_was_asked_for_with_what_they_are_about(starter):
    filling.fill(15)
    filling.tell(20)
    english = StoryPage.objects.readable().filter(locale__language_code="en")
    assert english.count() == SearchEntry.objects.filter(kind="story", language="en").count() == 20
    assert [english.filter(**{name: None}).count() for name in ("stages", "principles", "contributions")] == [0, 0, 0]
    assert [set(problem) for problem in Page.find_problems()] == [set()] * 5


def test_it_fills_no_site_that_people_use(db):
    with pytest.raises(CommandError, match="Only `bench` calls this"):
        call_command("bench_step", "fill", 10)
    assert Page.objects.filter(slug=filling.SECTION).count() == 0


# --- Asking -----------------------------------------------------------------------------------------------------------
def test_what_wrk_says_is_read():
    assert read_wrk(WRK) == (4000, 13, 1.25, 0.31)


class Answers(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    asked = []

    def do_GET(self):
        sent = self.rfile.read(int(self.headers["Content-Length"] or 0))
        self.asked.append((self.command, self.path, self.headers["Cookie"], sent))
        self.send_response(500 if self.path == "/broken/" else 200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    do_POST = do_GET

    def log_message(self, *args):
        """Quiet."""


@pytest.fixture
def answering():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(("path", "body", "fails"), [("/fine/", "", False), ("/broken/", "said=tea", True)])
def test_every_answer_is_counted(answering, path, body, fails):
    Answers.asked.clear()
    requests, failed, p50, p99 = with_threads(answering, path, {"Cookie": "a=b"}, body, seconds=0.2)
    assert requests == len(Answers.asked) > 0
    assert set(Answers.asked) == {("POST" if body else "GET", path, "a=b", body.encode())}
    assert failed == (requests if fails else 0)
    assert 0 < p50 <= p99


# --- Processor time ---------------------------------------------------------------------------------------------------
def test_processor_time_is_the_kernels_own_count():
    before = sum(os.times()[:2])
    measured = servers.processor_seconds(os.getpid())
    assert before - 2 / servers.TICK <= measured <= sum(os.times()[:2]) + 2 / servers.TICK


def test_workers_are_the_children_of_the_server():
    waiting = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        assert waiting.pid in servers.children(os.getpid())
    finally:
        waiting.communicate(b"\n")


def test_what_is_started_is_ended():
    port = servers.free_port()
    server = servers.Server([sys.executable, "-m", "http.server", port, "--bind", "127.0.0.1"], port=port)
    assert server.process.poll() is None
    server.stop()
    assert server.process.poll() is not None


def test_a_server_that_cannot_start_says_why():
    with pytest.raises(servers.DidNotStart, match="no room today"):
        servers.Server([sys.executable, "-c", "raise SystemExit('no room today')"], port=servers.free_port())


# --- The table --------------------------------------------------------------------------------------------------------
def drive(cpu_ms=10.0, per_second=100, failed=0):
    return Drive(requests=100, failed=failed, seconds=100 / per_second, p50=1, p99=2, cpu=cpu_ms / 10)


def row(goal, queries=None, **how):
    made = Row("page", goal, queries)
    for floor_ms in (5.0, 10.0, 1.0):  # a machine with other things to do: the middle round counts
        made.add(drive(**how), drive(cpu_ms=floor_ms), drive(per_second=200))
    return made


def test_ratios_are_taken_within_each_round():
    assert row(Goal()).floors == [2.0, 1.0, 10.0]
    assert row(Goal()).shares == [0.5, 0.5, 0.5]


@pytest.mark.parametrize(
    ("goal", "how", "reached"),
    [
        (Goal(queries=10), {"queries": 10}, True),
        (Goal(queries=10), {"queries": 11}, False),
        (Goal(floors=2), {}, True),
        (Goal(floors=2), {"cpu_ms": 10.2}, False),
        (Goal(share=0.5), {}, True),
        (Goal(share=0.6), {}, False),
        (Goal(), {"failed": 1}, False),
    ],
)
def test_a_goal_is_reached_or_it_is_not(goal, how, reached):
    made = row(goal, **how)
    assert made.reached is reached
    assert str(made).endswith("✓" if reached else "✗")


@pytest.mark.postgresql
def test_databases_are_dropped_whatever_happens():
    with pytest.raises(RuntimeError), Databases() as databases:
        url = databases.create("some")
        assert url.endswith(f"/{databases.name('some')}")
        databases.create("copy", like="some")
        assert names(databases) >= {databases.name("some"), databases.name("copy")}
        raise RuntimeError
    with Databases() as afterwards:
        assert not names(afterwards) & {databases.name("some"), databases.name("copy")}


def names(databases):
    return {name for (name,) in databases.server.execute("SELECT datname FROM pg_database").fetchall()}


@pytest.mark.parametrize("page", ["stories, narrowed", "home"])
def test_what_keeps_an_answer_is_an_address_as_well(page):
    name = answer_name(page, "10 pages")
    assert (name.replace("-", "").isalnum(), name.isascii()) == (True, True)
