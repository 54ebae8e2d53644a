import pytest

from home.models import HomePage


@pytest.fixture(autouse=True)
def _pages_are_made_by_code(gate_is_open):
    """Hostile words stand in the database, past every form and every reader."""


@pytest.fixture
def english_home(db):
    return HomePage.objects.get(locale__language_code="en")
