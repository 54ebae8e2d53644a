"""Production refuses to start with anything missing or unsafe, and says what to set."""

import ast
import subprocess
import sys

import pytest
from django.core.management import call_command
from django.utils.crypto import get_random_string

from tests.operations.conftest import ROOT, environment, manage

GOOD = {"SECRET_KEY": get_random_string(64), "SITE_ADDRESS": "https://alongside.example.org"}
# What runs before there are settings, and what starts other programmes in an environment made for them.
OUTSIDE = {"manage.py", "gunicorn.conf.py", "site/config/wsgi.py"}
STARTS_OTHERS = "site/operations/bench/"


def python(words, **environ):
    return subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, 'site'); {words}"],
        cwd=ROOT,
        env=environment(**environ),
        capture_output=True,
        text=True,
        check=False,
    )


def settings_of(tmp_path, *names, **environ):
    """What these settings are in production with this environment; a refusal as its last line."""
    words = "; ".join(f"print(production.{name})" for name in names)
    done = python(f"from config.settings import production; {words}", ALONGSIDE_VAR=str(tmp_path), **environ)
    lines = (done.stdout if done.returncode == 0 else done.stderr).strip().splitlines()
    return lines if done.returncode == 0 else lines[-1]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"SECRET_KEY": ""}, "Set SECRET_KEY"),
        ({"SECRET_KEY": "", "SECRET_KEY_FILE": "/nowhere/secret.key"}, "Set SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is short or well known"),
        ({"SECRET_KEY": "a" * 64}, "SECRET_KEY is short or well known"),
        ({"SECRET_KEY": "for-trying-out-only-" + get_random_string(50)}, "SECRET_KEY is short or well known"),
        ({"SECRET_KEY": "django-insecure-" + get_random_string(50)}, "SECRET_KEY is short or well known"),
        ({"SITE_ADDRESS": ""}, "Set SITE_ADDRESS"),
        ({"SITE_ADDRESS": "alongside.example.org"}, "a whole address"),
        ({"SITE_ADDRESS": "https://example.org/alongside/"}, "without a path"),
        ({"SITE_ADDRESS": "http://alongside.example.org"}, "begins with https://"),
        ({"SITE_ADDRESS": "http://localhost.example.org"}, "begins with https://"),
        ({"DEMO_PEOPLE": "yes"}, "DEMO_PEOPLE is for http://localhost only"),
        ({"MAIL_HOST": "mail.example.org", "MAIL_USER": "alongside"}, "Set MAIL_PASSWORD"),
    ],
)
def test_it_refuses_to_start(tmp_path, change, said):
    assert said in settings_of(tmp_path, "DEBUG", **GOOD | change)


def test_what_it_starts_with(tmp_path):
    names = ("DEBUG", "ALLOWED_HOSTS", "SECOND_FACTOR_REQUIRED", "SESSION_COOKIE_NAME", "DEMO_PEOPLE_ALLOWED")
    assert settings_of(tmp_path, *names, **GOOD) == [
        "False",
        "['alongside.example.org']",
        "True",
        "__Host-session",
        "False",
    ]


def test_on_this_machine_alone_plain_http_will_do(tmp_path):
    secret = tmp_path / "secret.key"
    secret.write_text(GOOD["SECRET_KEY"] + "\n")

    assert settings_of(
        tmp_path,
        "SECRET_KEY",
        "SECURE_SSL_REDIRECT",
        "SESSION_COOKIE_SECURE",
        "SECOND_FACTOR_REQUIRED",
        "ALLOWED_HOSTS",
        SECRET_KEY_FILE=str(secret),
        SITE_ADDRESS="http://localhost:8000",
        MORE_HOSTS="127.0.0.1",
    ) == [GOOD["SECRET_KEY"], "False", "False", "True", "['localhost', '127.0.0.1']"]


def test_a_forwarded_header_is_believed_only_behind_a_proxy_of_ours(tmp_path):
    assert settings_of(tmp_path, "SECURE_PROXY_SSL_HEADER", **GOOD) == ["None"]
    assert settings_of(tmp_path, "SECURE_PROXY_SSL_HEADER", BEHIND_PROXY="yes", **GOOD) == [
        "('HTTP_X_FORWARDED_PROTO', 'https')"
    ]


def test_djangos_own_list_for_real_use_is_clean(tmp_path):
    done = manage("check", "--deploy", "--fail-level", "WARNING", ALONGSIDE_VAR=str(tmp_path), **GOOD)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_web_servers_way_in_means_production_unless_told_otherwise():
    source = ast.parse((ROOT / "site" / "config" / "wsgi.py").read_text())
    defaults = [
        [argument.value for argument in node.args]
        for node in ast.walk(source)
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "setdefault"
    ]
    assert defaults == [["DJANGO_SETTINGS_MODULE", "config.settings.production"]]


def test_without_a_secret_the_web_server_does_not_start():
    done = python("import config.wsgi", SITE_ADDRESS=GOOD["SITE_ADDRESS"])
    assert done.stderr.strip().splitlines()[-1].endswith("`python manage.py new_secret` prints one.")


def test_a_new_secret_is_good_enough_and_only_its_owner_reads_it(tmp_path):
    file = tmp_path / "new" / "secret.key"
    call_command("new_secret", to=file)
    first = file.read_text()
    call_command("new_secret", to=file)

    assert file.read_text() == first
    assert file.stat().st_mode & 0o777 == 0o600
    assert settings_of(tmp_path, "SECRET_KEY", **GOOD | {"SECRET_KEY": first}) == [first]


def reads_a_variable(node) -> bool:
    """`os.environ[…]`, `os.environ.get(…)`, `os.getenv(…)`; giving the whole of it on to another programme is none."""
    if isinstance(node, ast.Subscript | ast.Attribute) and getattr(node.value, "attr", "") == "environ":
        return True
    return getattr(node, "attr", "") == "getenv"


def test_the_environment_is_read_by_the_settings_and_nowhere_else():
    ours = (path for part in ("home", "portal", "casestudies", "site") for path in (ROOT / part).rglob("*.py"))
    readers = set()
    for path in [*ours, *ROOT.glob("*.py")]:
        if any(reads_a_variable(node) for node in ast.walk(ast.parse(path.read_text()))):
            readers.add(path.relative_to(ROOT).as_posix())

    assert {name for name in readers if not name.startswith(("site/config/settings/", STARTS_OTHERS))} == OUTSIDE
