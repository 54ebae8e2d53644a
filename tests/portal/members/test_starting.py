"""The first hour of a new site: one thing after another, until all are done."""

from uuid import uuid4

import pytest
from django.urls import reverse

from home.models import Brand, HomePage
from portal.members.services import Guest, invite
from portal.members.standing import COORDINATORS
from portal.members.starting import next_step, steps_of
from portal.notices.routes import Means
from tests.factories.people import UserFactory
from tests.portal.members.door import words


def what_is_next(person) -> str | None:
    return next((need.words for need in next_step(person)), None)


@pytest.mark.django_db
def test_a_new_site_leads_its_coordinator_through_it(client):
    HomePage.objects.update(starting_text=True)
    rosie = UserFactory(groups=[COORDINATORS])
    client.force_login(rosie, backend="django.contrib.auth.backends.ModelBackend")
    said = [what_is_next(rosie)]

    brand = Brand.load()
    brand.contact_phone = "01632 960 146"
    brand.save()
    said.append(what_is_next(rosie))
    client.post(reverse("portal:notices:no-mail-yet"), {"key": uuid4()})
    said.append(what_is_next(rosie))
    HomePage.objects.update(starting_text=False)
    said.append(what_is_next(rosie))
    invite(guest=Guest("Jo", Means.MEET), note="", by=rosie)
    said.append(what_is_next(rosie))
    client.post(reverse("portal:people:backups"), {"key": uuid4()})
    said.append(what_is_next(rosie))

    assert said == [f"Getting started. Next: {step.title}" for step in steps_of(rosie)] + [None]
    assert {step.done for step in steps_of(rosie)} == {True}


@pytest.mark.django_db
def test_it_is_for_coordinators(people):
    assert what_is_next(people["coordinator"]) is not None
    assert {what_is_next(people[who]) for who in ("member", "writer", "superuser")} == {None}


@pytest.mark.django_db
def test_it_costs_one_query(people, django_assert_num_queries):
    coordinator = people["coordinator"]
    assert coordinator.is_coordinator
    with django_assert_num_queries(1):
        steps_of(coordinator)


@pytest.mark.django_db
def test_the_steps_stand_on_one_page(client_of):
    page = words(client_of("coordinator").get(reverse("portal:people:start")))
    assert page.count("steps__step--") == 5
