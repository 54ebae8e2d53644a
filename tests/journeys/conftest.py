"""The everyday journeys as people make them: on a phone of 320 px, with JavaScript and without.

The others need no script that these do not: they are made without, and with it in `make thorough`.
"""

from functools import partial

import pytest

from tests.chromium import PHONE
from tests.effort import THOROUGH

WAYS = {"without JavaScript": False, "with JavaScript": True}


EVERYDAY = {"first_group", "first_meeting", "like_to_help", "words_not_sent", "wrong_phone_number"}


def pytest_generate_tests(metafunc):
    if "phone" in metafunc.fixturenames:
        both = THOROUGH or metafunc.module.__name__.rpartition(".test_")[2] in EVERYDAY
        metafunc.parametrize("phone", list(WAYS)[: 2 if both else 1], indirect=True)


@pytest.fixture
def phone(request, visit):
    """`phone("/about/", who=person)`: that page on a phone."""
    return partial(visit, width=PHONE, javascript=WAYS[request.param])
