"""Chromium for the tests that need a real browser, and the running site they visit.

Loaded as a plugin by tests/conftest.py. One browser a worker; every visit is watched: what a page of ours must never do
(ask another host, break the content policy, throw an error) fails the test it happened in.
"""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import urlsplit

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.http import HttpRequest
from django.test import Client

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
    # Nothing leaves this machine. Stopping each request by hand would also switch the browser's cache off.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
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


def kept_by_browsers(serve):
    """As in real use. A file that came with a checkout a minute ago would be asked for again on every page."""

    def served(*args, **kwargs):
        response = serve(*args, **kwargs)
        response["Cache-Control"] = "max-age=3600"
        return response

    return served


def where_chromium_is() -> str | None:
    """The one without windows costs less."""
    return (
        shutil.which("chromium-headless-shell")
        or shutil.which("chromium")
        or shutil.which("chromium-browser")
        or shutil.which("google-chrome")
    )


@pytest.fixture(scope="session")
def chromium():
    program = where_chromium_is()
    if sync_playwright is None or program is None:
        (pytest.fail if os.environ.get("REQUIRE_BROWSER") == "1" else pytest.skip)(HOW_TO)
    # playwright keeps an event loop in this thread, where Django would otherwise refuse to touch the database.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright, pytest.MonkeyPatch.context() as patch:
        patch.setattr(StaticFilesHandler, "serve", kept_by_browsers(StaticFilesHandler.serve))
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@dataclass
class Watch:
    """What pages did that they should not. `expected` holds the answers of 400 and more that a test is about."""

    host: str
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def is_ours(self, url):
        parts = urlsplit(url)
        return parts.scheme in OWN_SCHEMES or parts.netloc == self.host

    def request(self, request):
        if not self.is_ours(request.url):
            self.foreign.append(request.url)

    def response(self, response):
        if response.status >= 400:
            self.refused.append(f"{response.status} {response.url.partition(self.host)[2]}")

    def console(self, message):
        # The status of an answer is kept in `refused`, where a test can expect it.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.errors.append(f"{message.page.url if message.page else ''}: {message.text}")

    def weberror(self, error):
        self.errors.append(f"{error.page.url}: {error.error}")

    def dialog(self, dialog):
        if dialog.type == "beforeunload":
            dialog.accept()
            return
        self.dialogs.append(dialog.message)
        dialog.dismiss()


class Tab:
    """One page, for one visit after another: a new profile for each took half of the time of all browser tests.

    In between it forgets cookies and what pages have stored. Only the files of our look stay in its cache.
    """

    EMPTY = "/static/logo.svg"
    FORGET = "() => { localStorage.clear(); sessionStorage.clear() }"
    TOLD = ("request", "response", "console", "weberror", "dialog")

    def __init__(self, browser, address, javascript):
        self.context = browser.new_context(base_url=address, java_script_enabled=javascript)
        self.context.set_default_timeout(30_000)
        self.context.add_init_script(WATCH_POLICY)
        for event in self.TOLD:
            self.context.on(event, partial(self._tell, event))
        self.page = self.context.new_page()
        self.watch = None

    def _tell(self, event, what):
        if self.watch:
            getattr(self.watch, event)(what)

    def leave(self):
        """What its scripts still had to do ends here, while their visit is watched."""
        for other in self.context.pages[1:]:
            other.close()
        self.page.goto(self.EMPTY)
        self.page.evaluate(self.FORGET)
        self.context.clear_cookies()
        self.watch = None


def settle(page):
    """Waits until a page is what people meet."""
    page.evaluate(SETTLED)


class Visit:
    """Opens the site the ways people do. `visit("/portal/", who=user, width=PHONE, javascript=False)` gives a page.

    `alone` is for a page that nobody can use again: it gets a fingerprint reader, or leaves for another site.
    """

    def __init__(self, browser, address, at_rest):
        self.browser = browser
        self.address = address
        self.watch = Watch(host=urlsplit(address).netloc)
        self.at_rest = at_rest
        self.open = []

    def __call__(self, path="/", *, who=None, just_now=True, width=DESK, dark=False, javascript=True, alone=False):
        tab = self._tab(javascript, alone)
        tab.page.set_viewport_size({"width": width, "height": 900})
        colours = "dark" if dark else "light"
        tab.page.emulate_media(media="screen", color_scheme=colours, forced_colors="none", reduced_motion="reduce")
        if who is not None:
            tab.context.add_cookies([self.session_of(who, just_now)])
        tab.page.goto(path)
        settle(tab.page)
        return tab.page

    def _tab(self, javascript, alone):
        resting = self.at_rest[javascript]
        tab = resting.pop() if resting and not alone else Tab(self.browser, self.address, javascript)
        tab.watch = self.watch
        self.open.append((tab, None if alone else resting))
        return tab

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
        for tab, resting in self.open:
            if resting is None:
                tab.context.close()
            else:
                tab.leave()
                resting.append(tab)


@pytest.fixture(scope="session")
def tabs_at_rest(chromium) -> dict[bool, list[Tab]]:
    """With JavaScript and without."""
    return {True: [], False: []}


@pytest.fixture
def visit(chromium, tabs_at_rest, live_server, starter_content) -> Callable:
    visit = Visit(chromium, live_server.url, tabs_at_rest)
    yield visit
    visit.close()
    assert visit.watch.foreign == [], "a page asked another host"
    assert visit.watch.errors == [], "a page broke its policy or threw an error"
    assert visit.watch.dialogs == [], "a page opened a dialog"
