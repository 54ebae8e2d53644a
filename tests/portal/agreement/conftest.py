"""Wyn, a page of hers, and what a browser without JavaScript sends of the forms about it."""

from html.parser import HTMLParser

import pytest

from tests.factories.pages import page, team
from tests.factories.people import UserFactory


@pytest.fixture
def writer(db):
    return UserFactory(known_as="Wyn")


@pytest.fixture
def contact(writer):
    made = page()
    team(made, writer)
    return made


@pytest.fixture
def browser(writer, sign_in):
    return sign_in(writer)


class _Form(HTMLParser):
    """What a browser without JavaScript would send of the forms on a page."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found: list[dict[str, str]] = []
        self.writing = ""

    def handle_starttag(self, tag, attrs):
        facts = dict(attrs)
        if tag == "form":
            self.found.append({})
        elif tag == "textarea":
            self.writing = facts["name"]
            self.found[-1][self.writing] = ""
        elif tag == "input" and self.found and facts.get("name") and _is_sent(facts):
            self.found[-1][facts["name"]] = facts.get("value") or ""

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.found[-1][self.writing] = self.found[-1][self.writing].removeprefix("\n")
            self.writing = ""

    def handle_data(self, data):
        if self.writing:
            self.found[-1][self.writing] += data


def _is_sent(facts) -> bool:
    kind = facts.get("type")
    return kind not in ("file", "submit") and (kind not in ("checkbox", "radio") or "checked" in facts)


def fields(response) -> dict[str, str]:
    """Of the form somebody types in; buttons that do something by themselves are forms too."""
    reader = _Form()
    reader.feed(response.content.decode())
    form = max((form for form in reader.found if "key" in form), key=len)
    form.pop("csrfmiddlewaretoken", None)
    return form


def text_key(response) -> str:
    """The name of the first field of formatted text."""
    return next(name for name in fields(response) if name.startswith("text-"))
