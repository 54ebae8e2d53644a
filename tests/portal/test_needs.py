"""What waits for somebody: the soonest first; on the home five of them, and the others at one press."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from portal import needs
from portal.members.models import User
from portal.needs import AT_FIRST, Need, needs_of
from portal.prepared import Prepared
from tests.factories.people import UserFactory
from tests.factories.telling import all_but_the_last_yes
from tests.portal.members.door import words


def need(words, days=None):
    return Need(words, "/", "Go", by=days and timezone.now() + timedelta(days=days))


@pytest.fixture
def eight(monkeypatch):
    first = [need("whenever"), need("in a week", 7), need("tomorrow", 1)]
    second = [need(f"later {n}", 30 + n) for n in range(AT_FIRST)]
    monkeypatch.setattr(needs, "_sources", [(lambda user: first, None), (lambda user: second, None)])


def test_the_soonest_come_first_and_those_without_a_day_last(eight):
    later = [f"later {n}" for n in range(AT_FIRST)]
    assert [found.words for found in needs_of(None)] == ["tomorrow", "in a week", *later, "whenever"]


def test_whoever_has_something_waiting_is_not_spared_its_query(starter_content):
    """Of everybody in the demo, and in a story: what a source says, its hint knows of."""
    all_but_the_last_yes()
    hinted = [(source, when) for source, when in needs._sources if when]
    said = set()
    for user in User.objects.all():
        for source, when in hinted:
            if list(source(user)):
                said.add(source.__name__)
                assert when(user.pk).exists(), (user, source)
    assert {"first_steps", "in_my_stories"} <= said


@pytest.mark.django_db
def test_whoever_has_nothing_waiting_is_asked_about_once(django_assert_num_queries, monkeypatch):
    monkeypatch.setattr(needs, "_sources", [one for one in needs._sources if one[1]])
    monkeypatch.setattr(needs, "HINTS", Prepared(needs._all_hints))
    olu = UserFactory()
    with django_assert_num_queries(1):
        assert needs_of(olu) == []


@pytest.mark.both
@pytest.mark.django_db
def test_the_home_shows_five_and_says_how_many_more_there_are(eight, client_of):
    client, home = client_of("member"), reverse("portal:home")
    page = words(client.get(home))
    assert ("later 2" in page, "later 3" in page, "and 3 more" in page) == (True, False, True)
    page = words(client.get(home, {"all": 1}))
    assert ("whenever" in page, "more</a>" in page) == (True, False)
