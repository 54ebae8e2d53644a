"""A meeting is called off: what was offered for it is kept or withdrawn by somebody, and nothing goes by itself."""

from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.groups.services import finish
from portal.notices.models import Notice
from portal.reciprocity.models import Reward
from portal.reciprocity.services import NotTheirOwn, TooLate, give, keep_offer, withdraw
from portal.reciprocity.stages import by_stage
from portal.today import due_for
from tests.factories.groups import group, meeting
from tests.factories.people import UserFactory
from tests.factories.reciprocity import answered, called_off, fresh, reward

pytestmark = pytest.mark.django_db
ASKS = "Called off, and offered to Mina: £20 voucher (Tesco). Does it stand?"


@pytest.fixture
def cora():
    return UserFactory(known_as="Cora", groups=["Coordinators"])


@pytest.fixture
def helen():
    return UserFactory(known_as="Helen", groups=["Payers"])


@pytest.fixture
def mina():
    return UserFactory(known_as="Mina")


def page(client, person, made) -> str:
    client.force_login(person)
    return client.get(reverse("portal:reciprocity:reward", args=[made.pk])).content.decode()


def due(person) -> list[str]:
    return [item.words for found in due_for(person) for item in found.items]


def test_nothing_is_withdrawn_by_itself_and_both_read_it(client, mina, helen, cora):
    made = called_off(mina, by=cora)
    assert (made.state, made.is_to_give, made.withdrawn_at) == ("yes", True, None)
    hers, payers = page(client, mina, made), page(client, helen, made)
    assert ("This is called off" in hers, "Tell <bdi>Cora</bdi>" in hers, "It stands all the same" in hers) == (
        True,
        True,
        False,
    )
    assert ("This is called off" in payers, "It stands all the same" in payers) == (True, True)


def test_whoever_looks_after_it_has_it_once_in_their_list(client, mina, helen, cora):
    made = called_off(mina, by=cora)
    assert due(cora) == [ASKS]
    client.force_login(helen)
    shown = client.get(reverse("portal:reciprocity:all")).content.decode()
    assert "Called off: does it stand?" in shown
    keep_offer(reward=made, by=helen)
    assert due(cora) == ["For Mina: £20 voucher (Tesco)."]
    assert "Called off: does it stand?" not in client.get(reverse("portal:reciprocity:all")).content.decode()
    assert "stands all the same" in page(client, mina, made)
    give(thing=fresh(made), on=timezone.localdate(), how="hand", by=helen)
    assert fresh(made).state == "given"


@pytest.mark.parametrize("says", ["no", "withdrawn", "given"])
def test_what_is_settled_asks_nobody(mina, cora, says):
    made = called_off(mina, by=cora, says="no" if says == "no" else "yes")
    if says == "withdrawn":
        withdraw(reward=made, why="It is off.", by=cora)
    elif says == "given":
        give(thing=made, on=timezone.localdate(), how="hand", by=cora)
    assert due(cora) == []
    assert by_stage(Reward.objects.all(), names=["called_off"], most=5) == {"called_off": []}


def test_what_was_not_answered_yet_and_is_for_a_meeting_of_a_group_that_finished(mina, cora):
    """Each that was to come is called off with it."""
    made = meeting(its := group(mina))
    offered, other = reward(mina, by=cora, subject=made.about), reward(mina, by=cora)
    still = answered(mina, by=cora, subject=meeting(group(mina)).about)
    finish(group=its, found_out="That buses matter.", by=mina)
    assert by_stage(Reward.objects.all(), names=["called_off"], most=5) == {"called_off": [offered]}
    assert {one for one in (offered, other, still) if cora.has_perm("reciprocity.keep_offer", fresh(one))} == {offered}


def test_nobody_keeps_their_own_nor_what_is_not_called_off(mina, cora, helen):
    theirs = called_off(cora, by=helen)
    assert not cora.has_perm("reciprocity.keep_offer", theirs)
    with pytest.raises(NotTheirOwn):
        keep_offer(reward=theirs, by=cora)
    with pytest.raises(TooLate):
        keep_offer(reward=answered(mina, by=cora), by=helen)
    assert ASKS not in due(cora)


def test_pressed_twice_it_stands_once_and_she_is_not_told_what_she_knows(client, mina, cora):
    made = called_off(mina, by=cora)
    before = Notice.objects.filter(about=made.about).count()
    client.force_login(cora)
    for _time in range(2):
        where = reverse("portal:reciprocity:keep-offer", args=[made.pk])
        assert client.post(where, {"key": str(uuid4())}).status_code == 302
    assert fresh(made).kept_at
    assert Notice.objects.filter(about=made.about).count() == before


def test_an_offer_costs_the_same_however_much_is_called_off(mina, cora, django_assert_num_queries):
    list(due_for(cora))
    for many in (1, 20):
        for _time in range(many):
            called_off(mina, by=cora)
        with django_assert_num_queries(12):
            due_for(cora)
