"""Whoever can see or change what belongs to others shows a second factor, or gets no further than /accounts/."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from portal.members.second_factor import needs_second_factor
from portal.members.standing import REVIEWERS_LIVED_EXPERIENCE, REVIEWERS_STAFF
from tests.factories.members import AppFactory, RecoveryCodesFactory, as_at_the_door, numbers
from tests.factories.people import UserFactory
from tests.portal.members.door import ask_for_code, code_mailed, is_in, sign_in, type_code, words

pytestmark = pytest.mark.django_db
HUB = "/accounts/"
BEHIND = ["/portal/", "/cy/portal/", "/portal/drafts/page:1/", "/cms/", "/cms/pages/", "/cms/images/", "/cms/login/"]
OPEN = ["/", "/accounts/", "/accounts/email/", "/accounts/reauthenticate/", "/accounts/sessions/"]


@pytest.fixture(autouse=True)
def required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


def refused(client, path):
    response = client.get(path)
    return response.status_code == 302 and response["Location"].endswith(HUB)


def test_who_needs_one(people):
    people["page team"] = UserFactory()
    team = Group.objects.create(name="Team of one page")
    team.permissions.add(Permission.objects.get(codename="access_admin"))
    people["page team"].groups.add(team)
    for name in (REVIEWERS_LIVED_EXPERIENCE, REVIEWERS_STAFF):
        people[name] = UserFactory(groups=[name])
    del people["anonymous"]
    assert {who for who, user in people.items() if needs_second_factor(user)} == {
        "writer", "coordinator", "superuser", "page team", REVIEWERS_LIVED_EXPERIENCE, REVIEWERS_STAFF,
    }  # fmt: skip


@pytest.mark.parametrize("who", ["writer", "coordinator", "superuser"])
def test_without_one_the_portal_and_the_cms_stay_shut(who, client_of):
    client = client_of(who)
    assert {path for path in BEHIND if not refused(client, path)} == set()
    assert {path for path in OPEN if client.get(path).status_code != 200} == set()


def test_nothing_is_changed_from_behind_the_wall(client_of):
    response = client_of("coordinator").post("/cms/pages/1/edit/", {"title": "changed"})
    assert (response.status_code, response["Location"]) == (302, HUB)


def test_a_member_without_such_rights_needs_none(client_of):
    assert client_of("member").get("/portal/").status_code == 200


def test_kind_words_and_a_way_back(client_of, people):
    client = client_of("coordinator")
    client.get("/portal/?week=1")
    page = words(client.get(HUB))
    assert "One more lock, please" in page
    AppFactory(user=people["coordinator"])
    page = words(client.get(HUB))
    assert "One more lock, please" not in page
    assert 'href="/portal/?week=1"' in page


def test_with_one_everything_opens(client_of, people):
    AppFactory(user=people["coordinator"])
    client = client_of("coordinator")
    assert client.get("/portal/").status_code == 200
    assert client.get("/cms/").status_code == 200


def test_recovery_codes_alone_do_not_count(client_of, people):
    RecoveryCodesFactory(user=people["coordinator"])
    assert refused(client_of("coordinator"), "/portal/")


def test_taking_it_away_shuts_the_wall_again(client_of, people):
    app = AppFactory(user=people["coordinator"])
    client = client_of("coordinator")
    assert client.get("/portal/").status_code == 200
    app.delete()
    assert refused(client, "/portal/")


def test_signing_out_and_staying_signed_in_are_always_possible(client_of):
    assert client_of("coordinator").post("/portal/stay/").status_code == 200
    response = client_of("coordinator").post("/cms/logout/")
    assert not refused(client_of("anonymous"), "/cms/logout/")
    assert response.status_code == 302
    assert not response["Location"].endswith(HUB)


def test_a_code_by_mail_is_no_way_around(client):
    person = as_at_the_door(groups=["Coordinators"])
    ask_for_code(client, person.email)
    type_code(client, code_mailed())
    assert is_in(client)
    assert refused(client, "/portal/")


@pytest.mark.parametrize("way", ["password", "code"])
def test_who_has_one_is_asked_for_it_whichever_way_they_come(way, client):
    person = as_at_the_door()
    AppFactory(user=person)
    if way == "password":
        sign_in(client, person.email)
    else:
        ask_for_code(client, person.email)
        type_code(client, code_mailed())
    assert not is_in(client)
    client.post(reverse("mfa_authenticate"), {"code": numbers()})
    assert is_in(client)


def test_a_recovery_code_stands_in_once(client):
    person = as_at_the_door()
    AppFactory(user=person)
    RecoveryCodesFactory(user=person)
    for lets_in in (True, False):
        sign_in(client, person.email)
        client.post(reverse("mfa_authenticate"), {"code": "11112222"})
        assert is_in(client) == lets_in
        client.post(reverse("account_logout"))


def test_a_new_password_is_no_way_around(client):
    person = as_at_the_door()
    AppFactory(user=person)
    client.post(reverse("account_reset_password"), {"email": person.email})
    client.post(reverse("account_confirm_password_reset_code"), {"code": code_mailed()})
    new = {"password1": "another long sentence", "password2": "another long sentence"}
    client.post(reverse("account_complete_password_reset"), new)
    assert not is_in(client)
    sign_in(client, person.email, "another long sentence")
    assert not is_in(client)
    client.post(reverse("mfa_authenticate"), {"code": numbers()})
    assert is_in(client)
