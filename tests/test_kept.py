"""Rows that are written again are those that the services wrote."""

import pytest
from django.db import transaction

from casestudies.models import Story
from portal.audit.services import problems
from tests.factories import kept, pages
from tests.factories.pages import page
from tests.factories.people import UserFactory
from tests.factories.telling import told_story

pytestmark = [pytest.mark.django_db, pytest.mark.both]


class Undone(Exception):
    pass


@pytest.fixture(autouse=True)
def nothing_is_known(monkeypatch):
    monkeypatch.setattr(kept, "_kept", {})
    monkeypatch.setattr(kept, "_asked", set())


def rows_after(factory):
    """Every row that there is once it was asked, in a database that is as it was before each time."""
    try:
        with transaction.atomic():
            given = factory()
            found = kept._everything()
            raise Undone
    except Undone:
        return given, found


def test_every_row_is_the_same(monkeypatch):
    rows_after(told_story)
    (told, _people, _reader), by_services = rows_after(told_story)
    monkeypatch.setattr(kept, "Rows", None)
    (again, people, reader), written = rows_after(told_story)
    assert written.keys() == by_services.keys()
    assert {name for name in written if written[name] != by_services[name]} <= kept.REWEIGHED
    assert (again.pk, type(again)) == (told.pk, Story)
    assert {type(one).__name__ for one in (*people, reader)} == {"User"}


def test_it_is_on_the_site_and_its_trail_holds(client):
    for _asked in range(2):
        rows_after(told_story)
    told, people, _reader = told_story()
    shown = client.get(told.page.url)
    assert b"We dug it together." in shown.content
    assert list(problems()) == []
    assert UserFactory().pk > max(one.pk for one in people)


def test_other_values_are_asked_for_anew():
    for title in ("One", "One", "One", "Two"):
        rows_after(lambda title=title: page(title))
    assert (page("One").title, page("Two").title, page("One").slug) == ("One", "Two", "one-2")


def test_what_is_no_plain_value_is_never_kept():
    teller = UserFactory()
    for _asked in range(3):
        rows_after(lambda: told_story(title="Of a person"))
        rows_after(lambda: pages.page("By somebody", owner=teller))
    assert [key for key in kept._kept if "By somebody" in str(key)] == []
