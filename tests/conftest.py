"""The people of every story, and the database they live in."""

import gc

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connections, transaction
from django.db.models.signals import post_save
from django.test import TransactionTestCase
from wagtail.models import Locale

from portal.audit.models import Entry
from portal.audit.words import has_words
from portal.members.standing import COORDINATORS, PAGE_WRITERS
from tests import seed, warm
from tests.factories.people import UserFactory

pytest_plugins = ["tests.database", "tests.starter", "tests.chromium", "tests.effort"]


PEOPLE = {"anonymous", "inactive", "outsider", "member", "writer", "coordinator", "superuser"}


# What leads to a database. pytest-django refuses it to a test that asks for none of these.
LEADS_TO_A_DATABASE = {"db", "transactional_db", "live_server"}
COMMITS = {"transactional_db", "live_server"}


def pytest_collection_modifyitems(items):
    """Marks what asks for a database, and what of it is run on one alone; what only PostgreSQL can show is left out
    elsewhere, with its reason in the summary."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        if marker or not LEADS_TO_A_DATABASE.isdisjoint(item.fixturenames):
            item.add_marker("database")
        commits = (marker and marker.kwargs.get("transaction")) or not COMMITS.isdisjoint(item.fixturenames)
        asks_for_pages = "client" in item.fixturenames and not commits and not item.get_closest_marker("both")
        if asks_for_pages or item.path.parent.name == "xss":
            assert not item.get_closest_marker("postgresql"), f"{item.nodeid} would never run: let it commit."
            item.add_marker("once")
    if connections["default"].vendor != "postgresql":
        reason = pytest.mark.skip(reason="is about PostgreSQL: run with DATABASE_URL set to a PostgreSQL database")
        for item in items:
            if item.get_closest_marker("postgresql"):
                item.add_marker(reason)


def pytest_collection_finish():
    """What is imported by now stays to the end: looking through it for rubbish again and again finds none."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 100)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        seed.keep()
        warm.keep(seed.MIGRATED)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown(item, nextitem):
    """What the next test begins with is put back once, and not what is migrated first."""
    started = nextitem and "starter_content" in nextitem.fixturenames and seed.has(seed.STARTED)
    item.session.begins_with = seed.STARTED if started else seed.MIGRATED


@pytest.fixture(autouse=True, scope="session")
def _restore_instead_of_flush(request):
    def restore(self):
        for connection in connections.all(initialized_only=True):
            if connection.alias == "default":
                seed.restore(request.session.begins_with)

    original = TransactionTestCase._fixture_teardown
    TransactionTestCase._fixture_teardown = restore
    yield
    TransactionTestCase._fixture_teardown = original


@pytest.fixture(autouse=True)
def _afresh(request):
    """Brand, menus and words are kept in the cache, and the last address chose a language: every test begins anew."""
    if "db_of_the_module" in request.fixturenames:
        warm.forget()
    else:
        warm.begin_with(seed.STARTED if "starter_content" in request.fixturenames else seed.MIGRATED)


@pytest.fixture(autouse=True, scope="session")
def _no_verb_without_words():
    """Whatever a test makes people do can be said in plain words on their page "What was done"."""

    def look(instance, **kwargs):
        assert "." not in instance.verb or has_words(instance.verb) or instance.verb.startswith("tests."), instance.verb

    post_save.connect(look, sender=Entry)
    yield
    post_save.disconnect(look, sender=Entry)


@pytest.fixture
def gate_is_open(settings):
    """Pages go on the site by code, past all that people would do: the test looks at how they are shown."""
    settings.PUBLISH_GATE = "tests.factories.pages.open_gate"


@pytest.fixture
def english(db):
    return Locale.objects.get(language_code="en")


@pytest.fixture(scope="module")
def db_of_the_module(django_db_setup, django_db_blocker):
    """A transaction around those of a module's tests: what is made in it they share, and what they do to it goes."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def people(db):
    return everybody()


def everybody():
    """Everybody who may come to a door of ours. `outsider` has an account and belongs to nothing."""
    return {
        "anonymous": AnonymousUser(),
        "inactive": UserFactory(known_as="Inga", is_active=False, groups=[COORDINATORS]),
        "outsider": UserFactory(known_as="Olu"),
        "member": UserFactory(known_as="Mina"),
        "writer": UserFactory(known_as="Wes", groups=[PAGE_WRITERS]),
        "coordinator": UserFactory(known_as="Cora", groups=[COORDINATORS]),
        "superuser": UserFactory(known_as="Sol", is_superuser=True, is_staff=True),
    }


@pytest.fixture
def client_of(client, people):
    """`client_of("member")`: a browser in which that person is signed in."""

    def sign_in(who):
        if who == "anonymous":
            client.logout()
        else:
            client.force_login(people[who], backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture
def sign_in(client):
    """`sign_in(person)`: a browser in which that person is signed in."""

    def as_(person):
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return as_
