"""Links that sign one person in, once: for the first coordinator, and for somebody who lost their phone."""

from datetime import UTC, datetime, timedelta
from functools import partial
from io import StringIO

import pytest
import time_machine
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from portal.audit.models import Entry
from portal.members import clock, services
from portal.members.models import SignInLink, User
from portal.members.services.links import end_links
from portal.members.standing import COORDINATORS
from tests.at_once import at_once, came_to
from tests.effort import RACES
from tests.factories.members import AppFactory, as_at_the_door
from tests.factories.people import PASSWORD, UserFactory
from tests.portal.members.door import ask_for_code, code_mailed, is_in, sign_in, words

pytestmark = pytest.mark.both

NEW = "another long sentence"


def run(command, *args, **options):
    out = StringIO()
    call_command(command, *args, stdout=out, **options)
    return out.getvalue()


def code_in(link) -> str:
    return link.rstrip("/").rpartition("/")[2]


def link_in(text) -> str:
    return text.rstrip("\n").splitlines()[-1].removeprefix("http://localhost:8000")


@pytest.fixture
def link(db):
    """The path of a link for somebody who has a name already."""
    person = as_at_the_door(username="lost-phone", email="lost@example.org")
    return reverse("sign_in_link", args=[services.make_link(person=person, by=None)])


# --- The first coordinator
@pytest.mark.django_db
def test_the_first_coordinator_comes_in_by_a_printed_link(client):
    path = link_in(run("first_coordinator"))
    page = words(client.get(path))
    assert "What shall we call you?" in page
    response = client.post(path, {"known_as": "Rosie", "email": ""})
    assert response["Location"] == reverse("how_you_sign_in")
    person = User.objects.get()
    assert (person.known_as, person.is_coordinator, person.has_usable_password()) == ("Rosie", True, False)
    assert is_in(client)
    client.post(reverse("account_set_password"), {"password1": NEW, "password2": NEW})
    again = Client()
    sign_in(again, person.username, NEW)
    assert is_in(again)


@pytest.mark.django_db
def test_an_address_given_there_counts_only_once_its_code_comes_back(client):
    path = link_in(run("first_coordinator"))
    response = client.post(path, {"known_as": "Rosie", "email": "Rosie@example.org"})
    assert response["Location"] == reverse("account_email_verification_sent")
    assert User.objects.get().email == ""
    client.post(response["Location"], {"code": code_mailed()})
    assert User.objects.get().email == "rosie@example.org"


@pytest.mark.django_db
def test_a_name_is_asked_for(client):
    path = link_in(run("first_coordinator"))
    response = client.post(path, {"known_as": " ", "email": "not an address"})
    assert response.status_code == 200
    assert 'value="not an address"' in words(response)
    assert client.post(path, {"known_as": "Rosie"}).status_code == 302


@pytest.mark.django_db
def test_there_is_one_first_coordinator_unless_another_is_asked_for():
    first = link_in(run("first_coordinator"))
    second = link_in(run("first_coordinator"))  # the first link was lost before anybody used it
    assert User.objects.count() == 1
    assert Client().get(first).status_code == 404
    Client().post(second, {"known_as": "Rosie"})
    assert "already" in run("first_coordinator")
    assert User.objects.count() == 1
    Client().post(link_in(run("first_coordinator", another=True)), {"known_as": "Maya"})
    assert set(User.objects.filter(groups__name=COORDINATORS).values_list("known_as", flat=True)) == {"Rosie", "Maya"}


# --- The link itself
@pytest.mark.django_db
def test_a_link_works_once(client, link):
    assert client.post(link).status_code == 302
    assert is_in(client)
    for again in (client.get(link), Client().get(link), Client().post(link)):
        assert again.status_code == 404
        assert "does not work any more" in words(again)


@pytest.mark.django_db
def test_opening_a_link_does_not_use_it_up(client, link):
    for _scanner in range(3):
        assert Client().get(link).status_code == 200
    Client().head(link)
    client.post(link)
    assert is_in(client)


@pytest.mark.django_db
def test_a_link_ends_after_a_day(client, link):
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=24, seconds=1)):
        assert client.post(link).status_code == 404
        assert not is_in(client)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [lambda code: code[:-1] + ("A" if code[-1] != "A" else "B"), lambda code: code[:-1], lambda code: code + "A"],
)
def test_a_link_cannot_be_made_up(client, link, change):
    code = code_in(link)
    for path in (reverse("sign_in_link", args=[change(code)]), reverse("sign_in_link", args=["x"])):
        assert client.get(path).status_code == 404


@pytest.mark.django_db
def test_the_database_does_not_hold_the_link(link):
    assert code_in(link) not in str(SignInLink.objects.values().get())


@pytest.mark.django_db
def test_whoever_has_only_the_database_cannot_try_codes_out(link, settings):
    settings.SECRET_KEY = "another site's"
    with pytest.raises(services.LinkSpent):
        services.good_link(code_in(link))


@pytest.mark.django_db
def test_a_newer_link_stops_the_older(client, link):
    services.make_link(person=User.objects.get(username="lost-phone"), by=None)
    assert client.post(link).status_code == 404


@pytest.mark.django_db
def test_a_link_for_somebody_switched_off_is_dead(client, link):
    User.objects.update(is_active=False)
    assert client.post(link).status_code == 404
    assert not is_in(client)


@pytest.mark.django_db
def test_a_code_that_was_ended_while_somebody_was_switched_off_stays_dead(client, link):
    User.objects.update(is_active=False)
    end_links(person=User.objects.get(username="lost-phone"))
    User.objects.update(is_active=True)
    assert client.post(link).status_code == 404
    assert not is_in(client)


@pytest.mark.django_db
def test_a_link_makes_whoever_opens_it_its_own_person(client, link):
    other = as_at_the_door()
    sign_in(client, other.email)
    before = client.session.session_key
    client.post(link)
    assert client.session["_auth_user_id"] == str(User.objects.get(username="lost-phone").pk)
    assert client.session.session_key != before


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_many_who_press_at_once_one_gets_in():
    for _repeat in range(20):
        person = UserFactory()
        code = services.make_link(person=person, by=None)
        outcomes = at_once(*[partial(services.come_in, code=code)] * 8)
        assert [one for one in outcomes if not isinstance(one, services.LinkSpent)] == [person]
        used = Entry.objects.filter(subject=f"person:{person.pk}", verb="members.link_used")
        assert used.count() == 1


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_two_codes_made_at_once_one_is_good():
    for _repeat in range(RACES):
        person = UserFactory()
        make = partial(services.make_link, person=person, by=None)
        assert came_to(make, make) == ["done", "done"]
        assert SignInLink.objects.filter(person=person).still_good().count() == 1


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_who_comes_in_while_another_code_is_made_waits_for_it_or_it_for_them():
    for _repeat in range(RACES):
        person = UserFactory()
        code = services.make_link(person=person, by=None)
        came = came_to(
            partial(services.come_in, code=code, known_as="Jo"), partial(services.make_link, person=person, by=None)
        )
        assert came in (["done", "done"], ["LinkSpent", "done"])


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_many_who_start_at_once_one_coordinator_is_made():
    made = at_once(*[services.first_coordinator] * 6)
    assert made == [User.objects.get()] * 6


# --- The lost phone
@pytest.mark.django_db
def test_somebody_who_lost_their_phone_gets_in_and_replaces_it(client, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    person = as_at_the_door(username="lost-phone", groups=[COORDINATORS])
    AppFactory(user=person)
    client.post(link_in(run("sign_in_link", "Lost-Phone")))
    assert is_in(client)
    assert client.post(reverse("mfa_deactivate_totp"))["Location"] == "/accounts/2fa/"
    assert client.get("/portal/")["Location"] == reverse("how_you_sign_in")
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


@pytest.mark.django_db
def test_somebody_who_forgot_their_password_and_has_no_address_chooses_a_new_one(client):
    person = UserFactory(email="")
    client.post(link_in(run("sign_in_link", person.username)))
    page = words(client.get(reverse("account_change_password")))
    assert "The password you have now" not in page
    client.post(reverse("account_change_password"), {"password1": NEW, "password2": NEW})
    again = Client()
    sign_in(again, person.username, NEW)
    assert is_in(again)


@pytest.mark.django_db
def test_who_signed_in_by_password_still_has_to_type_it(client):
    person = as_at_the_door()
    sign_in(client, person.email)
    client.post(reverse("account_change_password"), {"password1": NEW, "password2": NEW})
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


@pytest.mark.django_db
def test_a_link_is_told_to_its_person_and_kept_in_the_trail(client):
    person = as_at_the_door(email="told@example.org")
    sign_in(client, person.email)
    client.post(reverse("account_logout"))
    client.post(link_in(run("sign_in_link", person.username)))
    (message,) = mail.outbox
    assert message.to == ["told@example.org"]
    assert "a link that signs you in once" in message.body
    assert list(Entry.objects.order_by("number").values_list("verb", "by")) == [
        ("members.signed_in", person.pk),
        ("members.signed_out", person.pk),
        ("members.link_made", None),
        ("members.link_used", person.pk),
        ("members.signed_in", person.pk),
    ]
    assert Entry.objects.last().detail == {"ways": ["link"]}
    assert "Since you last signed in" not in words(client.get(reverse("how_you_sign_in")))
    client.post(reverse("account_logout"))
    sign_in(client, person.email)
    assert "Since you last signed in: A link to sign in once was made." in words(client.get(reverse("how_you_sign_in")))


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["nobody-here", ""])
def test_no_link_for_nobody(name):
    with pytest.raises(CommandError):
        run("sign_in_link", name)


@pytest.mark.django_db
def test_no_link_for_somebody_switched_off():
    person = UserFactory(is_active=False)
    with pytest.raises(CommandError):
        run("sign_in_link", person.username)
    assert not SignInLink.objects.exists()


# --- The clock
@pytest.mark.django_db
def test_spent_links_and_ended_sessions_are_let_go(client, link):
    client.post(link)
    ask_for_code(Client(), "nobody@example.org")
    person = User.objects.get(username="lost-phone")
    for days, links, sessions in ((1, 1, 0), (32, 0, 0)):
        with time_machine.travel(datetime.now(UTC) + timedelta(days=days)):
            for due in clock.DUE:
                due()
        assert (person.sign_in_links.count(), person.usersession_set.count()) == (links, sessions)
