"""A break at once, a copy to take along, and leaving for good: by oneself, whenever one likes."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import Entry
from portal.audit.services import problems
from portal.drafts.models import Draft
from portal.drafts.services import keep
from portal.members import services
from portal.members.models import Line, User
from portal.members.standing import COORDINATORS
from portal.notices import services as notices
from tests.at_once import at_once, came_to
from tests.effort import RACES
from tests.factories.members import AppFactory, as_at_the_door
from tests.factories.people import PASSWORD, UserFactory
from tests.portal.members.door import ask_for_code, code_mailed, is_in, sign_in, type_code
from tests.portal.members.telling import found, key, reach, tell, text_of

pytestmark = pytest.mark.django_db
HOME, NOW = "/portal/", "/portal/me/leave/now/"
LATER = timedelta(minutes=16)


@pytest.fixture
def me(client_of, people):
    client_of("member")
    return people["member"]


def coordinator(**more):
    return as_at_the_door(groups=[COORDINATORS], last_login=timezone.now(), **more)


def verbs_of(person):
    return list(Entry.objects.filter(subject=f"person:{person.pk}").order_by("number").values_list("verb", flat=True))


def is_gone(person) -> bool:
    return User.objects.get(pk=person.pk).erased_at is not None


# --- A break ----------------------------------------------------------------------------------------------------------
def test_one_press_and_nothing_goes_out_any_more(client, me):
    waiting = notices.tell(person=me, title="Tuesday", words="Two o'clock")
    assert client.post("/portal/me/break/", {"key": key()})["Location"] == HOME
    waiting.refresh_from_db()
    later = notices.tell(person=User.objects.get(pk=me.pk), title="Wednesday", words="Three o'clock")
    assert {waiting.state, later.state} == {"here"}
    notices.send_due()
    assert mail.outbox == []
    assert "Wednesday" in text_of(client.get("/portal/messages/"))


def test_what_waited_for_a_call_waits_no_longer(people):
    person = people["member"]
    reach(person, phone="01632 960 111", said={"call": 1})
    waiting = notices.tell(person=person, title="Tuesday", words="Two o'clock")
    assert waiting.state == "by-hand"
    services.take_a_break(person=person, by=person)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.address) == ("here", "")


def test_home_says_so_and_one_press_ends_it(client, me):
    assert "taking a break" not in text_of(client.get(HOME))
    client.post("/portal/me/break/", {"key": key()})
    for page in (HOME, "/portal/me/"):
        said = text_of(client.get(page))
        assert "You are taking a break" in said
        assert 'action="/portal/me/back/"' in said
    assert client.post("/portal/me/back/", {"key": key()})["Location"] == HOME
    assert "You are taking a break" not in text_of(client.get(HOME))
    assert notices.tell(person=User.objects.get(pk=me.pk), title="a", words="b").state == "waiting"


def test_pressing_again_and_again_is_one_break(client, me):
    for _n in range(2):
        client.post("/portal/me/break/", {"key": key()})
        client.post("/portal/me/break/", {"key": key()})
        client.post("/portal/me/back/", {"key": key()})
        client.post("/portal/me/back/", {"key": key()})
    assert verbs_of(me) == ["members.paused", "members.came_back"] * 2


def test_whoever_takes_a_break_keeps_everything(me):
    services.be_found(person=me, by=me, in_directory=True)
    tell(me, Line.Kind.SHARE, "I bake")
    services.take_a_break(person=me, by=me)
    assert me in User.objects.here()
    assert me in User.objects.in_directory()
    assert Line.objects.filter(person=me).count() == 1


# --- Leaving ----------------------------------------------------------------------------------------------------------
def test_what_happens_is_said_before_and_a_copy_and_a_break_are_offered(client, me):
    said = text_of(client.get("/portal/me/leave/"))
    for words in (
        "What we delete, at once",
        "What stays",
        "A former member",
        "Download everything",
        "Take a break now",
    ):
        assert words in said
    assert f'href="{NOW}"' in said
    assert not is_gone(me)


def leave(client):
    return client.post(NOW, {"key": key()})


def test_one_button_deletes_the_account_at_once(client):
    person = found(email="gone@example.org")
    sign_in(client, person.username)
    tell(person, Line.Kind.SHARE, "I bake")
    elsewhere = Client()
    sign_in(elsewhere, person.username)
    assert "Delete my account now" in text_of(client.get(NOW))
    answer = leave(client)
    assert answer["Location"] == reverse("you_have_left")
    assert "Your account is deleted" in text_of(client.get(answer["Location"]))
    assert is_gone(person)
    assert not is_in(client)
    assert not is_in(elsewhere)
    sign_in(client, "gone@example.org")
    assert not is_in(client)
    assert verbs_of(person)[-1] == "members.signed_out"
    assert list(problems()) == []


def test_opening_the_page_changes_nothing_and_an_old_form_is_refused(client):
    person = as_at_the_door()
    sign_in(client, person.email)
    client.get(NOW)
    assert "This form is too old." in text_of(client.post(NOW))
    assert not is_gone(person)


def test_a_second_press_finds_nobody_and_is_led_to_the_door(client):
    person = as_at_the_door()
    sign_in(client, person.email)
    leave(client)
    assert leave(client)["Location"].startswith(reverse("account_login"))
    assert verbs_of(person).count("members.erased") == 1


def test_whoever_has_a_password_shows_again_that_it_is_them(client):
    person = as_at_the_door()
    sign_in(client, person.email)
    with time_machine.travel(datetime.now(UTC) + LATER):
        assert leave(client)["Location"] == NOW
        asked = client.get(NOW)["Location"]
        assert "Is it you?" in text_of(client.get(asked))
        client.post(asked, {"password": "wrong"})
        assert client.get(NOW).status_code == 302
        assert client.post(asked, {"password": PASSWORD})["Location"] == NOW
        assert not is_gone(person), "the button is pressed by the person and never by itself"
        assert leave(client)["Location"] == reverse("you_have_left")
    assert is_gone(person)


def test_whoever_has_only_an_address_gets_a_new_code(client):
    person = as_at_the_door()
    person.set_unusable_password()
    person.save()
    ask_for_code(client, person.email)
    type_code(client, code_mailed())
    with time_machine.travel(datetime.now(UTC) + LATER):
        assert leave(client)["Location"] == NOW
        asked = client.get(NOW)["Location"]
        assert asked.startswith(reverse("sign_in_again"))
        assert client.post(asked)["Location"].startswith(reverse("account_confirm_login_code"))
    assert not is_gone(person)


@pytest.mark.parametrize("minutes", [1, 16])
def test_whoever_has_only_a_link_can_leave_as_well(client, minutes):
    """Nothing is left to show it with: neither password, passkey nor address."""
    person = UserFactory(email="", known_as="Lee")
    person.set_unusable_password()
    person.save()
    client.post(reverse("sign_in_link", args=[services.make_link(person=person, by=None)]))
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=minutes)):
        assert "Delete my account now" in text_of(client.get(NOW))
        assert leave(client)["Location"] == reverse("you_have_left")
    assert is_gone(person)


def test_whoever_has_an_app_with_numbers_is_asked_for_them(client):
    person = UserFactory(email="")
    person.set_unusable_password()
    person.save()
    AppFactory(user=person)
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(NOW)["Location"].startswith(reverse("mfa_reauthenticate"))


def test_nobody_is_deleted_by_others(client):
    """No address of the portal names whom it deletes: only whoever is signed in."""
    boss, member = coordinator(), as_at_the_door()
    coordinator()
    sign_in(client, boss.email)
    client.post(NOW, {"key": key(), "person": member.pk, "pk": member.pk})
    assert not is_gone(member)
    assert not boss.has_perm("members.leave", member)


# --- The only coordinator ---------------------------------------------------------------------------------------------
def test_the_only_coordinator_is_told_why_not_and_what_to_do(client):
    person = coordinator()
    sign_in(client, person.email)
    said = text_of(client.get("/portal/me/leave/"))
    assert "You are the only coordinator" in said
    assert NOW not in said
    answer = leave(client)
    assert answer.status_code == 200
    assert "Please make somebody else a coordinator first" in text_of(answer)
    assert not is_gone(person)
    assert is_in(client)


@pytest.mark.parametrize(
    ("other", "may"),
    [
        ({"last_login": datetime(2026, 1, 2, tzinfo=UTC)}, True),
        ({"last_login": None}, False),  # made by the command, and never came in
        ({"last_login": datetime(2026, 1, 2, tzinfo=UTC), "is_active": False}, False),
    ],
)
def test_another_coordinator_counts_once_they_have_come_in(other, may):
    person = coordinator()
    UserFactory(groups=[COORDINATORS], **other)
    assert services.is_only_coordinator(person) is not may


def test_members_leave_however_few_coordinators_there_are(client):
    coordinator()
    person = as_at_the_door()
    sign_in(client, person.email)
    leave(client)
    assert is_gone(person)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_two_coordinators_who_leave_at_once_one_stays():
    for _repeat in range(RACES):
        both = [coordinator(), coordinator()]
        came = came_to(*(lambda person=person: services.leave(person=person) for person in both))
        assert sorted(came) == ["OnlyCoordinator", "done"]
        assert sorted(is_gone(person) for person in both) == [False, True]
        User.objects.filter(pk__in=[person.pk for person in both]).update(is_active=False)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_leaving_twice_at_once_is_leaving_once():
    for _repeat in range(RACES):
        person = UserFactory()
        came = came_to(*[lambda person=person: services.leave(person=person)] * 3)
        assert came == ["done"] * 3
        assert verbs_of(person).count("members.erased") == 1


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_nothing_is_written_about_somebody_while_they_leave():
    """A form sent in another window at the same moment leaves nothing behind; the clock takes what came too late."""
    for _repeat in range(RACES):
        person = UserFactory()
        at_once(
            partial(services.leave, person=person),
            partial(tell, person, Line.Kind.SHARE, "I bake"),
            partial(reach, person, phone="01632 960 111"),
            partial(keep, person=person, about="page:1", fields={"words": "unsent"}),
            partial(notices.tell, person=person, title="Hello", words="Hello"),
        )
        assert is_gone(person)
        assert not Line.objects.filter(person=person).exists()
        assert not hasattr(User.objects.get(pk=person.pk), "about")
        services.forget_late_words()
        assert not Draft.objects.filter(person=person).exists()
        assert not person.notices.exists()


def test_whoever_left_is_written_about_no_more():
    person = UserFactory()
    services.leave(person=person)
    with pytest.raises(PermissionDenied):
        tell(person, Line.Kind.SHARE, "I bake")
    with pytest.raises(PermissionDenied):
        services.take_a_break(person=person, by=person)
    services.leave(person=person)


# --- The only coordinator
def test_the_only_coordinator_is_asked_who_looks_after_things_and_rests_all_the_same(client):
    person = coordinator(known_as="Cora")
    sign_in(client, person.email)
    assert client.post("/portal/me/break/", {"key": key()})["Location"] == "/portal/me/break/alone/"
    said = text_of(client.get("/portal/me/break/alone/"))
    assert "Who looks after things meanwhile?" in said
    assert not User.objects.get(pk=person.pk).is_paused
    assert client.post("/portal/me/break/", {"key": key(), "alone": "yes"})["Location"] == HOME
    assert User.objects.get(pk=person.pk).is_paused


@pytest.mark.parametrize(("other", "asked"), [({}, False), ({"last_login": None}, True), ({"paused": True}, True)])
def test_another_coordinator_counts_who_has_come_in_and_takes_no_break(client, other, asked):
    person, paused = coordinator(), other.pop("paused", False)
    second = as_at_the_door(groups=[COORDINATORS], **{"last_login": timezone.now()} | other)
    if paused:
        services.take_a_break(person=second, by=second)
    sign_in(client, person.email)
    leads = client.post("/portal/me/break/", {"key": key()})["Location"]
    assert (leads == "/portal/me/break/alone/") is asked
    assert User.objects.get(pk=person.pk).is_paused is not asked


def test_the_only_coordinator_reads_why_they_cannot_leave_and_finds_no_button(client):
    person = coordinator()
    sign_in(client, person.email)
    said = text_of(client.get(NOW))
    assert ("You are the only coordinator" in said, "Delete my account now" in said) == (True, False)
    coordinator()
    assert "Delete my account now" in text_of(client.get(NOW))


# --- While somebody else looks ----------------------------------------------------------------------------------------
@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("change", [services.take_a_break, partial(services.be_found, in_directory=True)])
def test_who_changes_what_is_theirs_while_somebody_looks_at_them_waits_for_nobody(change):
    for _repeat in range(RACES):
        cora, person = UserFactory(groups=[COORDINATORS]), UserFactory()
        look = partial(services.look_at_person, person=person, by=cora)
        assert came_to(look, partial(change, person=person, by=person)) == ["done", "done"]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_who_leaves_while_somebody_looks_at_them_leaves_without_a_name():
    for _repeat in range(RACES):
        cora, person = UserFactory(groups=[COORDINATORS]), UserFactory()
        look = partial(services.look_at_routes, people=[person], by=cora)
        assert came_to(look, partial(services.leave, person=person)) == ["done", "done"]
        assert is_gone(person)
        assert not User.objects.filter(username=person.username).exists()
