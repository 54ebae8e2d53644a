"""What is only for those who were there stays among them; and what somebody said themselves nobody writes over."""

import pytest
from django.db import transaction
from django.urls import reverse

from portal.agreement.models import DecisionRule
from portal.groups import services
from portal.groups.models import Action, AgendaItem, Decision, Dissent, Minute, ViewHeard, Vote
from portal.groups.services import NotAsked
from portal.members.models import Standpoint
from portal.members.standing import COORDINATORS
from portal.notices.models import Notice
from tests.factories.groups import group, seat
from tests.factories.people import UserFactory
from tests.portal.access_matrix import MATRIX
from tests.portal.groups.working import on, send, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.both]
SECRET = "Ring the landlord quietly"


@pytest.fixture
def ann(db):
    return UserFactory(known_as="Ann")


@pytest.fixture
def ben(db):
    return UserFactory(known_as="Ben")


@pytest.fixture
def away(db):
    """In the group, and not at the meeting."""
    return UserFactory(known_as="Cat")


@pytest.fixture
def met(ann, ben, away):
    made = on(group(ann, ben, away))
    services.say_who_is_here(meeting=made, people=[ann, ben], by=ann)
    return made


@pytest.fixture
def item(met, ann):
    return services.add_item(meeting=met, what="Somebody’s home", why="talk", confidential=True, raised_by=ann, by=ann)


EVERYTHING = 4711  # one number for all, so that each address is asked once


@pytest.fixture
def everything(ann, ben, away):
    """A group at work on something that is only for Ann and Ben, who were there."""
    made = group(away, ann, ben, id=EVERYTHING)  # Cat looks after the group
    seat(made, UserFactory(), "asked", id=EVERYTHING)
    there = on(made, ann, ben, id=EVERYTHING)
    given = {"id": EVERYTHING, "meeting": there}
    one = AgendaItem.objects.create(group=made, what="Somebody’s home", confidential=True, **given)
    Minute.objects.create(item=one, said=SECRET, decided=SECRET, **given)
    Action.objects.create(group=made, item=one, what=SECRET, owner=ben, **given)
    version = services.put_ways_forward(group=made, words=DecisionRule().as_words(), after=None, by=ann)
    Vote.objects.create(item=one, question=SECRET, votes="open", rule=version, opened_by=ann, **given)
    decision = Decision.objects.create(item=one, question=SECRET, reasons=SECRET, **given)
    Dissent.objects.create(decision=decision, person=ann, words=SECRET)
    ViewHeard.objects.create(item=one, words=SECRET, **given)
    numbers = {"number": 1, "person": ben.pk, "card": "voices", "row": "new", "kind": "chair"}
    return lambda arguments: {name: numbers.get(name, EVERYTHING) for name in arguments}


def found_by(client, person, numbers) -> set[str]:
    """The addresses of groups at which somebody comes upon the secret; pressed, where nothing is shown."""
    signed_in(client, person)
    found = set()
    for name, (arguments, _expected) in MATRIX.items():
        if name.startswith("portal:groups:"):
            address = reverse(name, kwargs=numbers(arguments))
            with transaction.atomic():
                answer = client.get(address)
                answer = client.post(address) if answer.status_code == 405 else answer
                transaction.set_rollback(True)
            if SECRET in b"".join(answer).decode(errors="replace"):
                found.add(name.removeprefix("portal:groups:"))
    return found


def test_whoever_was_away_finds_none_of_it_at_any_address_and_those_who_were_there_do(client, everything, ben, away):
    """Also when they look after the group, or coordinate, which lets them write down what others say."""
    coordinator = UserFactory(groups=[COORDINATORS])
    assert {person: found_by(client, person, everything) for person in (away, coordinator)} == {
        away: set(),
        coordinator: set(),
    }
    assert found_by(client, ben, everything) == {
        "action",
        "agree",
        "cast",
        "catch-up",
        "close-action",
        "close-vote",
        "count-paper",
        "decision",
        "group",
        "leave",
        "mark-line",
        "minutes",
        "outcome",
        "reword-action",
        "still-think",
        "vote",
        "write-item",
    }
    assert signed_in(client, away).get("/portal/").content.decode().count(SECRET) == 0


def test_before_somebody_is_ticked_it_is_read_by_nobody(client, item, met, ann, away):
    services.write_minute(meeting=met, item=item, words={"said": SECRET}, before={}, by=ann)
    met.present.all().delete()
    for name in ("write-item", "decision", "open-vote"):
        answer = signed_in(client, away).get(reverse(f"portal:groups:{name}", args=[met.pk, item.pk]))
        assert (answer.status_code, SECRET in answer.content.decode()) == (403, False)


def test_a_message_about_it_says_nothing_of_it(met, item, ann, ben):
    services.add_action(meeting=met, item=item, what=SECRET, owner=ben, by=ann)
    told = Notice.objects.get(person=ben, about__startswith="action:")
    assert SECRET not in told.title + told.words


# --- Nobody writes over what somebody said themselves -----------------------------------------------------------------
def test_a_no_is_theirs_to_take_back(met, ann):
    dev = UserFactory()
    seat(met.group, dev, "no")
    with pytest.raises(NotAsked):
        services.answer(group=met.group, person=dev, state="yes", by=ann, said="said")
    assert services.answer(group=met.group, person=dev, state="yes", by=dev).is_taken


def test_how_somebody_is_here_nobody_else_writes_over(met, ann, ben):
    lived, staff = (Standpoint.objects.filter(side=side).first() for side in ("lived", "staff"))
    services.answer(group=met.group, person=ben, standpoint=lived, by=ben)
    services.answer(group=met.group, person=ben, standpoint=staff, by=ann, said="said")
    assert met.group.seats.get(person=ben).standpoint == lived


def test_whoever_would_like_to_know_more_is_answered_and_asked_again(client, met, ann):
    dev = UserFactory()
    one = seat(met.group, dev, "more", words="How long is it?")
    send(client, ann, "tell-more", one.pk, words="An hour, with a break.")
    one.refresh_from_db()
    told = Notice.objects.get(person=dev)
    assert (one.state, told.by) == ("asked", ann)
    assert "How long is it?" in told.words
    assert "An hour, with a break." in told.words
