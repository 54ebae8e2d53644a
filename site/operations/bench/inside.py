"""What can only be seen from inside a site: its addresses, how many queries each asks, how long a search takes."""

import time
from statistics import median

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from casestudies.models import StoryIndexPage
from home.models import PrinciplePage, QuestionsPage, ResourcesPage, SectionIndexPage, StagePage, StandardPage
from operations.bench.filling import SECTION
from operations.bench.groups import NAME
from operations.bench.people import coordinator
from portal.groups.models import Group
from portal.members.models import User

SEARCHES = ("people", "panel", "what we agreed together", "peopel", "co-production")


def places() -> dict[str, str]:
    """The address of one page of each kind that is measured."""
    return {
        "home": "/",
        "section": SectionIndexPage.objects.get(slug=SECTION).url,
        "resources": ResourcesPage.objects.first().url,
        "stories": StoryIndexPage.objects.first().url,
        "answers": QuestionsPage.objects.first().url,
        "page": StandardPage.objects.live().filter(depth=4).order_by("path").first().url,
        "principle": PrinciplePage.objects.live().first().url,
        "stage": StagePage.objects.live().first().url,
        "search": search_for(SEARCHES[0]),
        "portal": reverse("portal:home"),
        "people": reverse("portal:people:list"),
        "today": reverse("portal:today"),
    } | groups()


def groups() -> dict[str, str]:
    """The page of a group with many meetings, the minutes of the last one, and the log of its decisions."""
    group = Group.objects.get(name=NAME)
    last = group.meetings.order_by("-starts_at").first()
    return {
        "group": reverse("portal:groups:group", args=[group.pk]),
        "minutes": reverse("portal:groups:minutes", args=[last.pk]),
        "decisions": reverse("portal:groups:log", args=[group.pk]),
    }


def search_for(words: str) -> str:
    return f"{reverse('search')}?q={words.replace(' ', '+')}"


def look() -> dict[str, dict]:
    """Each address with the queries it asks once brand, menu, words and places to turn to are warm, and its cookie."""
    visitor = client()
    askers = {"portal": signed_in(somebody())} | dict.fromkeys(
        ("people", "today", "group", "minutes", "decisions"), signed_in(coordinator())
    )
    found = {}
    for name, path in places().items():
        asker = askers.get(name, visitor)
        found[name] = {"path": path, "queries": queries(asker, path), "cookie": cookie_of(asker)}
    return found


def signed_in(person) -> Client:
    asker = client()
    asker.force_login(person, backend=settings.AUTHENTICATION_BACKENDS[1])
    return asker


def cookie_of(asker: Client) -> str:
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={asker.cookies[name].value}" if name in asker.cookies else ""


def client() -> Client:
    host = settings.WAGTAILADMIN_BASE_URL.partition("://")[2]
    return Client(headers={"host": host, "accept-encoding": "gzip"})


def somebody() -> User:
    return User.objects.get_or_create(username="bench", defaults={"known_as": "Sam"})[0]


def queries(asker: Client, path: str) -> int:
    for _warming in range(2):
        status = asker.get(path).status_code
        if status != 200:
            raise ValueError(f"{path} answers {status}")
    with CaptureQueriesContext(connection) as asked:
        asker.get(path)
    return len(asked)


def search() -> dict[str, float]:
    """Milliseconds for the whole page of results, for each of some searches: the median of five."""
    visitor = client()
    return {words: median(milliseconds(visitor, search_for(words)) for _time in range(5)) for words in SEARCHES}


def milliseconds(asker: Client, path: str) -> float:
    began = time.perf_counter()
    asker.get(path)
    return 1000 * (time.perf_counter() - began)
