"""What several people press at the same moment: real threads, each on a database connection of its own."""

import time
from threading import Barrier, Thread

import pytest
from django.db import connection

SECONDS = 60  # whoever has not ended by then waits for ever


def at_once(*acts) -> list:
    """Run all the acts at the same moment. For each, in order: what it returned, or the exception it raised."""
    start, outcomes = Barrier(len(acts)), [None] * len(acts)

    def run(number, act):
        try:
            start.wait()
            outcomes[number] = act()
        except Exception as problem:
            outcomes[number] = problem
        finally:
            connection.close()

    # Daemons: one that waits for ever does not keep the tests from ending.
    threads = [Thread(target=run, args=pair, daemon=True) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    until = time.monotonic() + SECONDS
    for thread in threads:
        thread.join(timeout=max(0, until - time.monotonic()))
    if waiting := sum(thread.is_alive() for thread in threads):
        pytest.fail(f"{waiting} of the {len(acts)} had not ended after {SECONDS} seconds.")
    return outcomes


def came_to(*acts) -> list[str]:
    """The same, where only what became of each matters: "done", or the name of the exception."""
    return [type(one).__name__ if isinstance(one, Exception) else "done" for one in at_once(*acts)]
