"""What is only for those who were there stays among them; and what somebody said themselves nobody writes over."""

import pytest
from django.urls import reverse

from portal.agreement.models import DecisionRule
from portal.groups import services
from portal.groups.models import Minute, Vote
from portal.groups.services import NotAsked
from portal.members.models import Standpoint
from portal.notices.models import Notice
from tests.factories.groups import group, seat
from tests.factories.people import UserFactory
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


def found_at(client, person, name, pk) -> str:
    return signed_in(client, person).get(reverse(f"portal:groups:{name}", args=[pk])).content.decode()


def test_whoever_was_away_finds_none_of_it_and_those_who_were_there_find_all(client, met, item, ann, ben, away):
    services.write_minute(meeting=met, item=item, words={"said": SECRET, "decided": SECRET}, before={}, by=ann)
    action = services.add_action(meeting=met, item=item, what=SECRET, owner=ben, by=ann)
    version = services.put_ways_forward(group=met.group, words=DecisionRule().as_words(), after=None, by=ann)
    vote = Vote.objects.create(meeting=met, item=item, question=SECRET, votes="open", rule=version, opened_by=ann)
    places = {
        "minutes": met.pk,
        "outcome": Minute.objects.get().pk,
        "action": action.pk,
        "close-action": action.pk,
        "vote": vote.pk,
        "group": met.group_id,
        "actions": met.group_id,
    }
    finds = {
        person.known_as: {name for name, pk in places.items() if SECRET in found_at(client, person, name, pk)}
        for person in (ben, away)
    }
    assert finds["Cat"] == set()
    assert finds["Ben"] == {"minutes", "outcome", "action", "close-action", "vote", "group"}
    assert signed_in(client, away).get("/portal/").content.decode().count(SECRET) == 0


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
