"""How hard the suite tries: as much as everybody can wait for, or, with `make thorough`, as much as the issues ask."""

import os
from collections import defaultdict
from functools import partial

import pytest
from django.db import connections
from django.http import HttpResponse
from hypothesis import HealthCheck, settings

THOROUGH = os.environ.get("THOROUGH") == "1"
# How often a race between threads is run again: one that goes wrong now and then shows itself by repetition alone.
RACES = 200 if THOROUGH else 10

# The usual run invents the same examples every time, so that a red build means that something changed.
quiet = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]}
# The second database is shown a third of them: what they find is seldom its own.
EXAMPLES = 10 if os.environ.get("DATABASE_URL", "").startswith("postgres") else 30
settings.register_profile("usual", max_examples=EXAMPLES, stateful_step_count=30, derandomize=True, **quiet)
settings.register_profile("thorough", max_examples=200, stateful_step_count=50, **quiet)
settings.load_profile("thorough" if THOROUGH else "usual")


@pytest.fixture
def bare_refusals(monkeypatch):
    """Most of thousands of addresses are refused, each with the same page of ours: only `make thorough` draws it."""
    if not THOROUGH:
        for status in (403, 404):
            monkeypatch.setattr(f"config.urls.handler{status}", partial(_refuse, status), raising=False)


def _refuse(status, request, exception):
    return HttpResponse(status=status)


FEW = 1_000  # whoever asks for some tests wants all of those


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """Of a test with many values PostgreSQL is given the first and the last: its statements are the same for those
    between, and SQLite has had them all."""
    if connections["default"].vendor == "postgresql" and not THOROUGH and len(items) > FEW:
        between = set(_between(items))
        config.hook.pytest_deselected(items=list(between))
        items[:] = [item for item in items if item not in between]


def _between(items):
    """But for what is marked `both` or `postgresql`."""
    alike = defaultdict(list)
    for item in items:
        if not (item.get_closest_marker("both") or item.get_closest_marker("postgresql")):
            alike[item.parent.nodeid, item.originalname].append(item)
    return (item for found in alike.values() for item in found[1:-1])
