import pytest

from home.models import HomePage


@pytest.fixture
def english_home(db):
    return HomePage.objects.get(locale__language_code="en")
