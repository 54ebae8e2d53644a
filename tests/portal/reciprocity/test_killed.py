"""The database is killed while the ledger is written. What was acknowledged is there afterwards, and comes to nothing.

On a PostgreSQL cluster of its own, with the tables of the test database: nothing else is killed.
"""

import os
import pwd
import select
import signal
import subprocess
import tempfile
from collections import Counter
from contextlib import suppress
from itertools import count
from pathlib import Path
from threading import Semaphore

import pytest
from django.db import Error, connection, connections
from django.db.models import Sum

from portal.reciprocity.models import Entry, Posting
from portal.reciprocity.services import ledger
from tests.at_once import SECONDS, at_once
from tests.effort import THOROUGH
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db]
PENCE = Entry.Unit.PENCE
KILLS, WRITERS, ACKNOWLEDGED = 5 if THOROUGH else 1, 4, 60


class Cluster:
    """A database server that may be killed."""

    def __init__(self, tools: Path, place: Path, runs_as: list[str]):
        self.tools, self.place, self.data, self.runs_as = tools, place, place / "data", runs_as

    def run(self, name, *args, **more):
        """A tool of PostgreSQL, as somebody who may run one."""
        command = [*self.runs_as, self.tools / name, *args]
        done = subprocess.run(command, capture_output=True, text=True, cwd=self.place, check=False, **more)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def make(self):
        self.run("initdb", "-D", self.data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "--no-sync")

    def start(self):
        """Until it takes visitors."""
        options = ["-D", self.data, "-k", self.place, "-c", "listen_addresses="]
        command = [*self.runs_as, self.tools / "postgres", *options]
        self.server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, cwd=self.place)
        said = []
        for line in self.server.stderr:
            said.append(line)
            if "ready to accept connections" in line:
                return
        pytest.fail("".join(said))

    def copy_tables_of(self, known):
        """Of another database: without what is in them."""
        names = {"host": known["HOST"], "port": known["PORT"], "username": known["USER"], "dbname": known["NAME"]}
        where = [f"--{name}={value}" for name, value in names.items() if value]
        secret = os.environ | {"PGPASSWORD": known["PASSWORD"] or ""}
        dump = [self.tools / "pg_dump", "--schema-only", "--no-owner", "--no-privileges", *where]
        made = subprocess.run(dump, capture_output=True, text=True, check=False, env=secret)
        assert made.returncode == 0, made.stderr
        self.run("psql", "-h", self.place, "-U", "postgres", "-v", "ON_ERROR_STOP=1", "-q", input=made.stdout)

    def processes(self) -> list[int]:
        """All of it works in the folder of its data."""
        found = []
        for one in Path("/proc").iterdir():
            with suppress(OSError):
                if one.name.isdecimal() and (one / "cwd").resolve() == self.data.resolve():
                    found.append(int(one.name))
        return found

    def kill(self):
        """Without a word, the server first and then those who work for it; back when they are gone."""
        self.server.kill()
        self.server.wait()
        self.server.stderr.close()
        while found := self.processes():
            for pid in found:
                _kill(pid)

    def at_it(self, act):
        """`act`, to be run in a thread of its own: there the default database is this one."""
        told = {"HOST": str(self.place), "PORT": "", "USER": "postgres", "PASSWORD": "", "NAME": "postgres"}

        def run():
            known = connection.settings_dict | told
            connections["default"] = type(connections["default"])(known, "default")
            return act()

        return run


def _kill(pid):
    with suppress(ProcessLookupError):
        gone = os.pidfd_open(pid)
        os.kill(pid, signal.SIGKILL)
        select.select([gone], [], [], SECONDS)
        os.close(gone)


@pytest.fixture
def cluster():
    """Those who may not run a server, as root may not, do it as the user that PostgreSQL came with."""
    tools = Path(f"/usr/lib/postgresql/{connection.pg_version // 10_000}/bin")
    if not (tools / "initdb").exists():
        pytest.skip(f"There is no PostgreSQL server in {tools} that could be killed.")
    runs_as = []
    with tempfile.TemporaryDirectory(prefix="killed", ignore_cleanup_errors=True) as place:
        if os.geteuid() == 0:
            try:
                owner = pwd.getpwnam("postgres")
            except KeyError:
                pytest.skip("Root may not run PostgreSQL, and there is no user postgres.")
            os.chown(place, owner.pw_uid, owner.pw_gid)
            runs_as = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"]
        made = Cluster(tools, Path(place), runs_as)
        made.make()
        made.start()
        try:
            yield made
        finally:
            made.kill()


def done(outcomes) -> list:
    """What acts returned; what one raised is raised."""
    for one in outcomes:
        if isinstance(one, Exception):
            raise one
    return outcomes


def test_nothing_that_was_acknowledged_is_lost(cluster):
    cluster.copy_tables_of(connection.settings_dict)
    [(by, giver, receiver)] = done(at_once(cluster.at_it(begin)))
    tried, acknowledged, numbers = set(), set(), count()

    for _kill_number in range(KILLS):
        so_many = Semaphore(0)

        def write(so_many=so_many):
            """Until the server is gone."""
            with suppress(Error):
                while True:
                    key = f"key {next(numbers)}"
                    tried.add(key)
                    pay(key, by, giver, receiver)
                    acknowledged.add(key)
                    so_many.release()

        def kill(so_many=so_many):
            for _posting in range(ACKNOWLEDGED):
                assert so_many.acquire(timeout=SECONDS), "nothing is written"
            cluster.kill()

        done(at_once(kill, *[cluster.at_it(write)] * WRITERS))
        cluster.start()
        [found] = done(at_once(cluster.at_it(what_stands)))
        assert acknowledged <= found, "something is lost that was acknowledged"
        assert found <= tried
    assert len(acknowledged) >= KILLS * ACKNOWLEDGED

    def again():
        """Whoever got no answer sends the same again: it stands once, whether it had come through or not."""
        for key in tried:
            pay(key, by, giver, receiver)
        return what_stands()

    assert done(at_once(cluster.at_it(again))) == [tried]


def begin():
    return UserFactory(), ledger.account(ledger.ORGANISATION), ledger.account(ledger.OUTSIDE)


def pay(key, by, giver, receiver):
    ledger.post(key=key, what="given.fee", unit=PENCE, moves={giver: -500, receiver: 500}, by=by)


def what_stands() -> set[str]:
    """The keys, after a look at the books: every posting is whole, every entry belongs to one, all comes to nothing."""
    keys = Counter(Posting.objects.values_list("key", flat=True))
    assert set(keys.values()) <= {1}
    assert not Entry.objects.imbalances()
    assert Entry.objects.aggregate(sum=Sum("amount"))["sum"] == 0
    assert Entry.objects.count() == 2 * len(keys)
    return set(keys)
