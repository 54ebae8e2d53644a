"""People to ring or write to, my own messages, and whether this site has e-mail."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import Entry
from portal.members import services
from portal.members.models import About
from portal.notices.models import Notice, Post
from tests.factories.notices import NoticeFactory
from tests.factories.people import UserFactory
from tests.portal.members.door import words
from tests.portal.members.telling import reach
from tests.portal.notices.test_sending import Down

pytestmark = pytest.mark.both

State = Notice.State
COST = {"portal:notices:mine": 6, "portal:notices:by-hand": 8}


def press(client, name, notice, key="5e7f0a86-2f53-4d5e-8f43-000000000001"):
    return client.post(reverse(f"portal:notices:{name}", args=[notice.pk]), {"key": key})


@pytest.mark.django_db
def test_a_coordinator_sees_whom_to_reach_how_and_what_to_say(client_of):
    notice = NoticeFactory(person__known_as="George", words="Your bus pass is here.")
    About.objects.create(person=notice.person, phone="01632 960 101", safe_note="Say it is the library.")
    page = words(client_of("coordinator").get(reverse("portal:notices:by-hand")))
    for said in ("George", "Phone call", "01632 960 101", "Say it is the library.", "Your bus pass is here."):
        assert said in page


@pytest.mark.django_db
def test_nobody_is_asked_to_ring_themselves(client_of, people):
    notice = NoticeFactory(person=people["coordinator"], words="Maya has joined.")
    client, said = client_of("coordinator"), "1 person to ring or write to."
    pages = [words(client.get(reverse(f"portal:{name}"))) for name in ("notices:by-hand", "notices:print", "today")]
    assert not any(notice.words in page or said in page for page in pages)
    assert said not in words(client.get(reverse("portal:home")))
    another = Client()
    another.force_login(UserFactory(groups=["Coordinators"]), backend="django.contrib.auth.backends.ModelBackend")
    assert notice.words in words(another.get(reverse("portal:notices:by-hand")))
    assert said in words(another.get(reverse("portal:home")))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "state", "verb"),
    [
        ("pass-on", State.PASSED_ON, "notices.passed_on"),
        ("tried", State.BY_HAND, "notices.tried"),
        ("let-it-be", State.NOT_REACHED, "notices.not_reached"),
    ],
)
def test_what_happened_is_written_down_once(client_of, people, name, state, verb):
    notice = NoticeFactory()
    client = client_of("coordinator")
    assert press(client, name, notice).status_code == 302
    assert press(client, name, notice)["Location"] == reverse("portal:notices:by-hand")
    notice.refresh_from_db()
    assert notice.state == state
    entry = Entry.objects.get(verb=verb)
    assert (entry.by, entry.concerns) == (people["coordinator"], notice.person)
    assert notice.words not in str(Entry.objects.values())


@pytest.mark.django_db
def test_what_was_passed_on_is_no_longer_there_for_anybody_else(client_of):
    notice = NoticeFactory(state=State.PASSED_ON)
    assert press(client_of("coordinator"), "pass-on", notice).status_code == 404


@pytest.mark.django_db
def test_my_messages_are_mine_alone(client_of, people):
    NoticeFactory(person=people["member"], title="For Mina")
    NoticeFactory(person=people["coordinator"], title="For Cora", state=State.SENT)
    pages = {
        who: words(client_of(who).get(reverse("portal:notices:mine"))) for who in ("member", "outsider", "coordinator")
    }
    seen = {who: {name for name in ("For Mina", "For Cora") if name in page} for who, page in pages.items()}
    assert seen == {"member": {"For Mina"}, "outsider": set(), "coordinator": {"For Cora"}}


@pytest.mark.django_db
def test_a_message_waits_on_the_home_until_it_was_looked_at(client_of, people):
    NoticeFactory(person=people["member"], title="Coffee on Tuesday", state=State.SENT)
    client = client_of("member")
    assert "A message for you: Coffee on Tuesday" in words(client.get(reverse("portal:home")))
    assert "New" in words(client.get(reverse("portal:notices:mine")))
    assert "A message for you" not in words(client.get(reverse("portal:home")))


@pytest.mark.django_db
@pytest.mark.parametrize("many", [1, 12])
def test_lists_cost_the_same_for_one_and_twelve(client_of, people, many, django_assert_num_queries):
    for _n in range(many):
        notice = NoticeFactory()
        About.objects.create(person=notice.person, phone="01632 960 101")
        NoticeFactory(person=people["coordinator"], state=State.SENT)
    client = client_of("coordinator")
    for name, cost in COST.items():
        client.get(reverse(name))
        with django_assert_num_queries(cost):
            client.get(reverse(name))


# --- Whether there is e-mail
@pytest.mark.django_db
def test_a_test_message_arrives(client_of):
    client = client_of("coordinator")
    client.post(
        reverse("portal:notices:post"), {"key": "5e7f0a86-2f53-4d5e-8f43-000000000001", "address": "me@example.org"}
    )
    assert [message.to for message in mail.outbox] == [["me@example.org"]]
    assert Post.now().last_worked_at is not None


@pytest.mark.django_db
def test_a_server_that_is_away_is_said_in_a_sentence(client_of, settings):
    settings.EMAIL_BACKEND = f"{Down.__module__}.Down"
    given = {"key": "5e7f0a86-2f53-4d5e-8f43-000000000001", "address": "me@example.org"}
    response = client_of("coordinator").post(reverse("portal:notices:post"), given)
    assert "The message could not be sent." in words(response)
    assert 'value="me@example.org"' in words(response)


@pytest.mark.django_db
def test_a_test_message_alone_does_not_say_that_e_mail_works(client_of):
    """Whoever sent it says whether it came; until then nothing new goes by e-mail."""
    Post.now()
    Post.objects.update(none_yet=True)
    given = {"key": "5e7f0a86-2f53-4d5e-8f43-000000000003", "address": "me@example.org"}
    page = words(client_of("coordinator").post(reverse("portal:notices:post"), given, follow=True))
    assert ("Has it come?" in page, "Yes: send what waits by e-mail" in page) == (True, True)
    assert Post.now().none_yet


@pytest.mark.django_db
def test_a_button_whose_address_is_typed_shows_a_page(client_of):
    response = client_of("coordinator").get(reverse("portal:notices:no-mail-yet"))
    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert "nothing was changed" in words(response)


@pytest.mark.django_db
def test_beginning_without_e_mail(client_of):
    client = client_of("coordinator")
    answer = client.post(reverse("portal:notices:no-mail-yet"), {"key": "5e7f0a86-2f53-4d5e-8f43-000000000001"})
    assert answer["Location"] == reverse("portal:people:start"), "on to the next step"
    page = words(client.get(reverse("portal:notices:post")))
    assert "You said that there is no e-mail yet." in page
    assert page.index("Does e-mail work now?") < page.index("It works now: send what waits")
    client.post(reverse("portal:notices:mail-after-all"), {"key": "5e7f0a86-2f53-4d5e-8f43-000000000002"})
    assert not Post.now().none_yet
    assert UserFactory._meta.model.objects.count()


# --- A slip, and one card a person
@pytest.mark.django_db
def test_done_by_a_slip_is_put_back_by_whoever_pressed_within_the_hour(client_of, people):
    notice, client = NoticeFactory(person__email=""), client_of("coordinator")
    path = reverse("portal:notices:put-back", args=[notice.pk])
    client.post(reverse("portal:notices:pass-on", args=[notice.pk]), {"key": uuid4()})
    assert path in words(client.get(reverse("portal:notices:by-hand")))
    assert f"<bdi>{notice.title}</bdi>" in words(client.get(reverse("portal:notices:by-hand"))), "which of theirs"
    other = UserFactory(groups=["Coordinators"])
    elsewhere = Client()
    elsewhere.force_login(other)
    assert elsewhere.post(path, {"key": uuid4()}).status_code == 404
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert Notice.objects.just_settled(people["coordinator"]).count() == 0
    client.post(path, {"key": uuid4()})
    notice.refresh_from_db()
    assert (notice.state, notice.settled_by, notice.settled_at) == ("by-hand", None, None)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "now"), [("a break", ("here", "", False)), ("another number", ("by-hand", "01632 960 202", True))]
)
def test_put_back_it_goes_by_what_the_person_says_now(change, now, client_of):
    """Nobody rings somebody who takes a break, nor the number that somebody else answers by now."""
    person, client = UserFactory(email=""), client_of("coordinator")
    reach(person, phone="01632 960 101", said={"call": 1})
    notice = NoticeFactory(person=person)
    press(client, "pass-on", notice)
    if change == "a break":
        services.take_a_break(person=person, by=person)
    else:
        reach(person, phone="01632 960 202", said={"call": 1})
    said = words(client.post(reverse("portal:notices:put-back", args=[notice.pk]), {"key": uuid4()}, follow=True))
    notice.refresh_from_db()
    assert (notice.state, notice.address, "It is on the list again." in said) == now


@pytest.mark.django_db
def test_one_card_a_person_with_all_there_is_to_say(client_of, people):
    for words_said in ("Coffee on Tuesday.", "The bus leaves at two."):
        NoticeFactory(person=people["member"], words=words_said)
    client = client_of("coordinator")
    page = words(client.get(reverse("portal:notices:by-hand")))
    assert page.count("<article") == page.count("Mina</h2>") == 1
    assert page.count("What to say") == 2
    assert page.split("<article")[1].count("<hr>") == 1, "where one ends and the next begins, since one may be private"
    paper = words(client.get(reverse("portal:notices:print")))
    assert paper.count("Mina</h2>") == 1
    assert paper.count("☐") == 4
