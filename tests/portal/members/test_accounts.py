"""What the database itself keeps true of accounts, and what is left of somebody who was erased."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.sidebar import MainMenuModule

from portal.audit.models import Entry
from portal.drafts.models import Draft
from portal.drafts.services import keep
from portal.members import erasure, services
from portal.members.models import SignInLink, User
from portal.members.standing import COORDINATORS
from tests.factories.members import AppFactory, RecoveryCodesFactory, as_at_the_door
from tests.factories.people import PASSWORD, UserFactory
from tests.portal.members.door import ask_for_code, is_in, sign_in

pytestmark = pytest.mark.django_db
PERSONAL = {"email": "secret-place@example.org", "known_as": "Secretname", "first_name": "Secretfirst"}


def refused(act):
    try:
        with transaction.atomic():
            act()
    except IntegrityError:
        return True
    return False


def test_one_account_for_a_name_or_an_address_however_it_is_written():
    UserFactory(username="rosie", email="rosie@example.org")
    for other in ({"username": "rosie"}, {"username": "ROSIE"}, {"email": "rosie@example.org"}):
        assert refused(lambda other=other: UserFactory(**other)), other
    assert refused(lambda: UserFactory(email="Rosie@Example.Org"))
    UserFactory(email="")
    UserFactory(email="")


def test_the_database_takes_small_letters_only():
    person = UserFactory()
    for field, value in (("username", "ROSIE"), ("email", "Rosie@example.org")):
        change = {field: value}
        assert refused(lambda change=change: User.objects.filter(pk=person.pk).update(**change)), field


def test_names_and_addresses_are_kept_in_small_letters():
    person = UserFactory(username="Rosie", email="Rosie@Example.Org")
    person.refresh_from_db()
    assert (person.username, person.email) == ("rosie", "rosie@example.org")


@pytest.mark.parametrize("name", ["ab", "rosie@example.org", "rosie smith", "-rosie", "rösie", "r" * 41, "rosie\n"])
def test_a_sign_in_name_is_never_an_address_or_hard_to_type(name):
    with pytest.raises(ValidationError):
        User(username=name, password="x").full_clean()


def test_new_names_say_nothing():
    names = {User().username for _n in range(50)}
    assert len(names) == 50
    assert all(name.startswith("m-") and len(name) == 10 for name in names)


@pytest.mark.parametrize("login", ["rosie", "ROSIE", " Rosie ", "rosie@example.org", "ROSIE@EXAMPLE.ORG "])
def test_people_sign_in_by_name_or_address_however_they_type_it(client, login):
    as_at_the_door(username="rosie", email="rosie@example.org")
    sign_in(client, login)
    assert is_in(client)


def test_the_name_of_a_person_is_never_their_address():
    people = [
        UserFactory(known_as="Rosie", username="rosemary", email="rosemary@example.org"),
        UserFactory(known_as="", username="ros", email="ros@example.org"),
        UserFactory(known_as="Rosie", is_active=False, erased_at=timezone.now()),
    ]
    assert [person.get_full_name() for person in people] == ["Rosie", "a member", "a former member"]


def test_wagtail_greets_people_by_the_name_they_chose():
    person = UserFactory(known_as="Rosie", username="rosemary")
    assert MainMenuModule([], [], person).js_args()[2]["name"] == "Rosie"


def test_nobody_erased_can_be_switched_on_again():
    person = UserFactory(is_active=False, erased_at=timezone.now())
    assert refused(lambda: User.objects.filter(pk=person.pk).update(is_active=True))


@pytest.fixture
def erased():
    """Somebody who had every way to sign in, and was erased."""
    person = as_at_the_door(username="secretlogin", groups=[COORDINATORS], is_superuser=True, **PERSONAL)
    AppFactory(user=person)
    RecoveryCodesFactory(user=person)
    sign_in(Client(), "secretlogin")
    token = services.make_link(person=person, by=None)
    keep(person=person, about="page:1", fields={"introduction": "secret words"})
    services.erase_person(person=person, by=None)
    person.refresh_from_db()
    return person, token


def test_an_erased_person_is_only_a_former_member(erased):
    person, _token = erased
    kept = {str(value) for value in User.objects.filter(pk=person.pk).values().get().values()}
    assert not any("secret" in value.lower() for value in kept)
    assert str(person) == "a former member"
    assert not person.groups.exists()
    for model in (EmailAddress, Authenticator, UserSession):
        assert not model.objects.filter(user=person).exists()
    assert not SignInLink.objects.filter(person=person).exists()
    assert not Draft.objects.filter(person=person).exists()


def test_an_erased_person_signs_in_by_no_way(client, erased):
    person, token = erased
    mail.outbox.clear()
    for login in (person.username, "secretlogin", PERSONAL["email"]):
        sign_in(client, login)
    assert not is_in(client)
    ask_for_code(client, PERSONAL["email"])
    client.post(reverse("account_logout"))
    client.post(reverse("account_reset_password"), {"email": PERSONAL["email"]})
    assert {("code", "6 numbers" in message.body) for message in mail.outbox} == {("code", False)}
    assert client.post(reverse("sign_in_link", args=[token])).status_code == 404
    assert not is_in(client)
    with pytest.raises(services.MayNotSignIn):
        services.make_link(person=person, by=None)


def test_a_switched_off_person_with_a_passkey_gets_no_further_than_words(client):
    """allauth checks the passkey first and the person afterwards; here the person who came by code in the meantime."""
    person = as_at_the_door()
    ask_for_code(client, person.email)
    code = mail.outbox[-1].body.split("\n\n")[2].strip()
    person.is_active = False
    person.save()
    response = client.post(reverse("account_confirm_login_code"), {"code": code})
    assert response["Location"] == reverse("account_inactive")
    assert not is_in(client)
    assert PASSWORD not in client.get(reverse("account_inactive")).content.decode()


def test_an_older_backup_brings_nobody_back():
    person, other = as_at_the_door(), as_at_the_door()
    lines = {erasure.line_of(person)}
    erasure.forget(erasure.back(lines))
    assert erasure.back(lines) == []
    person.refresh_from_db()
    other.refresh_from_db()
    assert (person.erased_at is None, person.email) == (False, "")
    assert other.email
    assert Entry.objects.filter(subject=f"person:{person.pk}", verb="members.erased").count() == 1
