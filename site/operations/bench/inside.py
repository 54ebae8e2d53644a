"""What can only be seen from inside a site: its addresses, how many queries each asks, how long a search takes."""

import time
from statistics import median
from urllib.parse import urlencode
from uuid import uuid4

from django.conf import settings
from django.db import connection
from django.middleware.csrf import get_token
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casestudies.models import StoryIndexPage, StoryPage
from home.models import PrinciplePage, QuestionsPage, ResourcesPage, SectionIndexPage, StagePage, StandardPage
from operations.bench.driving import FORM
from operations.bench.filling import SECTION
from operations.bench.groups import NAME
from operations.bench.people import coordinator
from operations.bench.rewards import receiver
from operations.bench.roles import application
from portal.groups.models import Group
from portal.members.models import User
from portal.roles.codes import code_of

SEARCHES = ("people", "panel", "what we agreed together", "peopel", "co-production")


def places() -> dict[str, str]:
    """The address of one page of each kind that is measured."""
    return (
        {
            "home": "/",
            "section": SectionIndexPage.objects.get(slug=SECTION).url,
            "resources": ResourcesPage.objects.first().url,
            "stories": StoryIndexPage.objects.first().url,
            "stories, narrowed": narrowed_stories(),
            "story": StoryPage.objects.readable().order_by("path").first().url,
            "answers": QuestionsPage.objects.first().url,
            "page": StandardPage.objects.live().filter(depth=4).order_by("path").first().url,
            "principle": PrinciplePage.objects.live().first().url,
            "stage": StagePage.objects.live().first().url,
            "search": search_for(SEARCHES[0]),
            "portal": reverse("portal:home"),
            "people": reverse("portal:people:list"),
            "today": reverse("portal:today"),
            "give and get": reverse("portal:reciprocity:mine"),
            "statement": reverse("portal:reciprocity:statement"),
            "what we give": reverse("portal:reciprocity:all"),
            "our sums": reverse("portal:reciprocity:sums"),
        }
        | groups()
        | roles()
    )


def groups() -> dict[str, str]:
    """The page of a group with many meetings, the minutes of the last one, and the log of its decisions."""
    group = Group.objects.get(name=NAME)
    last = group.meetings.order_by("-starts_at").first()
    return {
        "group": reverse("portal:groups:group", args=[group.pk]),
        "a group's sums": reverse("portal:groups:sums", args=[group.pk]),
        "minutes": reverse("portal:groups:minutes", args=[last.pk]),
        "decisions": reverse("portal:groups:log", args=[group.pk]),
        "autosave": reverse("portal:drafts:keep", args=[f"minute:{last.pk}-{last.items.first().pk}"]),
    }


def roles() -> dict[str, str]:
    """Lists of a thousand, an open role, and the last answer of an application."""
    begun = application()
    return {
        "roles": reverse("portal:roles:list"),
        "open roles": reverse("get-involved:vacancies"),
        "open role": begun.vacancy.url,
        "applying": reverse("get-involved:write-answer", args=[code_of(begun), begun.vacancy.asked[-1].key]),
    }


def narrowed_stories() -> str:
    """The list asked for several things at once, and for a word."""
    story = StoryPage.objects.readable().order_by("path").first()
    chosen = {"stage": story.stages.first().pk, "contribution": story.contributions.first().pk, "place": story.place}
    return f"{StoryIndexPage.objects.first().url}?{urlencode(chosen | {'q': 'people'})}"


def search_for(words: str) -> str:
    return f"{reverse('search')}?q={words.replace(' ', '+')}"


def look() -> dict[str, dict]:
    """Each address with the queries it asks once brand, menu, words and places to turn to are warm; and with the cookie
    and the words that are sent there."""
    visitor = client()
    askers = dict.fromkeys(("portal", "roles"), signed_in(somebody())) | dict.fromkeys(
        ("people", "today", "what we give", "our sums", "group", "a group's sums", "minutes", "decisions", "autosave"),
        signed_in(coordinator()),
    )
    askers |= dict.fromkeys(("give and get", "statement"), signed_in(receiver()))
    found = {}
    for name, path in places().items():
        asker = askers.get(name, visitor)
        body = a_line(asker) if name == "autosave" else ""
        found[name] = {"path": path, "queries": queries(asker, path, body), "cookie": cookie_of(asker), "body": body}
    return found


def a_line(asker: Client) -> str:
    """What a form sends by itself while somebody writes the minutes."""
    token = get_token(asker.get(reverse("portal:home")).wsgi_request)
    typed = {"said": "We talked about the bus. It comes once an hour.", "decided": "Mina rings them."}
    return urlencode(typed | {"key": uuid4(), "csrfmiddlewaretoken": token})


def signed_in(person) -> Client:
    asker = client()
    asker.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[1])
    return asker


def cookie_of(asker: Client) -> str:
    names = [settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME]
    return "; ".join(f"{name}={asker.cookies[name].value}" for name in names if name in asker.cookies)


def client() -> Client:
    host = settings.WAGTAILADMIN_BASE_URL.partition("://")[2]
    return Client(headers={"host": host, "accept-encoding": "gzip"})


def somebody() -> User:
    return User.objects.get_or_create(username="bench", defaults={"known_as": "Sam"})[0]


def queries(asker: Client, path: str, body: str) -> int:
    def ask():
        return asker.post(path, body, content_type=FORM) if body else asker.get(path)

    for _warming in range(2):
        status = ask().status_code
        if status != 200:
            raise ValueError(f"{path} answers {status}")
    with CaptureQueriesContext(connection) as asked:
        ask()
    return len(asked)


def search() -> dict[str, float]:
    """Milliseconds for the whole page of results, for each of some searches: the median of five."""
    visitor = client()
    return {words: median(milliseconds(visitor, search_for(words)) for _time in range(5)) for words in SEARCHES}


def milliseconds(asker: Client, path: str) -> float:
    began = time.perf_counter()
    asker.get(path)
    return 1000 * (time.perf_counter() - began)
