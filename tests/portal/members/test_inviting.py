"""The first ten members: asked by e-mail or by a card, in by nothing else, and gone when they never come."""

import re
from datetime import UTC, datetime, timedelta
from functools import partial
from unittest.mock import Mock
from uuid import uuid4

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from home.models import Brand
from portal.audit.models import Entry
from portal.members import services
from portal.members.models import Invitation, SignInLink, User, Welcome
from portal.notices import services as notices
from portal.notices.models import Notice
from portal.notices.routes import Means
from tests.at_once import came_to
from tests.effort import RACES
from tests.factories.asking import offer
from tests.factories.people import UserFactory
from tests.portal.members.door import ask_for_code, is_in, sign_in, words

pytestmark = pytest.mark.both

INVITE, LIST = "portal:people:invite", "portal:people:invitations"
ROSA = services.Guest("Rosa Green", Means.MAIL, "rosa@example.org")


def asking(people, note="Please come.", do="send", buddy="", key=None):
    return {"people": people, "note": note, "buddy": buddy, "key": key or uuid4(), "do": do}


def send(client, people, **given):
    return client.post(reverse(INVITE), asking(people, **given))


def invite(guest=ROSA, by=None, **given):
    return services.invite(guest=guest, note="Please come.", by=by or UserFactory(known_as="Cora"), **given)


def link_mailed() -> str:
    notices.send_due()
    return re.search(r"http://localhost:8000(/accounts/link/\S+)", mail.outbox[-1].body)[1]


def card_of(client, invitation) -> str:
    path = reverse("portal:people:print-card", args=[invitation.pk])
    page = client.post(path, {"key": uuid4()}, follow=True)
    return re.search(r'class="code">([A-Z0-9-]+)<', words(page))[1]


# --- Asking
@pytest.mark.django_db
def test_who_gets_what_is_shown_before_anything_goes_out(client_of):
    page = words(send(client_of("coordinator"), "Rosa, rosa@example.org\nEd, 01632 960 101\nJo\n\n", do="check"))
    assert re.search(r"We send an e-mail to<ul><li><bdi>Rosa</bdi>", page)
    assert re.search(r"You ring<ul><li><bdi>Ed</bdi>", page)
    assert re.search(r"You print a card for<ul><li><bdi>Jo</bdi>", page)
    assert (Invitation.objects.count(), Notice.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_names_pasted_from_anywhere_are_read(client_of):
    client = client_of("coordinator")
    send(client, "Rosa Green\trosa@Example.org\r\nEd Ash <ed@example.org>\r\nJo; +44 1632 960 101\r\nZoë")
    found = {(row.name, row.means, row.address) for row in Invitation.objects.all()}
    assert found == {
        ("Rosa Green", "mail", "rosa@example.org"),
        ("Ed Ash", "mail", "ed@example.org"),
        ("Jo", "call", "+44 1632 960 101"),
        ("Zoë", "meet", ""),
    }
    notices.send_due()
    assert {message.to[0] for message in mail.outbox} == {"rosa@example.org", "ed@example.org"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("Bob 07700 900123", [("Bob", "call", "07700 900123")]),
        ("Bob Mac Rae +44 7700 900123", [("Bob Mac Rae", "call", "+44 7700 900123")]),
        ("Dee dee@example.org", [("Dee", "mail", "dee@example.org")]),
        ("Dee; dee@example.org", [("Dee", "mail", "dee@example.org")]),
        ('"Green, Dee" <dee@example.org>', [("Green, Dee", "mail", "dee@example.org")]),
        ("Dee 2", [("Dee 2", "meet", "")]),
        *(
            (pasted, [("Dee", "mail", "dee@example.org"), ("Eve", "mail", "eve@example.org")])
            for pasted in (
                "Dee <dee@example.org>; Eve <eve@example.org>",
                "Dee <dee@example.org>, Eve <eve@example.org>;",
                "Dee dee@example.org; Eve eve@example.org",
            )
        ),
    ],
)
def test_names_as_people_write_them_are_read(client_of, line, read):
    send(client_of("coordinator"), line)
    assert [(row.name, row.means, row.address) for row in Invitation.objects.order_by("pk")] == read


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("rosa@example.org", "Line 2, “rosa@example.org”: Write a name before “rosa@example.org”."),
        ("Rosa, rosa@", "Line 2, “Rosa, rosa@”: “rosa@” is not an e-mail address."),
        ("Rosa, next door", "Line 2, “Rosa, next door”: “next door” is neither an e-mail address nor a phone number."),
        ("Cora, cora@example.org", "Line 2, “Cora, cora@example.org”: cora@example.org is already a member’s address."),
        ("Ed, ED@example.org", "Line 2, “Ed, ED@example.org”: ed@example.org has an invitation already."),
        ("Jo, first@example.org", "Line 2, “Jo, first@example.org”: first@example.org stands here twice."),
        (",", "Line 2, “,”: Write a name."),
        ("x" * 81, f"Line 2, “{'x' * 59}…”: That name is too long."),
    ],
)
def test_a_line_that_cannot_be_read_is_named_and_everything_typed_stays(client_of, people, line, said):
    User.objects.filter(pk=people["coordinator"].pk).update(email="cora@example.org")
    invite(services.Guest("Ed", Means.MAIL, "ed@example.org"), by=people["coordinator"])
    page = words(send(client_of("coordinator"), f"First, first@example.org\n{line}"))
    assert said in page
    assert "First, first@example.org" in page
    assert Invitation.objects.count() == 1


@pytest.mark.django_db
def test_a_second_press_invites_nobody_twice(client_of):
    client, key = client_of("coordinator"), uuid4()
    assert send(client, "Jo", key=key)["Location"] == send(client, "Jo", key=key)["Location"] == reverse(LIST)
    assert Invitation.objects.count() == 1


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_many_who_invite_the_same_address_one_does():
    by = UserFactory()
    for number in range(10):
        guest = services.Guest("Rosa", Means.MAIL, f"rosa{number}@example.org")
        came = came_to(*[partial(services.invite, guest=guest, note="", by=by)] * 4)
        assert sorted(came) == ["NotInvited"] * 3 + ["done"]
    assert User.objects.count() == 11


# --- Coming
@pytest.mark.django_db
def test_by_the_link_of_an_e_mail_the_address_is_theirs(client):
    invite()
    path = link_mailed()
    page = words(client.get(path))
    assert "What shall we call you?" in page
    assert 'value="Rosa Green"' in page
    assert client.post(path, {"known_as": "Rosa"})["Location"] == reverse("portal:me:welcome")
    person = Invitation.objects.get().person
    assert (person.known_as, person.email, is_in(client)) == ("Rosa", "rosa@example.org", True)
    again = Client()
    ask_for_code(again, "rosa@example.org")
    assert mail.outbox[-1].to == ["rosa@example.org"]


@pytest.mark.django_db
def test_by_a_card_they_come_in_and_no_address_is_taken_for_theirs(client_of):
    invitation = invite()
    code = card_of(client_of("coordinator"), invitation)
    client = Client()
    assert client.get("/join/")["Location"] == reverse("type_code")
    typed = client.post(reverse("type_code"), {"code": f" {code.lower()} "})
    client.post(typed["Location"], {"known_as": "Rosa"})
    invitation.refresh_from_db()
    assert invitation.joined_at is not None
    assert invitation.person.email == ""
    assert is_in(client)


@pytest.mark.django_db
def test_a_wrong_code_is_said_in_a_sentence_and_tries_are_limited(client):
    for _try in range(10):
        page = words(client.post(reverse("type_code"), {"code": "AAAAA-AAAAA"}))
        assert "We do not know this code, or it was used already." in page
    page = words(client.post(reverse("type_code"), {"code": "AAAAA-AAAAA"}, headers={"x-forwarded-for": "203.0.113.9"}))
    assert "That was a lot of tries." in page


@pytest.mark.django_db
def test_before_they_come_no_other_way_lets_them_in(client):
    person = invite().person
    ask_for_code(client, "rosa@example.org")
    assert [message.to for message in mail.outbox if "numbers" in message.body] == []
    sign_in(client, "rosa@example.org", "")
    sign_in(client, person.username, "")
    client.post(reverse("account_reset_password"), {"email": "rosa@example.org"})
    assert not is_in(client)
    assert not person.has_usable_password()


@pytest.mark.django_db
def test_an_invitation_that_is_over_or_used_lets_nobody_in(client):
    invite()
    path = link_mailed()
    with time_machine.travel(datetime.now(UTC) + timedelta(days=14, seconds=1)):
        assert client.post(path, {"known_as": "Rosa"}).status_code == 404
    assert not is_in(client)
    client.post(path, {"known_as": "Rosa"})
    assert Client().post(path, {"known_as": "Eve"}).status_code == 404


@pytest.mark.django_db
def test_sending_again_and_printing_stop_what_went_before(client_of, people):
    invitation = invite(by=people["coordinator"])
    first = link_mailed()
    client = client_of("coordinator")
    client.post(reverse("portal:people:send-again", args=[invitation.pk]), {"key": uuid4()})
    second = link_mailed()
    code = card_of(client, invitation)
    assert [Client().get(path).status_code for path in (first, second)] == [404, 404]
    assert Client().get(reverse("sign_in_link", args=[code])).status_code == 200


@pytest.mark.django_db
def test_who_invited_and_who_meets_them_are_told(client):
    by, buddy = UserFactory(known_as="Cora"), UserFactory(known_as="Bea")
    invite(by=by, buddy=buddy)
    client.post(link_mailed(), {"known_as": "Rosa"})
    told = {(notice.person, notice.words) for notice in Notice.objects.exclude(person=None)}
    assert told == {
        (by, "Rosa has joined."),
        (buddy, "Rosa has joined. You are the one who meets them first. Say hello soon."),
    }


# --- The list
@pytest.mark.django_db
def test_the_list_says_who_has_come_and_who_has_not(client_of):
    invite(services.Guest("Jo", Means.MEET))
    invite()
    Client().post(link_mailed(), {"known_as": "Rosie"})
    page = words(client_of("coordinator").get(reverse(LIST)))
    jo, rosie = (re.search(rf"<article.*?{name}.*?</article>", page, re.DOTALL)[0] for name in ("Jo", "Rosie"))
    assert "No card yet" in jo
    assert ("Joined" in rosie, "Joined" in jo) == (True, False)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("means", "address", "said"), [(Means.CALL, "01632 960 111", "Not rung yet"), (Means.MEET, "", "No card yet")]
)
def test_who_is_invited_without_a_mail_waits_for_us_until_there_is_a_code(client_of, people, means, address, said):
    invitation = invite(services.Guest("Jo", means, address), by=people["coordinator"])
    client, waits = client_of("coordinator"), "1 person is invited and does not know it yet"
    assert said in words(client.get(reverse(LIST)))
    assert all(waits in words(client.get(reverse(f"portal:{name}"))) for name in ("today", "home"))
    card_of(client, invitation)
    assert "Not come yet" in words(client.get(reverse(LIST)))
    today = words(client.get(reverse("portal:today")))
    assert waits not in today + words(client.get(reverse("portal:home")))
    assert "1 invitation is not taken up yet." in today
    services.withdraw(invitation=invitation, by=people["coordinator"])
    services.put_back(invitation=invitation, by=people["coordinator"])
    assert waits in words(client.get(reverse("portal:today"))), "its code stays dead"


@pytest.mark.django_db
def test_after_asking_it_is_said_who_still_waits_for_us(client_of):
    client = client_of("coordinator")
    said = "Who gets no e-mail waits here for your call, or for a card."
    assert said not in words(client.post(reverse(INVITE), follow=True, data=asking("Rosa, rosa@example.org")))
    assert said in words(client.post(reverse(INVITE), follow=True, data=asking("Jo, 01632 960 111")))


@pytest.mark.django_db
def test_the_code_is_shown_to_the_browser_that_made_it_alone(client_of, people):
    invitation = invite(by=people["coordinator"])
    client = client_of("coordinator")
    code = card_of(client, invitation)
    assert code in words(client.get(reverse("portal:people:cards")))
    another = Client()
    another.force_login(UserFactory(groups=["Coordinators"]), backend="django.contrib.auth.backends.ModelBackend")
    assert another.get(reverse("portal:people:cards"))["Location"] == reverse(LIST)
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=61)):
        assert client.get(reverse("portal:people:cards")).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize("many", [1, 12])
def test_the_list_costs_the_same_for_one_and_twelve(client_of, people, many, django_assert_num_queries):
    for number in range(many):
        invite(services.Guest(f"Jo {number}", Means.MEET), by=people["coordinator"])
    client = client_of("coordinator")
    client.get(reverse(LIST))
    with django_assert_num_queries(6):
        client.get(reverse(LIST))


# --- Letting go
@pytest.mark.django_db
def test_an_invitation_taken_back_leaves_nothing_of_whom_it_was_for(client_of, people):
    invitation = invite(by=people["coordinator"])
    path = link_mailed()
    response = client_of("coordinator").post(reverse("portal:people:withdraw", args=[invitation.pk]), {"key": uuid4()})
    assert response["Location"] == reverse(LIST)
    assert Client().get(path).status_code == 404
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=61)):
        services.forget_who_never_came()
    for model in (Invitation, Notice, Welcome, User, Entry):
        assert "rosa" not in str(list(model.objects.values())).lower(), model
    assert User.objects.get(pk=invitation.person_id).erased_at is not None


@pytest.mark.django_db
def test_an_invitation_taken_back_by_a_slip_is_put_back_within_the_hour(client_of, people):
    invitation = invite(by=people["coordinator"])
    path, client = link_mailed(), client_of("coordinator")
    for name in ("portal:people:withdraw", "portal:people:put-back"):
        page = words(client.get(reverse(LIST)))
        assert reverse(name, args=[invitation.pk]) in page
        client.post(reverse(name, args=[invitation.pk]), {"key": uuid4()})
        services.forget_who_never_came()
    assert Client().get(path).status_code == 404, "the link before stays dead"
    assert Client().get(f"/accounts/link/{card_of(client, invitation)}/").status_code == 200
    assert client.post(reverse("portal:people:put-back", args=[invitation.pk]), {"key": uuid4()}).status_code == 404


@pytest.mark.django_db
def test_who_was_invited_and_taken_back_can_be_invited_again_at_once():
    first = invite()
    services.withdraw(invitation=first, by=first.by)
    second = invite()
    assert Invitation.objects.get() == second
    assert User.objects.get(pk=first.person_id).erased_at is not None


@pytest.mark.django_db
def test_who_never_came_is_forgotten_a_month_after_their_invitation_ended():
    invite()
    services.forget_who_never_came()
    assert Invitation.objects.count() == 1
    with time_machine.travel(datetime.now(UTC) + timedelta(days=45)):
        services.forget_who_never_came()
    assert Invitation.objects.count() == 0


@pytest.mark.django_db
def test_the_trail_holds_neither_name_nor_address(client):
    invite()
    client.post(link_mailed(), {"known_as": "Rosa"})
    rows = str(list(Entry.objects.values())).lower()
    assert ("rosa" in rows, "members.invited" in rows, "members.joined" in rows) == (False, True, True)


@pytest.mark.django_db
def test_a_card_printed_while_somebody_comes_in_opens_nothing_afterwards(people):
    """Otherwise whoever printed it could sign in as somebody who has joined."""
    invitation = invite(by=people["coordinator"])
    first = services.print_card(invitation=invitation, by=people["coordinator"])
    services.come_in(code=first, known_as="Rosa")
    with pytest.raises(services.MayNotSignIn):
        services.print_card(invitation=invitation, by=people["coordinator"])
    assert not SignInLink.objects.still_good().exists()


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("also", ["print_card", "withdraw"])
def test_coming_in_and_a_new_card_at_once_leave_no_second_way_in(also):
    by = UserFactory()
    for number in range(10):
        invitation = invite(services.Guest(f"Jo {number}", Means.MEET), by=by)
        code = services.print_card(invitation=invitation, by=by)
        came = came_to(
            partial(services.come_in, code=code, known_as="Jo"),
            partial(getattr(services, also), invitation=invitation, by=by),
        )
        assert set(came) <= {"done", "LinkSpent", "MayNotSignIn"}
        joined = Invitation.objects.filter(pk=invitation.pk, joined_at__isnull=False).exists()
        assert not (joined and SignInLink.objects.still_good().filter(person=invitation.person).exists())


@pytest.mark.django_db
def test_what_was_mailed_goes_with_whoever_never_came_and_whoever_leaves(client):
    invitation = invite()
    link_mailed()
    with time_machine.travel(datetime.now(UTC) + timedelta(days=45)):
        services.forget_who_never_came()
    assert "rosa" not in str(list(Notice.objects.values())).lower()
    assert invitation.person_id


# --- What they read
@pytest.mark.django_db
def test_the_mail_and_the_card_say_who_invites_who_meets_them_and_until_when(client_of, people, brand_with_contact):
    invitation = invite(by=people["coordinator"], buddy=people["writer"])
    until = f"{invitation.ends_at:%A} {invitation.ends_at.day} {invitation.ends_at:%B}"
    link_mailed()
    client = client_of("coordinator")
    card_of(client, invitation)
    card = re.sub(r"</?bdi>", "", words(client.get(reverse("portal:people:cards"))))
    for said in ("Cora invites you", "Wes meets you first, to say hello", "Please come.", f"works once, until {until}"):
        assert said in mail.outbox[-1].body, said
        assert said in card, said
    assert "Stuck? Ring Pat: 01632 960 000." in card
    assert re.search(r'<div class="no-print">\s*<footer', card)


@pytest.fixture
def brand_with_contact(db):
    Brand.objects.update_or_create(pk=1, defaults={"contact_name": "Pat", "contact_phone": "01632 960 000"})


@pytest.mark.django_db
def test_who_has_joined_is_found_from_the_list_of_invitations(client_of, people):
    invitation = invite(by=people["coordinator"])
    Client().post(link_mailed(), {"known_as": "Rosa"})
    page = words(client_of("coordinator").get(reverse(LIST)))
    assert f'href="{reverse("portal:people:person", args=[invitation.person_id])}"' in page


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_what_is_put_back_while_the_clock_lets_it_go_stays():
    by = UserFactory()
    for number in range(RACES):
        invitation = invite(services.Guest(f"Jo {number}", Means.MEET), by=by)
        services.withdraw(invitation=invitation, by=by)
        Invitation.objects.filter(pk=invitation.pk).update(withdrawn_at=timezone.now() - timedelta(hours=2))
        came = came_to(
            lambda invitation=invitation: services.put_back(invitation=invitation, by=by),
            services.forget_who_never_came,
        )
        assert came[1] == "done"
        assert Invitation.objects.filter(pk=invitation.pk).exists() == (came[0] == "done")


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_put_back_and_invited_anew_at_once_there_is_one_invitation():
    by = UserFactory()
    for number in range(RACES):
        guest = services.Guest("Rosa", Means.MAIL, f"rosa{number}@example.org")
        earlier = invite(guest, by=by)
        services.withdraw(invitation=earlier, by=by)
        came = came_to(
            lambda earlier=earlier: services.put_back(invitation=earlier, by=by),
            lambda guest=guest: invite(guest, by=by),
        )
        assert came in (["done", "NotInvited"], ["MayNotSignIn", "done"])
        assert Invitation.objects.waiting().filter(address=guest.address).count() == 1


@pytest.mark.django_db
def test_who_presses_second_is_told_so(client_of, people, monkeypatch):
    invitation = invite()
    monkeypatch.setattr(services, "withdraw", Mock(side_effect=services.MayNotSignIn))
    path = reverse("portal:people:withdraw", args=[invitation.pk])
    assert "Somebody was quicker" in words(client_of("coordinator").post(path, {"key": uuid4()}, follow=True))


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["Sam, Alex <alex@example.org>; Ed", 'Sam "Rosa" <rosa@example.org>'])
def test_a_name_from_outside_is_one_guest(client_of, people, name):
    """Whoever offers to help writes their name as they like: it brings nobody else in."""
    made = offer(name=name, means=Means.MEET, address="", taken_by=people["coordinator"])
    client = client_of("coordinator")
    address = f"{reverse('portal:people:invite')}?offer={made.pk}"
    form = client.get(address).context["form"]
    given = {"people": form["people"].value(), "note": "Hello.", "key": uuid4(), "do": "send"}
    client.post(address, given)
    (invited,) = Invitation.objects.all()
    made.refresh_from_db()
    assert made.invited == invited.person
