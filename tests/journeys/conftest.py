"""The everyday journeys as people make them: on a phone of 320 px, with JavaScript and without.

Those of hard days need no script that everyday ones do not: they are made without, and with it in `make thorough`.
"""

from functools import partial

import pytest

from tests.chromium import PHONE
from tests.effort import THOROUGH

WAYS = {"without JavaScript": False, "with JavaScript": True}


def pytest_generate_tests(metafunc):
    if "phone" in metafunc.fixturenames:
        is_hard_day = metafunc.module.__name__.endswith("test_hard_days")
        metafunc.parametrize("phone", list(WAYS)[: 1 if is_hard_day and not THOROUGH else 2], indirect=True)


@pytest.fixture
def phone(request, visit):
    """`phone("/about/", who=person)`: that page on a phone."""
    return partial(visit, width=PHONE, javascript=WAYS[request.param])
