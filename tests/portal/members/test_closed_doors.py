"""Doors that are not there: signing up, Wagtail's own sign-in, its lists of people, and ways out to other hosts."""

import pytest
from django.contrib.auth.models import Group
from django.urls import NoReverseMatch, reverse

from portal.members.models import User
from tests.factories.members import as_at_the_door
from tests.factories.people import PASSWORD, UserFactory
from tests.portal.members.door import ask_for_code, code_mailed, sign_in, type_code, words

pytestmark = pytest.mark.django_db

SIGN_UP = [
    "/accounts/signup/",
    "/cy/accounts/signup/",
    "/accounts/signup/passkey/",
    "/accounts/2fa/webauthn/signup/",
    "/accounts/3rdparty/signup/",
    "/accounts/social/signup/",
    "/accounts/3rdparty/",
    "/accounts/google/login/",
    "/accounts/confirm-email/abc/",
    "/accounts/password/reset/key/1-abc/",
    "/_allauth/browser/v1/auth/signup/",
]
ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "/\\evil.example/",
    "\\\\evil.example/",
    "https:evil.example",
    "http:///evil.example/",
    "/\t/evil.example/",
    "\t//evil.example",
    " //evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "https://testserver@evil.example/",
    "https://testserver.evil.example/",
    "http://localhost/portal/",  # ours, but another host
    "//127.0.0.1/",
]


@pytest.mark.parametrize("path", SIGN_UP)
def test_nobody_signs_up(client, path):
    for response in (
        client.get(path),
        client.post(path, {"email": "new@example.org", "username": "newcomer", "password1": PASSWORD}),
    ):
        shown = {template.name for template in response.templates}
        assert response.status_code == 404 or "account/signup_closed.html" in shown
    assert User.objects.count() == 0


def test_a_visitor_in_the_middle_of_a_sign_in_cannot_sign_up_either(client):
    ask_for_code(client, "new@example.org")
    assert "Joining starts with hello" in words(client.get("/accounts/signup/"))


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_no_door_leads_to_another_host(client, elsewhere):
    person = as_at_the_door()
    home = reverse("portal:home")
    assert sign_in(client, person.email, next=elsewhere).status_code == 302
    led = [client.post(reverse("account_logout"), {"next": elsewhere})["Location"]]
    data = {"login": person.email, "password": PASSWORD, "next": elsewhere}
    led.append(client.post(reverse("account_login"), data)["Location"])
    led.append(client.get(reverse("account_login"), {"next": elsewhere})["Location"])
    client.post(reverse("account_logout"))
    ask_for_code(client, person.email)
    led.append(
        client.post(reverse("account_confirm_login_code"), {"code": code_mailed(), "next": elsewhere})["Location"]
    )
    assert led == ["/", home, home, home]


def test_a_door_leads_back_to_where_somebody_was_going(client):
    person = as_at_the_door()
    response = client.get("/portal/")
    assert response["Location"] == "/accounts/login/?next=/portal/"
    data = {"login": person.email, "password": PASSWORD, "next": "/portal/?week=1"}
    assert client.post(reverse("account_login"), data)["Location"] == "/portal/?week=1"


@pytest.mark.parametrize("path", ["/cms/", "/cms/pages/", "/cms/login/", "/cms/login/?next=/cms/pages/"])
def test_the_cms_has_no_door_of_its_own(client, path):
    UserFactory(username="admin", is_superuser=True)
    response = client.post(path, {"username": "admin", "password": PASSWORD}, follow=True)
    assert response.redirect_chain[-1][0].startswith("/accounts/login/")
    assert "_auth_user_id" not in client.session


def test_somebody_signed_in_without_rights_is_told_so_and_not_sent_in_circles(client_of):
    response = client_of("member").get("/cms/", follow=True)
    assert response.status_code == 403
    assert len(response.redirect_chain) == 1


PEOPLE_IN_THE_CMS = [
    "/cms/users/", "/cms/users/new/", "/cms/users/add/", "/cms/users/{pk}/", "/cms/users/edit/{pk}/",
    "/cms/users/{pk}/delete/", "/cms/users/delete/{pk}/", "/cms/users/results/", "/cms/users/history/{pk}/",
    "/cms/groups/", "/cms/groups/new/", "/cms/groups/edit/{group}/", "/cms/groups/delete/{group}/",
    "/cms/bulk/members/user/delete/?id={pk}", "/cms/bulk/members/user/assign_role/?id={pk}",
    "/cms/bulk/members/user/set_active_state/?id={pk}", "/cms/password_reset/", "/cms/api-tokens/",
]  # fmt: skip


@pytest.mark.parametrize("path", PEOPLE_IN_THE_CMS)
def test_the_cms_has_no_pages_about_people(client_of, people, path):
    path = path.format(pk=people["member"].pk, group=Group.objects.first().pk)
    client = client_of("superuser")
    assert (client.get(path).status_code, client.post(path).status_code) == (404, 404)
    people["member"].refresh_from_db()
    assert people["member"].is_active


def test_the_cms_menu_does_not_offer_them(client_of):
    page = client_of("superuser").get("/cms/").content.decode()
    assert "/cms/users/" not in page
    assert "/cms/groups/" not in page
    with pytest.raises(NoReverseMatch):
        reverse("wagtailusers_users:index")


def test_the_cms_account_page_changes_neither_name_nor_address_nor_password(client_of, people):
    writer = people["writer"]
    before = (writer.first_name, writer.email, writer.password)
    client = client_of("writer")
    page = client.get("/cms/account/").content.decode()
    assert {name for name in ("name_email", "avatar", "password") if f'name="{name}-' in page} == set()
    assert 'name="theme-theme"' in page
    client.post(
        "/cms/account/",
        {
            "name_email-first_name": "Eve", "name_email-last_name": "E", "name_email-email": "evil@example.org",
            "password-old_password": PASSWORD, "password-new_password1": "x" * 12, "password-new_password2": "x" * 12,
            "theme-theme": "dark", "theme-contrast": "system", "theme-density": "default",
            "locale-preferred_language": "", "locale-current_time_zone": "",
        },
    )  # fmt: skip
    writer.refresh_from_db()
    assert (writer.first_name, writer.email, writer.password) == before
    assert writer.wagtail_userprofile.theme == "dark"


def test_the_cms_calls_people_what_they_chose(client_of):
    page = client_of("writer").get("/cms/").content.decode()
    assert "Wes" in page
    assert "@example.org" not in page


def test_sign_in_pages_are_never_kept_by_a_browser(client):
    assert "no-store" in client.get(reverse("account_login"))["Cache-Control"]


def test_the_second_step_cannot_be_entered_from_outside(client):
    for name in ("mfa_authenticate", "account_confirm_login_code", "account_confirm_password_reset_code"):
        assert client.get(reverse(name)).status_code == 302
    assert type_code(client, "123456").status_code == 302
