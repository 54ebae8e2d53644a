"""What waits for the coordinators, by date and in plain words; and how the site itself is."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from operations import backups, ticking
from operations.models import ClockRun
from operations.today import facts
from portal import today
from portal.members.models import Gathering, Invitation, OneOff, Welcome
from portal.members.services import complaints
from portal.members.standing import COORDINATORS
from portal.notices.services import send_due, tell_outsider
from portal.today import Due, due_for
from tests.factories.asking import complaint, offer, suggestion
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
THURSDAY = datetime(2026, 12, 3, 10, tzinfo=timezone.get_current_timezone())
URL = "/portal/today/"


@pytest.fixture
def thursday():
    with time_machine.travel(THURSDAY, tick=False) as now:
        yield now


@pytest.fixture
def rosie(db):
    return UserFactory(known_as="Rosie", groups=[COORDINATORS])


@pytest.fixture
def browser(client, rosie):
    client.force_login(rosie, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_by_date_in_three_groups(monkeypatch, thursday):
    days = {"late": -9, "now": 0, "tomorrow": 1, "sunday": 3, "monday": 4}
    found = [Due(words, date(2026, 12, 3) + timedelta(days=more)) for words, more in days.items()]
    monkeypatch.setattr(today, "_due", [lambda _user: found[::-2], lambda _user: found[-2::-2]])
    groups = [(group.title, [item.words for item in group.items]) for group in due_for(None)]
    assert groups == [("Today", ["late", "now"]), ("This week", ["tomorrow", "sunday"]), ("Later", ["monday"])]


def test_on_a_sunday_the_week_ends_today(monkeypatch, thursday):
    thursday.shift(timedelta(days=3))
    monkeypatch.setattr(
        today, "_due", [lambda _user: [Due("monday", date(2026, 12, 7)), Due("now", date(2026, 12, 6))]]
    )
    assert [group.title for group in due_for(None)] == ["Today", "Later"]


def test_everything_that_waits_is_there_and_nothing_is_called_late(thursday, browser, rosie):
    offer(name="Amina", more={"came_on": date(2026, 11, 20)})
    offer(name="Gwyn", taken_by=rosie)
    fresh, told, written = complaint(), complaint(taken_by=rosie), complaint(means="post", address="3 Mill Lane")
    complaints.acknowledge(complaint=told, by=rosie)
    send_due()
    complaints.acknowledge(complaint=written, by=rosie)
    tell_outsider(name="Pat", means="call", address="01632 960 001", title="News", words="x", by_when=date(2026, 12, 4))
    Invitation.objects.create(
        person=UserFactory(), name="Ines", means="meet", by=rosie, ends_at=THURSDAY + timedelta(days=14)
    )
    shown = browser.get(URL).content.decode()
    for words in (
        "Amina would like to help.",
        "It was meant for Friday 27 November",
        "Gwyn would like to help. You have it.",
        "By Thursday 10 December",
        f"Complaint {fresh.reference}: tell them that it has come. The law gives 30 days.",
        f"Complaint {told.reference}: tell them how it is going.",
        f"Complaint {written.reference}: the words that it has come have not reached them yet.",
        "2 people to ring or write to.",
        "1 person is invited and does not know it yet: ring them, or print their card.",
    ):
        assert words in shown, words
    assert "overdue" not in shown.lower()
    assert "Ines" not in shown


def test_a_call_without_a_date_is_for_today_and_people_are_counted_not_messages(thursday, browser):
    for day in (date(2026, 12, 20), None, None):
        tell_outsider(name="Pat", means="call", address="01632 960 001", title="News", words="x", by_when=day)
    shown = browser.get(URL).content.decode()
    assert "1 person to ring or write to." in shown
    assert "Today is the day" in shown


def test_with_nothing_to_do_it_says_so(browser):
    assert "Nothing waits" in browser.get(URL).content.decode()


def test_it_is_in_the_menu_of_coordinators_alone(browser, client_of):
    assert f'href="{URL}"' in browser.get(reverse("portal:home")).content.decode()
    assert f'href="{URL}"' not in client_of("member").get(reverse("portal:home")).content.decode()


@pytest.mark.parametrize("number", [1, 12])
def test_it_costs_the_same_for_one_thing_and_twelve(browser, rosie, number, django_assert_num_queries):
    for _n in range(number):
        offer(taken_by=rosie)
        complaint(taken_by=rosie)
        suggestion(taken_by=rosie)
        tell_outsider(name="Pat", means="call", address="01632 960 001", title="News", words="x")
        gone = UserFactory(is_active=False)
        Welcome.objects.create(person=UserFactory(), buddy=gone)
        Gathering.objects.create(title="Coffee", starts_at=timezone.now() + timedelta(days=2), by=gone)
        OneOff.objects.create(title="Leaflets", by=gone)
        Invitation.objects.create(
            person=UserFactory(), name="Ines", means="meet", by=rosie, ends_at=timezone.now() + timedelta(days=14)
        )
    for _warm in range(2):
        browser.get(URL)
    with django_assert_num_queries(15):
        browser.get(URL)


# --- How the site is --------------------------------------------------------------------------------------------------
def said() -> dict[str, str]:
    return {fact.label: fact.words for fact in facts()}


@pytest.fixture
def folder(settings, tmp_path):
    settings.BACKUP_DIR = tmp_path
    return tmp_path


def test_on_a_new_site_it_says_what_is_missing(folder):
    assert list(said().values()) == [
        "Not yet. Nothing is sent or deleted by itself until it runs.",
        "None yet. Whoever looks after the server can make one, and have one made each day.",
        "Never yet. Ask whoever looks after the server to try it on a spare computer.",
    ]


def test_when_the_clock_ran_and_whether_all_went_well(folder, thursday):
    ClockRun.objects.create(name=ticking.CLOCK, ended_at=THURSDAY)
    assert said()["What runs by itself last ran"] == "Thursday 3 December, 10am. Everything went well."
    ClockRun.objects.create(name="portal.notices.send_due", ended_at=THURSDAY, problem="OSError")
    assert said()["What runs by itself last ran"].endswith("Some of it did not work. The server’s log says what.")


def test_when_a_backup_was_made_and_when_one_last_came_back(folder):
    backup = folder / "alongside-20261202T020000.000000Z.tar"
    backup.touch()
    assert said()["Last backup"] == "Wednesday 2 December, 2am. It was checked when it was made."
    with time_machine.travel(THURSDAY, tick=False):
        backups.note_proved(backup)
    assert list(said().values())[2] == "Thursday 3 December, 10am"
    (folder / backups.PROVED).write_text("torn")
    assert list(said().values())[2].startswith("Never yet.")
