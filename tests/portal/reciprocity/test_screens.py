"""What stands on the screens, for whom."""

from html import unescape
from uuid import uuid4

import pytest
from django.urls import reverse

from portal.answers import note_places
from portal.groups.services import call_off
from portal.notices.models import Notice
from portal.reciprocity.models import Activity, Offer
from portal.reciprocity.services import path_of
from tests.factories.groups import group, meeting
from tests.factories.people import UserFactory
from tests.factories.reciprocity import cost, gave, got, kind, reward

pytestmark = pytest.mark.django_db


@pytest.fixture
def cora():
    return UserFactory(known_as="Cora", groups=["Coordinators"])


def test_those_of_a_meeting_are_offered_something_in_one_go(client, cora):
    mina, sam, outside = UserFactory(known_as="Mina"), UserFactory(known_as="Sam"), UserFactory(known_as="Olu")
    made = meeting(group(mina, sam, cora))
    client.force_login(cora)
    shown = client.get(reverse("portal:groups:meeting", args=[made.pk])).content.decode()
    way = unescape(shown.split('href="/portal/give-and-get/offer/?')[1].split('"')[0])
    form = client.get(f"/portal/give-and-get/offer/?{way}").content.decode()
    assert ("Mina" in form, "Sam" in form, "Olu" in form, form.count("checked")) == (True, True, False, 2)
    sent = {"key": str(uuid4()), "title": "Tuesday", "kind": kind().pk, "pence": "10", "people": [mina.pk, sam.pk]}
    client.post(f"/portal/give-and-get/offer/?{way}", sent)
    assert set(Offer.objects.values_list("person", "activity__subject")) == {
        (mina.pk, made.about),
        (sam.pk, made.about),
    }
    assert Activity.objects.count() == 1
    assert outside.reward_offers.count() == 0


def test_only_whoever_pays_finds_the_way_to_offer(client):
    mina = UserFactory()
    made = meeting(group(mina))
    client.force_login(mina)
    assert "give-and-get/offer" not in client.get(reverse("portal:groups:meeting", args=[made.pk])).content.decode()


def test_somebody_who_was_not_named_is_not_offered_anything(client, cora):
    mina, other = UserFactory(), UserFactory()
    client.force_login(cora)
    sent = {"key": str(uuid4()), "title": "Tuesday", "kind": kind().pk, "pence": "10", "people": [other.pk]}
    answer = client.post(f"/portal/give-and-get/offer/?people={mina.pk}&for=meeting:1", sent)
    assert answer.status_code == 200
    assert not Offer.objects.exists()


def test_for_what_it_is_has_to_be_there_and_known_to_whoever_offers(client, cora):
    """Of a meeting that a payer is not in, of none, and of one that is called off, nothing in the address is taken."""
    mina, helen = UserFactory(known_as="Mina"), UserFactory(groups=["Payers"])
    foreign, off = meeting(group(mina)), meeting(group(mina, helen))
    call_off(meeting=off, by=mina)
    client.force_login(helen)
    for subject in (foreign.about, off.about, "meeting:999999", "story:1", f"group:{foreign.group_id}"):
        named = f"title=Tuesday&day=2026-12-01&people={mina.pk}"
        where = f"/portal/give-and-get/offer/?for={subject}&{named}"
        form = client.get(where).context["form"]
        assert (form.initial, "person" in form.fields, "people" in form.fields) == ({}, True, False), subject
        sent = {"key": str(uuid4()), "title": "Tuesday", "kind": kind().pk, "pence": "10", "person": mina.pk}
        assert client.post(where, sent).status_code == 302
    assert set(Offer.objects.values_list("activity__subject", flat=True)) == {""}


def test_a_day_or_a_person_that_is_none_is_left_out(client, cora):
    gone = UserFactory(known_as="Gone", is_active=False)
    client.force_login(cora)
    form = client.get(f"/portal/give-and-get/offer/?person={gone.pk}&day=1999-01-01&title=Tuesday").context["form"]
    assert {name: form.initial.get(name) for name in ("person", "day", "title")} == {
        "person": None,
        "day": None,
        "title": "Tuesday",
    }
    mina = UserFactory()
    form = client.get(f"/portal/give-and-get/offer/?person={mina.pk}").context["form"]
    assert form.initial["person"] == mina.pk


@pytest.mark.parametrize(
    "hostile", ["people=abc", "people=-1", f"people={2**70}", "for=%00", "day=nonsense", "person=x"]
)
def test_a_hostile_address_opens_the_plain_form(client, cora, hostile):
    client.force_login(cora)
    assert client.get(f"/portal/give-and-get/offer/?{hostile}").status_code == 200


def test_the_code_of_a_voucher_is_for_its_person_and_for_who_wrote_it_down(client, cora):
    """Whoever reads it can spend it: not others who look after what people get."""
    mina = UserFactory()
    made = got(mina, by=cora, how="code", code="GIFT-4711")
    reads = {}
    for person in (mina, cora, UserFactory(groups=["Payers"]), UserFactory(groups=["Coordinators"])):
        client.force_login(person)
        answer = client.get(reverse("portal:reciprocity:reward", args=[made.pk]))
        assert answer.status_code == 200
        reads[person] = "GIFT-4711" in answer.content.decode()
    assert list(reads.values()) == [True, True, False, False]


@pytest.mark.parametrize("make", [cost, gave])
def test_whoever_wrote_it_down_reads_who_can_ask_them(client, cora, make):
    """The only one who pays is led to where they trust somebody with it."""
    mina = UserFactory(known_as="Mina", email="")
    where = path_of(make(mina, by=cora))
    client.force_login(cora)
    alone = client.get(where).content.decode()
    assert ("Nobody but you looks after" in alone, reverse("portal:people:list") in alone) == (True, True)
    helen = UserFactory(known_as="Helen", groups=["Payers"])
    asked = client.get(where).content.decode()
    assert ("<bdi>Helen</bdi>" in asked, "Nobody but you looks after" in asked) == (True, False)
    client.force_login(helen)
    assert "what you wrote down" not in client.get(where).content.decode()
    client.force_login(mina)
    assert "what you wrote down" not in client.get(where).content.decode()


def test_whoever_rings_somebody_is_led_to_where_the_answer_is_written_down(cora):
    """Not whoever wrote the cost down: that would be their word alone."""
    mina, helen = UserFactory(email=""), UserFactory(groups=["Payers"])
    offered, down = reward(mina, by=cora), cost(mina, by=helen)
    messages = list(Notice.objects.filter(person=mina))
    found = {}
    for who in (cora, helen, UserFactory()):
        note_places(who, messages)
        found[who] = {message.about: message.answered_at for message in messages}
    down_at, right_at = f"/portal/give-and-get/{offered.pk}/answer-down/", f"/portal/give-and-get/costs/{down.pk}/"
    assert found[cora] == {offered.about: down_at, down.about: right_at}
    assert found[helen] == {offered.about: down_at, down.about: ""}
    assert set(list(found.values())[2].values()) == {""}


def test_whoever_answered_on_the_phone_sees_who_wrote_it_down(client, cora):
    mina = UserFactory()
    offered = reward(mina, by=cora)
    client.force_login(cora)
    client.post(
        f"/portal/give-and-get/{offered.pk}/answer-down/", {"key": str(uuid4()), "answer": "yes", "seen": offered.stamp}
    )
    client.force_login(mina)
    shown = client.get(f"/portal/give-and-get/{offered.pk}/").content.decode()
    assert "Your answer was written down by</dt><dd><bdi>Cora</bdi>" in shown
