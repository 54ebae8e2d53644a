"""How hard the suite tries: as much as everybody can wait for, or, with `make thorough`, as much as the issues ask."""

import os
from functools import partial

import pytest
from django.http import HttpResponse
from hypothesis import HealthCheck, settings

THOROUGH = os.environ.get("THOROUGH") == "1"
# How often a race between threads is run again: one that goes wrong now and then shows itself by repetition alone.
RACES = 200 if THOROUGH else 10

# The usual run invents the same examples every time, so that a red build means that something changed.
quiet = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]}
settings.register_profile("usual", max_examples=30, stateful_step_count=30, derandomize=True, **quiet)
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
