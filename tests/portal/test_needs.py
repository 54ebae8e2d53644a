"""What waits for somebody: the soonest first, and five at most."""

from datetime import timedelta

from django.utils import timezone

from portal import needs
from portal.needs import AT_MOST, Need, needs_of


def need(words, days=None):
    return Need(words, "/", "Go", by=days and timezone.now() + timedelta(days=days))


def test_the_soonest_come_first_and_five_at_most(monkeypatch):
    first = [need("whenever"), need("in a week", 7), need("tomorrow", 1)]
    second = [need("soon", 2), *(need(f"later {n}", 30 + n) for n in range(AT_MOST))]
    monkeypatch.setattr(needs, "_sources", [lambda user: first, lambda user: second])
    assert [found.words for found in needs_of(None)] == ["tomorrow", "soon", "in a week", "later 0", "later 1"]
