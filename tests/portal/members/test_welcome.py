"""First steps with somebody new: seen by the two and by coordinators, written by any of them, needed by none."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.members.models import Training, Welcome
from tests.portal.members.door import words


def path_of(person) -> str:
    return reverse("portal:people:welcome", args=[person.pk])


@pytest.fixture
def mina_is_new(people):
    """Wes meets Mina first."""
    return Welcome.objects.create(person=people["member"], buddy=people["writer"], they_expect="To be listened to.")


@pytest.mark.django_db
def test_it_is_seen_by_the_two_and_by_coordinators(client_of, people, mina_is_new):
    answers = {who: client_of(who).get(path_of(people["member"])).status_code for who in people if who != "inactive"}
    assert {who for who, status in answers.items() if status == 200} == {"member", "writer", "coordinator"}
    assert {who for who, status in answers.items() if status == 404} == {"outsider", "superuser"}


@pytest.mark.django_db
def test_what_is_ticked_gets_its_day_and_what_is_said_stays(client_of, people, mina_is_new):
    given = {"key": uuid4(), "met": "on", "they_expect": "To be listened to.", "we_expect": "Honest words."}
    assert client_of("writer").post(path_of(people["member"]), given).status_code == 302
    mina_is_new.refresh_from_db()
    assert (mina_is_new.met_on, mina_is_new.access_talked_on) == (timezone.localdate(), None)
    assert (mina_is_new.we_expect, mina_is_new.buddy) == ("Honest words.", people["writer"])


@pytest.mark.django_db
def test_the_home_of_both_says_so_until_they_have_met(client_of, people, mina_is_new):
    home = reverse("portal:home")
    assert "Wes meets you first" in words(client_of("member").get(home))
    Welcome.objects.update(met_on=timezone.localdate())
    assert "Wes meets you first" not in words(client_of("member").get(home))


@pytest.mark.django_db
def test_training_stands_there_with_its_day(client_of, people, mina_is_new):
    Training.objects.create(
        person=people["member"], title="Sitting on a panel", taken_on="2026-11-03", noted_by=people["coordinator"]
    )
    assert "3 November 2026" in words(client_of("member").get(path_of(people["member"])))
