"""A list of stories, and whoever wants one more: `tell("Tea", stages=[plan])`."""

from functools import partial

import pytest

from casestudies.models import StoryIndexPage, StoryPage
from tests.factories.pages import page


@pytest.fixture
def stories(db):
    return index_of_stories()


@pytest.fixture
def tell(stories):
    return partial(tell_below, stories)


def index_of_stories():
    return page("Stories", kind=StoryIndexPage, body="[]", introduction="")


def tell_below(stories, title, **fields):
    return page(title, kind=StoryPage, parent=stories, **{"body": "[]", "introduction": ""} | fields)
