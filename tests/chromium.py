"""Chromium for the tests that need a real browser, and the running site they visit.

Loaded as a plugin by tests/conftest.py. One browser a worker; every visit is a fresh profile, and is watched: what a
page of ours must never do (ask another host, break the content policy, throw an error) fails the test it happened in.
"""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from io import StringIO
from urllib.parse import urlsplit

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.core.management import call_command
from django.http import HttpRequest
from django.test import Client

from portal.members import demo
from tests import seed

try:
    from playwright.sync_api import sync_playwright
except ImportError:  # pragma: no cover
    sync_playwright = None

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE, DESK = 320, 1280
HOW_TO = (
    "The browser tests need Chromium and playwright: on Debian or Ubuntu `sudo apt install chromium`, "
    "then `make test` installs the rest."
)
WATCH_POLICY = """
addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.violatedDirective} refused ${event.blockedURI} on ${location.href}`));
"""
# A page changes a moment after it has loaded: our letters come, then our scripts bring the button to print and more.
SETTLED = """
async () => {
  await document.fonts.ready;
  const ours = document.querySelector("script[src$='js/site.js']");
  if (ours && matchMedia("(scripting: enabled)").matches) await (await import(ours.src)).ready;
}
"""
OWN_SCHEMES = {"data", "blob", "about"}


def where_chromium_is() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def chromium():
    program = where_chromium_is()
    if sync_playwright is None or program is None:
        (pytest.fail if os.environ.get("REQUIRE_BROWSER") == "1" else pytest.skip)(HOW_TO)
    # playwright keeps an event loop in this thread, where Django would otherwise refuse to touch the database.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def starter_content(transactional_db):
    """The site as a newcomer meets it: every starter page, and the demo people. Written once a worker, then copied."""
    if seed.has(seed.STARTED):
        seed.begin_with(seed.STARTED)
        return
    call_command("starter_content", stdout=StringIO())
    demo.load()
    seed.keep(seed.STARTED)


@dataclass
class Watch:
    """What pages did that they should not. `expected` holds the answers of 400 and more that a test is about."""

    host: str
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def over(self, context):
        context.add_init_script(WATCH_POLICY)
        context.route(lambda url: not self.is_ours(url), self._abroad)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.errors.append(f"{error.page.url}: {error.error}"))
        context.on("response", self._response)
        context.on("dialog", self._dialog)

    def is_ours(self, url):
        parts = urlsplit(url)
        return parts.scheme in OWN_SCHEMES or parts.netloc == self.host

    def _abroad(self, route):
        self.foreign.append(route.request.url)
        route.abort()

    def _console(self, message):
        # The status of an answer is kept in `refused`, where a test can expect it.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.errors.append(f"{message.page.url if message.page else ''}: {message.text}")

    def _response(self, response):
        if response.status >= 400:
            self.refused.append(f"{response.status} {response.url.partition(self.host)[2]}")

    def _dialog(self, dialog):
        self.dialogs.append(dialog.message)
        dialog.dismiss()


def settle(page):
    """Waits until a page is what people meet."""
    page.evaluate(SETTLED)


class Visit:
    """Opens the site the ways people do. `visit("/portal/", who=user, width=PHONE, javascript=False)` gives a page."""

    def __init__(self, browser, address):
        self.browser = browser
        self.address = address
        self.watch = Watch(host=urlsplit(address).netloc)
        self.contexts = []

    def __call__(self, path="/", *, who=None, just_now=True, width=DESK, dark=False, javascript=True, **options):
        context = self.browser.new_context(
            base_url=self.address,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=javascript,
            reduced_motion=options.pop("reduced_motion", "reduce"),
            **options,
        )
        context.set_default_timeout(30_000)
        self.contexts.append(context)
        self.watch.over(context)
        if who is not None:
            context.add_cookies([self.session_of(who, just_now)])
        page = context.new_page()
        page.goto(path)
        settle(page)
        return page

    def session_of(self, who, just_now=True):
        """The cookie of somebody signed in: `just_now`, or so long ago that they are asked again who they are."""
        client = Client()
        client.force_login(who, backend="django.contrib.auth.backends.ModelBackend")
        request = HttpRequest()
        request.session = client.session
        if just_now:
            record_authentication(request, who, method="password")
            request.session.save()
        return {"name": settings.SESSION_COOKIE_NAME, "value": request.session.session_key, "url": self.address}

    def close(self):
        for context in self.contexts:
            context.close()


@pytest.fixture
def visit(chromium, live_server, starter_content) -> Callable:
    visit = Visit(chromium, live_server.url)
    yield visit
    visit.close()
    assert visit.watch.foreign == [], "a page asked another host"
    assert visit.watch.errors == [], "a page broke its policy or threw an error"
    assert visit.watch.dialogs == [], "a page opened a dialog"
