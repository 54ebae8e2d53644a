"""What waits for somebody: the soonest first; on the home five of them, and the others at one press."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from portal import needs
from portal.needs import AT_FIRST, Need, needs_of
from tests.portal.members.door import words


def need(words, days=None):
    return Need(words, "/", "Go", by=days and timezone.now() + timedelta(days=days))


@pytest.fixture
def eight(monkeypatch):
    first = [need("whenever"), need("in a week", 7), need("tomorrow", 1)]
    second = [need(f"later {n}", 30 + n) for n in range(AT_FIRST)]
    monkeypatch.setattr(needs, "_sources", [lambda user: first, lambda user: second])


def test_the_soonest_come_first_and_those_without_a_day_last(eight):
    later = [f"later {n}" for n in range(AT_FIRST)]
    assert [found.words for found in needs_of(None)] == ["tomorrow", "in a week", *later, "whenever"]


@pytest.mark.both
@pytest.mark.django_db
def test_the_home_shows_five_and_says_how_many_more_there_are(eight, client_of):
    client, home = client_of("member"), reverse("portal:home")
    page = words(client.get(home))
    assert ("later 2" in page, "later 3" in page, "and 3 more" in page) == (True, False, True)
    page = words(client.get(home, {"all": 1}))
    assert ("whenever" in page, "more</a>" in page) == (True, False)
