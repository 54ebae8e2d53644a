"""Training that somebody took: kept by themselves or a coordinator, with its day, a condition for nothing."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import Entry
from portal.members.models import Training, Welcome
from tests.portal.members.door import words


def path_of(person) -> str:
    return reverse("portal:people:training", args=[person.pk])


def add(client, person, title="Sitting on a panel", taken_on="2026-11-03", key=None):
    return client.post(path_of(person), {"title": title, "taken_on": taken_on, "key": key or uuid4()})


@pytest.mark.django_db
def test_a_coordinator_and_the_person_add_it_and_take_it_off(client_of, people):
    for who, whose in (("coordinator", "member"), ("member", "member"), ("coordinator", "coordinator")):
        client, key = client_of(who), uuid4()
        for _press in range(2):
            assert add(client, people[whose], key=key)["Location"] == path_of(people[whose])
        training = Training.objects.get()
        assert (training.person, training.noted_by) == (people[whose], people[who])
        page = words(client.get(path_of(people[whose])))
        assert ("Sitting on a panel" in page, "3 November 2026" in page) == (True, True)
        path, key = reverse("portal:people:remove-training", args=[training.pk]), uuid4()
        assert [client.post(path, {"key": key})["Location"] for _press in range(2)] == [path_of(people[whose])] * 2
        assert Training.objects.count() == 0
    verbs = Entry.objects.filter(verb__startswith="members.training").values_list("verb", flat=True)
    assert list(verbs.order_by("pk")) == ["members.training_added", "members.training_removed"] * 3


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": ""}, "Please fill this in."),
        ({"title": "x" * 121}, "at most 120 characters"),
        ({"taken_on": "last week"}, "Please write a day"),
        ({"taken_on": (timezone.localdate() + timedelta(days=1)).isoformat()}, "That day is still to come."),
    ],
)
def test_what_cannot_be_noted_is_said(client_of, people, wrong, said):
    page = words(add(client_of("member"), people["member"], **wrong))
    assert said in page
    assert Training.objects.count() == 0


@pytest.mark.django_db
def test_a_day_may_be_written_as_people_write_it(client_of, people):
    add(client_of("member"), people["member"], taken_on="03/11/2026")
    assert Training.objects.get().taken_on.isoformat() == "2026-11-03"


@pytest.mark.django_db
def test_the_trail_holds_no_word_of_it(client_of, people):
    add(client_of("member"), people["member"], title="Living with lossxq")
    assert "xq" not in str(list(Entry.objects.values()))


@pytest.mark.django_db
def test_nobody_learns_by_numbers_that_somebody_took_a_training(client_of, people):
    """Wes meets Mina first, so he knows her; what she took is hers."""
    Welcome.objects.create(person=people["member"], buddy=people["writer"])
    add(client_of("member"), people["member"])
    training = Training.objects.get()
    for who in ("writer", "outsider", "superuser"):
        answers = [
            client_of(who).post(reverse("portal:people:remove-training", args=[number]), {"key": uuid4()}).status_code
            for number in (training.pk, training.pk + 1)
        ]
        assert answers == [404, 404]
