"""A message to some people: each by the way they chose, and nobody else."""

import re
from uuid import uuid4

import pytest
from django.core import mail
from django.urls import reverse

from portal.members import services
from portal.members.models import About, Channel, ChannelChoice
from portal.notices import services as notices
from portal.notices.models import Notice
from tests.factories.people import UserFactory
from tests.portal.members.door import words

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
    assert response["Location"] == reverse("portal:notices:by-hand")
    assert {notice.person for notice in Notice.objects.all()} == {rung, people["member"]}
    notices.send_due()
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
