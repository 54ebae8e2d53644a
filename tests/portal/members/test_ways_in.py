"""Nobody stays outside: a new card for somebody who has been here before, and a first way before the second."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import Entry
from portal.members import services
from portal.members.models import SignInLink, User
from portal.members.standing import COORDINATORS, PAGE_WRITERS
from portal.notices.models import Notice
from tests.at_once import at_once
from tests.effort import RACES
from tests.factories.members import AddressFactory, AppFactory
from tests.factories.people import UserFactory
from tests.portal.members.door import is_in, words
from tests.portal.members.telling import CHANNELS, reach

pytestmark = pytest.mark.django_db


def by_card(known_as="George", **more):
    """Came by a card once, and has nothing else."""
    person = UserFactory(known_as=known_as, email="", **more)
    person.set_unusable_password()
    person.save()
    return person


def signed_in(person) -> Client:
    client = Client()
    client.post(reverse("sign_in_link", args=[services.make_link(person=person, by=None)]))
    return client


def make(client, person):
    return client.post(reverse("portal:people:way-in", args=[person.pk]), {"key": uuid4()}, follow=True)


def code_on(response) -> str:
    return re.search(r'class="code">([A-Z0-9-]+)<', words(response))[1]


def test_a_coordinator_makes_a_card_and_the_person_is_in_again(client_of, people):
    person, client = by_card(), client_of("coordinator")
    earlier = services.make_link(person=person, by=None)
    assert reverse("portal:people:way-in", args=[person.pk]) in words(
        client.get(reverse("portal:people:person", args=[person.pk]))
    )
    page = make(client, person)
    assert "This lets you in again" in words(page)
    assert f'href="{reverse("portal:people:person", args=[person.pk])}">Back to' in words(page)
    assert Client().get(reverse("sign_in_link", args=[earlier])).status_code == 404, "earlier ones end"
    back = Client()
    led = back.post(reverse("type_code"), {"code": code_on(page)})["Location"]
    back.post(led)
    assert is_in(back)
    entry = Entry.objects.filter(verb="members.link_made").latest("pk")
    assert (entry.by, entry.concerns) == (people["coordinator"], person)
    assert timezone.now() < SignInLink.objects.latest("pk").ends_at < timezone.now() + timedelta(days=8)


@pytest.mark.parametrize("paused", [False, True])
def test_the_person_is_told_by_their_own_way_also_in_a_break(client_of, paused):
    person = by_card()
    reach(person, phone="01632 960 133", said={"call": 1})
    if paused:
        services.take_a_break(person=person, by=person)
    make(client_of("coordinator"), person)
    told = Notice.objects.get(person=person)
    assert (told.state, told.address) == ("by-hand", "01632 960 133")
    assert "ring us today" in told.words


def test_somebody_without_any_way_finds_it_in_their_space(client_of):
    person = by_card()
    reach(person, said=dict.fromkeys(CHANNELS, services.NEVER))
    make(client_of("coordinator"), person)
    assert Notice.objects.get(person=person).state == "here"


@pytest.mark.parametrize("group", [COORDINATORS, PAGE_WRITERS])
def test_nobody_gets_a_card_who_needs_a_second_step(client_of, group):
    person, client = by_card(groups=[group]), client_of("coordinator")
    page = client.get(reverse("portal:people:way-in", args=[person.pk]))
    assert "Make a card" not in words(page)
    answer = make(client, person)
    assert (answer.status_code, "no card is made here" in words(answer)) == (422, True)
    assert SignInLink.objects.count() == 0


def test_a_card_ends_when_its_person_is_trusted_with_more(client_of, people):
    person = by_card()
    code = services.make_way_in(person=person, by=people["coordinator"])
    services.trust(person=person, by=people["coordinator"], given={COORDINATORS})
    assert Client().get(reverse("sign_in_link", args=[code])).status_code == 404


def test_nor_does_a_browser_where_it_was_used_lead_past_the_second_step(people, settings):
    """Otherwise a coordinator takes coordinating away, comes in by a card, and gives it back."""
    settings.SECOND_FACTOR_REQUIRED = True
    User.objects.filter(pk=people["coordinator"].pk).update(last_login=timezone.now())
    person = AppFactory(user=UserFactory(groups=[COORDINATORS])).user
    services.trust(person=person, by=people["coordinator"], taken={COORDINATORS})
    client = Client()
    code = services.make_way_in(person=User.objects.get(pk=person.pk), by=people["coordinator"])
    client.post(reverse("sign_in_link", args=[code]))
    assert is_in(client)
    services.trust(person=person, by=people["coordinator"], given={COORDINATORS})
    assert not is_in(client)


def test_who_makes_one_and_for_whom(client_of, people):
    person = by_card()
    for who in ("member", "writer", "superuser"):
        assert make(client_of(who), person).status_code in (403, 404)
    assert make(client_of("coordinator"), people["coordinator"]).status_code == 403
    services.erase_person(person=person, by=None)
    assert make(client_of("coordinator"), person).status_code == 404
    assert SignInLink.objects.count() == 0


def test_five_cards_a_day_for_one_person_are_enough(client_of):
    person, client = by_card(), client_of("coordinator")
    answers = [make(client, person).status_code for _n in range(6)]
    assert answers == [200] * 5 + [429]


# --- One's own ways
def test_who_is_in_again_by_a_card_is_told_so_and_finds_the_way_on(client):
    person = UserFactory(known_as="George", email="")
    ways = reverse("how_you_sign_in")
    page = words(signed_in(person).get(ways))
    assert "You are in" in page
    assert "you need not know the old one" in page
    assert "Go to your space" in page
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    assert "You are in" not in words(client.get(ways)), "only after a card or a link"
    assert "You are in" not in words(signed_in(by_card()).get(ways)), "whoever has no way back is told that first"


def test_who_would_stand_outside_is_told_before_they_sign_out():
    client = signed_in(by_card())
    for path in (reverse("account_logout"), reverse("how_you_sign_in"), reverse("portal:home")):
        page = words(client.get(path))
        assert "You have no way back in yet" in page
        assert ("a coordinator makes you a new card" in page) == (path != reverse("portal:home"))
    client.post(reverse("account_set_password"), {"password1": "rain on the window", "password2": "rain on the window"})
    for path in (reverse("account_logout"), reverse("how_you_sign_in"), reverse("portal:home")):
        assert "You have no way back in yet" not in words(client.get(path))


def test_at_the_wall_the_first_way_comes_before_the_app(settings):
    settings.SECOND_FACTOR_REQUIRED = True
    client = signed_in(by_card(groups=[COORDINATORS]))
    page = words(client.get(reverse("how_you_sign_in")))
    assert "A passkey is all you need." in page
    lock = page[page.index("One more lock") : page.index("All ways to sign in")]
    assert (reverse("account_set_password") in lock, reverse("mfa_activate_totp") in lock) == (True, False)
    answer = client.get(reverse("mfa_activate_totp"))
    assert answer["Location"] == reverse("how_you_sign_in")
    client.post(reverse("account_set_password"), {"password1": "rain on the window", "password2": "rain on the window"})
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    assert User.objects.filter(authenticator__isnull=False).count() == 0


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_card_made_at_the_very_moment_ends_as_well(people):
    for _time in range(RACES):
        person = UserFactory()
        at_once(
            lambda person=person: services.make_way_in(person=person, by=people["coordinator"]),
            lambda person=person: services.trust(person=person, by=people["coordinator"], given={COORDINATORS}),
        )
        assert not SignInLink.objects.filter(person=person).still_good().exists()


# --- A lost lock ------------------------------------------------------------------------------------------------------
LOST = "Is your phone lost?"


def test_who_comes_by_a_link_past_a_lock_is_asked_about_it_until_they_have_a_new_one():
    person = UserFactory(groups=[COORDINATORS])
    TOTP.activate(person, generate_totp_secret())
    client, url = signed_in(person), reverse("how_you_sign_in")
    assert LOST in words(client.get(url))
    Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data={"name": "New", "credential": {}})
    assert LOST not in words(client.get(url))


def test_nobody_else_is_asked(client):
    assert LOST not in words(signed_in(by_card()).get(reverse("how_you_sign_in"))), "there is no lock to lose"
    person = UserFactory()
    TOTP.activate(person, generate_totp_secret())
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    assert LOST not in words(client.get(reverse("how_you_sign_in")))


def test_who_needs_a_second_step_is_helped_by_a_command(client_of):
    page = words(client_of("coordinator").get(way_in_of(UserFactory(groups=[PAGE_WRITERS]))))
    assert "manage.py sign_in_link" in page
    assert "has lost their card" not in page
    assert "manage.py" not in words(client_of("coordinator").get(way_in_of(by_card())))


def way_in_of(person):
    return reverse("portal:people:way-in", args=[person.pk])


# --- While no e-mail goes out
@pytest.mark.parametrize("address", ["here@example.org", "stranger@example.org"])
def test_nobody_waits_for_a_code_that_cannot_come(client, settings, address):
    settings.EMAIL_BACKEND = "tests.portal.notices.test_sending.Down"
    AddressFactory(user=UserFactory(email="here@example.org"))
    page = words(client.post(reverse("account_request_login_code"), {"email": address}, follow=True))
    assert "E-mail does not work at the moment, so none will come." in page
