"""What waits for somebody: the soonest first, five at most, and what a new coordinator does first."""

from datetime import timedelta

import pytest
from django.utils import timezone

from home.models import Brand
from portal import needs
from portal.needs import AT_MOST, Need, needs_of


def need(words, days=None):
    return Need(words, "/", "Go", by=days and timezone.now() + timedelta(days=days))


def test_the_soonest_come_first_and_five_at_most(monkeypatch):
    first = [need("whenever"), need("in a week", 7), need("tomorrow", 1)]
    second = [need("soon", 2), *(need(f"later {n}", 30 + n) for n in range(AT_MOST))]
    monkeypatch.setattr(needs, "_sources", [lambda user: first, lambda user: second])
    assert [found.words for found in needs_of(None)] == ["tomorrow", "soon", "in a week", "later 0", "later 1"]


@pytest.mark.django_db
def test_a_coordinator_says_first_who_can_be_rung(people):
    asked = "Say who you are: your name, your logo, and who people can ring."
    assert asked in [found.words for found in needs_of(people["coordinator"])]
    assert asked not in [found.words for found in needs_of(people["member"])]
    brand = Brand.load()
    brand.contact_phone = "01632 960 146"
    brand.save()
    assert asked not in [found.words for found in needs_of(people["coordinator"])]
