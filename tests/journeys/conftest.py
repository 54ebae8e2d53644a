"""The everyday journeys as people make them: on a phone of 320 px, with JavaScript and without."""

from functools import partial

import pytest

from tests.chromium import PHONE


@pytest.fixture(params=[False, True], ids=["without JavaScript", "with JavaScript"])
def phone(request, visit):
    """`phone("/about/", who=person)`: that page on a phone."""
    return partial(visit, width=PHONE, javascript=request.param)
