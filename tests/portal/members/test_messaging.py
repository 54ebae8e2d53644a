"""A message to some people: each by the way they chose, and nobody else."""

import re
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from portal.members import services
from portal.members.models import About, Channel, ChannelChoice
from portal.members.standing import COORDINATORS
from portal.notices import services as notices
from portal.notices.models import Notice
from tests.factories.notices import a_while_later
from tests.factories.people import UserFactory
from tests.portal.members.door import words

pytestmark = pytest.mark.both

WRITE = "portal:people:write"


def send(client, do="send", **given):
    return client.post(
        reverse(WRITE), {"key": uuid4(), "title": "Coffee", "words": "At two.", "do": do, "whom": "these"} | given
    )


@pytest.fixture
def rung(db):
    person = UserFactory(known_as="George", email="")
    About.objects.create(person=person, phone="01632 960 101")
    ChannelChoice.objects.create(person=person, channel=Channel.objects.get(name="Phone call"), rank=1)
    return person


@pytest.mark.django_db
def test_how_each_gets_it_is_shown_before_it_goes_out(client_of, rung):
    page = words(send(client_of("coordinator"), do="check", people=[rung.pk]))
    assert "By one of us (Phone call)</span>: <bdi>George</bdi>" in page
    assert Notice.objects.count() == 0


@pytest.mark.django_db
def test_it_goes_to_whom_it_is_for_and_to_nobody_else(client_of, people, rung):
    response = send(client_of("coordinator"), people=[rung.pk, people["member"].pk])
    assert {notice.person for notice in Notice.objects.all()} == {rung, people["member"]}
    page = words(client_of("coordinator").get(response["Location"]))
    assert reverse("portal:notices:by-hand") in page, "who has to be rung is the next step"
    notices.send_due()
    assert mail.outbox == [], "a slip can be taken back for five minutes"
    a_while_later()
    assert [message.to for message in mail.outbox] == [[people["member"].email]]
    assert "Coffee\n\nAt two.\n\nCora\n" in mail.outbox[0].body, "what it is about, the words, and who writes"
    page = words(client_of("coordinator").get(reverse("portal:notices:by-hand")))
    assert all(said in page for said in ("<p>Coffee</p>", "<p>At two.</p>", "<p>Cora</p>"))


@pytest.mark.django_db
def test_everybody_means_whoever_is_here(client_of, people, rung):
    UserFactory(known_as="Gone", is_active=False)
    send(client_of("coordinator"), whom="everybody")
    told = {str(notice.person) for notice in Notice.objects.select_related("person")}
    assert told == {"George", "Olu", "Mina", "Wes", "Sol"}


@pytest.mark.django_db
def test_nobody_ticked_is_said_in_a_sentence(client_of):
    page = words(send(client_of("coordinator")))
    assert "Please tick somebody." in page
    assert "At two." in page


@pytest.mark.django_db
def test_the_preview_is_true_when_nobody_can_be_mailed(client_of, people):
    notices.say_no_mail_yet()
    services.take_a_break(person=people["outsider"], by=people["outsider"])
    page = words(send(client_of("coordinator"), do="check", people=[people["member"].pk, people["outsider"].pk]))
    assert "By one of us (e-mail)</span>: <bdi>Mina</bdi>" in page
    assert "Only in their space here</span>: <bdi>Olu</bdi>" in page


@pytest.mark.django_db
def test_everybody_and_some_ticked_is_asked_about_and_goes_to_nobody(client_of, people):
    page = words(send(client_of("coordinator"), whom="everybody", people=[people["member"].pk]))
    assert "You ticked some people." in page
    assert re.search(rf'value="{people["member"].pk}"[^>]*checked', page)
    assert Notice.objects.count() == 0


@pytest.mark.django_db
def test_who_ticks_somebody_means_them(client_of, people):
    send(client_of("coordinator"), whom="", people=[people["member"].pk])
    assert {notice.person for notice in Notice.objects.all()} == {people["member"]}


# --- Taking it back ---------------------------------------------------------------------------------------------------
def written(client, *people):
    """The page of a message just sent to these people."""
    return send(client, people=[person.pk for person in people])["Location"]


def take_back(client, page):
    return client.post(f"{page}take-back/", {"key": uuid4()}, follow=True)


@pytest.mark.django_db
def test_a_slip_is_taken_back_and_its_words_wait_in_the_form(client_of, people, rung):
    client = client_of("coordinator")
    response = take_back(client, written(client, rung, people["member"]))
    assert Notice.objects.count() == 0
    form = response.context["form"]
    assert (form["title"].value(), form["words"].value()) == ("Coffee", "At two.")
    assert set(form["people"].value()) == {str(rung.pk), str(people["member"].pk)}
    a_while_later()
    assert mail.outbox == []


@pytest.mark.django_db
def test_who_has_it_keeps_it(client_of, people, rung):
    """Mailed and rung: two have it. The third does not get it."""
    client = client_of("coordinator")
    page = written(client, rung, people["member"], people["outsider"])
    Notice.objects.filter(person=people["outsider"]).update(state="here")
    a_while_later()
    notices.pass_on(notice=Notice.objects.get(person=rung), by=people["coordinator"])
    response = take_back(client, page)
    assert {notice.person for notice in Notice.objects.all()} == {rung, people["member"]}
    assert "1 person does not get it." in words(response)
    assert "2 people have it already." in words(response)


@pytest.mark.django_db
@pytest.mark.parametrize("has_read", [True, False])
def test_the_writer_does_not_learn_who_has_read_it(client_of, people, rung, has_read):
    """Whoever has, on their own page, finds there that it was taken back."""
    client = client_of("coordinator")
    page = written(client, rung, people["outsider"])
    if has_read:
        notices.see(person=people["outsider"])
        notices.see(person=rung)
    response = take_back(client, page)
    assert "2 people do not get it." in words(response)
    assert "has it already" not in words(response)
    assert "have it already" not in words(response)
    assert client.get(page).status_code == 404
    left = {"These words were taken back."} if has_read else set()
    assert set(Notice.objects.values_list("words", flat=True)) == left
    a_while_later()
    assert mail.outbox == []
    assert ("taken back" in words(client_of("outsider").get(reverse("portal:notices:mine")))) == has_read


@pytest.mark.django_db
def test_what_everybody_has_is_not_taken_back(client_of, people):
    client = client_of("coordinator")
    page = written(client, people["member"])
    a_while_later()
    assert "Take it back" not in words(client.get(page))
    assert "It has reached everybody already" in words(take_back(client, page))
    assert Notice.objects.count() == 1


@pytest.mark.django_db
def test_nobody_takes_back_what_somebody_else_wrote(client_of, people):
    page = written(client_of("coordinator"), people["member"])
    other = Client()
    other.force_login(UserFactory(groups=[COORDINATORS]), backend="django.contrib.auth.backends.ModelBackend")
    assert other.get(page).status_code == 404
    assert other.post(f"{page}take-back/", {"key": uuid4()}).status_code == 404
    assert Notice.objects.count() == 1


@pytest.mark.django_db
def test_who_was_rung_in_vain_does_not_have_it(client_of, people, rung):
    client = client_of("coordinator")
    page = written(client, rung)
    notices.let_it_be(notice=Notice.objects.get(person=rung), by=people["coordinator"])
    said = words(take_back(client, page))
    assert "1 person does not get it." in said
    assert "has it already" not in said
    assert not Notice.objects.filter(person=rung).exists()


@pytest.mark.django_db
@pytest.mark.parametrize("many", [1, 12])
def test_a_message_to_many_costs_what_one_to_one_does(many, client_of, django_assert_num_queries):
    client = client_of("coordinator")
    page = written(client, *UserFactory.create_batch(many))
    client.get(page)
    with django_assert_num_queries(5):
        client.get(page)


@pytest.mark.django_db
def test_with_nobody_to_write_to_the_next_step_is_to_invite(client):
    client.force_login(UserFactory(groups=[COORDINATORS]), backend="django.contrib.auth.backends.ModelBackend")
    page = words(client.get(reverse(WRITE)))
    assert f'href="{reverse("portal:people:invite")}"' in page
    assert "<textarea" not in page, "no form that leads nowhere"


@pytest.mark.django_db
@pytest.mark.parametrize("do", ["check", "send"])
def test_words_for_everybody_when_nobody_is_here_are_refused_and_kept(client, do):
    client.force_login(UserFactory(groups=[COORDINATORS]), backend="django.contrib.auth.backends.ModelBackend")
    page = words(send(client, do=do, whom="everybody"))
    assert "Nobody else is here yet. Invite people first." in page
    assert "At two." in page
    assert Notice.objects.count() == 0
