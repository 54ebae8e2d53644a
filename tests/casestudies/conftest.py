"""A list of stories, and whoever wants one more: `tell("Tea", stages=[plan])`."""

import pytest

from casestudies.models import StoryIndexPage, StoryPage
from tests.factories.pages import page


@pytest.fixture
def stories(db):
    return page("Stories", kind=StoryIndexPage, body="[]", introduction="")


@pytest.fixture
def tell(stories):
    def told(title, **fields):
        return page(title, kind=StoryPage, parent=stories, **{"body": "[]", "introduction": ""} | fields)

    return told
