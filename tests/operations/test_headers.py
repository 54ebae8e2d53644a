"""What every kind of answer carries, asked of the real server over the wire."""

import re

import pytest
from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from home.models import HomePage
from operations.headers import Headers
from tests import seed
from tests.factories.people import UserFactory
from tests.operations.conftest import BEHIND_A_PROXY, ask, database_url, gunicorn

STRICT = {
    "default-src": {"'none'"},
    "connect-src": {"'self'"},
    "font-src": {"'self'"},
    "form-action": {"'self'"},
    "frame-ancestors": {"'none'"},
    "base-uri": {"'none'"},
    "img-src": {"'self'"},
    "manifest-src": {"'self'"},
    "media-src": {"'self'"},
    "script-src": {"'self'"},
    "style-src": {"'self'"},
}
CMS = STRICT | {
    "frame-ancestors": {"'self'"},
    "frame-src": {"'self'"},
    "img-src": {"'self'", "data:", "blob:"},
    "script-src": {"'self'", "'unsafe-inline'"},
    "style-src": {"'self'", "'unsafe-inline'"},
}
ALWAYS = {
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
SHUT_OFF = {"accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "microphone", "payment", "usb"}


@pytest.fixture(scope="module")
def server(production, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        person = UserFactory(is_superuser=True, is_staff=True)
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        connection.close()
        with gunicorn(DATABASE_URL=database_url(), **production) as port:
            yield port, cookie
        seed.restore()
        connection.close()


@pytest.fixture
def get(server):
    port, cookie = server

    def get(path, signed_in=False, **headers):
        session = {"Cookie": f"__Host-session={cookie}"} if signed_in else {}
        return ask(port, path, headers=BEHIND_A_PROXY | session | headers)

    return get


@pytest.fixture
def broken_site(transactional_db):
    """Every page asks for the site it is on; now nobody can tell."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE wagtailcore_site RENAME TO wagtailcore_site_away")
    yield
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE wagtailcore_site_away RENAME TO wagtailcore_site")


def policy(answer):
    words = answer.headers["Content-Security-Policy"]
    return {name: set(sources) for name, *sources in (part.split() for part in words.split(";"))}


def check(answer, *, content_policy=STRICT, frame="DENY"):
    assert {name: answer.headers[name] for name in ALWAYS} == ALWAYS
    assert policy(answer) == content_policy
    assert answer.headers["X-Frame-Options"] == frame
    assert set(re.findall(r"([a-z-]+)=\(\)", answer.headers["Permissions-Policy"])) == SHUT_OFF


PUBLIC = [
    ("/accounts/login/", 200),
    ("/nothing-here/", 404),
    ("/static/nothing-here.css", 404),
    ("/media/nothing-here.jpg", 404),
    ("/portal/", 302),
    ("/healthz", 503),
]


@pytest.mark.parametrize(("path", "status"), PUBLIC)
def test_every_kind_of_public_answer(get, path, status):
    answer = get(path)

    assert answer.status == status
    check(answer)


def test_an_error_of_ours_carries_them_too_and_tells_nothing(get, broken_site):
    answer = get("/nothing-here/", signed_in=True)

    assert answer.status == 500
    check(answer)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert b"wagtailcore_site" not in answer.body
    assert b"Traceback" not in answer.body


def test_the_cms_alone_has_the_wider_policy(get):
    answer = get("/cms/", signed_in=True)
    assert answer.status in {200, 302}
    check(answer, content_policy=CMS, frame="SAMEORIGIN")
    assert "no-store" in answer.headers["Cache-Control"]

    check(get("/cmsx/"))


def test_a_preview_in_the_cms_keeps_the_strict_policy_and_may_stand_in_its_frame(client_of):
    answer = client_of("superuser").get(f"/cms/pages/{HomePage.objects.get().pk}/view_draft/")

    assert answer.status_code == 200
    assert policy(answer) == STRICT | {"frame-ancestors": {"'self'"}}
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_files_of_the_look_carry_them_and_are_kept_for_ever(get):
    page = get("/accounts/login/").body.decode()
    sheet = re.search(r'href="(/static/css/site\.[0-9a-f]{12}\.css)"', page)[1]
    answer = get(sheet, **{"Accept-Encoding": "br"})

    assert answer.status == 200
    assert {name: answer.headers[name] for name in ALWAYS} == ALWAYS
    assert answer.headers["Cache-Control"] == "max-age=315360000, public, immutable"
    assert answer.headers["Content-Encoding"] == "br"
    assert answer.headers["Access-Control-Allow-Origin"] is None


@pytest.mark.parametrize("path", ["/portal/", "/nothing-here/", "/cms/"])
def test_nothing_that_somebody_signed_in_reads_is_kept(get, path):
    answer = get(path, signed_in=True)
    assert {"private", "no-store"} <= set(answer.headers["Cache-Control"].replace(" ", "").split(","))


def test_plain_http_goes_to_https_except_for_the_one_who_watches(server):
    port, _cookie = server
    host = {"Host": "alongside.example.org"}

    moved = ask(port, "/accounts/login/?next=/portal/", headers=host)
    assert (moved.status, moved.headers["Location"]) == (
        301,
        "https://alongside.example.org/accounts/login/?next=/portal/",
    )
    assert ask(port, "/healthz", headers=host).status == 503


def test_another_host_name_is_refused(server):
    port, _cookie = server
    answer = ask(port, "/accounts/login/", headers={"Host": "elsewhere.example", "X-Forwarded-Proto": "https"})
    assert answer.status == 400
    assert b"elsewhere" not in answer.body


def test_cookies_are_bound_to_this_host_over_https(get):
    cookies = get("/accounts/login/").headers.get_all("Set-Cookie")
    csrf = next(cookie for cookie in cookies if cookie.startswith("__Host-csrf="))

    assert {"Path=/", "Secure", "HttpOnly", "SameSite=Lax"} <= set(csrf.split("; "))
    assert all(cookie.startswith("__Host-") and "Domain" not in cookie for cookie in cookies)


def test_the_server_does_not_say_which_version_it_is(get):
    assert get("/accounts/login/").headers["Server"] == "gunicorn"


def test_an_answer_to_head_has_no_body():
    answer = Headers(lambda request: HttpResponse("words"))(RequestFactory().head("/"))

    assert answer.content == b""


def test_a_preview_may_stand_in_its_editor(admin_client, db):
    """It goes through everything as its own page first, whose policy lets it stand nowhere."""
    home = HomePage.objects.get()
    answer = admin_client.get(reverse("wagtailadmin_pages:view_draft", args=[home.pk]))

    assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
