"""Whoever rings somebody about a group is led to where the answer is written down; nowhere that is not theirs to go."""

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.agreement.models import DecisionRule
from portal.groups import services
from portal.groups.models import AgendaItem
from portal.members.models import User
from portal.notices.models import Notice
from tests.factories.groups import group, in_days, meeting
from tests.factories.people import UserFactory
from tests.portal.groups.test_joining import send, url
from tests.portal.members.door import words

pytestmark = [pytest.mark.both, pytest.mark.django_db]
BY_HAND = "portal:notices:by-hand"


@pytest.fixture
def mina(people):
    return people["member"]


def a_group_that_asks(mina, *members):
    """Two without e-mail: whether one joins; whether the other comes, on which days, does something, agrees to how it
    works, and says that minutes are right. The addresses of the answers, and the group."""
    one, asked = UserFactory(email=""), UserFactory(email="")
    made = group(mina, *members, one)
    services.ask(group=made, people=User.objects.filter(pk=asked.pk), by=mina)
    services.offer_dates(group=made, dates=[in_days(20), in_days(21)], by=mina)
    comes = services.offer_dates(group=made, dates=[in_days(7)], by=mina)
    past = meeting(made, days=-1)
    item = AgendaItem.objects.create(group=made, meeting=past, what="Buses")
    services.say_who_is_here(meeting=past, people=[mina, *members, one], by=mina)
    action = services.add_action(meeting=past, item=item, what="Ring", owner=one, by=mina)
    services.send_to_check(meeting=past, by=mina)
    version = services.put_ways_forward(group=made, words=DecisionRule().as_words(), after=None, by=mina)
    return {
        "joins": url("answer-down", made.seats.get(person=asked).pk),
        "days": url("answer-down", made.seats.get(person=one).pk),
        "comes": url("reply-down", comes.pk, one.pk),
        "right": url("check-down", past.pk, one.pk),
        "does": url("agree-down", action.pk),
        "agrees": url("yes-down", made.pk, version.number, one.pk),
    }, made


@pytest.mark.parametrize(("inside", "not_theirs"), [(True, set()), (False, {"right", "agrees"})])
def test_each_message_leads_to_where_its_answer_is_written_down(client_of, people, mina, inside, not_theirs):
    """Minutes and words are read out by somebody who may read them."""
    places, _group = a_group_that_asks(mina, *([people["coordinator"]] if inside else []))
    client = client_of("coordinator")
    page = words(client.get(reverse(BY_HAND)))
    assert {name for name, place in places.items() if place not in page} == not_theirs
    for name in places.keys() - not_theirs:
        assert client.get(places[name]).status_code == 200, name


def test_what_is_over_or_answered_leads_nowhere(client_of, mina):
    places, made = a_group_that_asks(mina)
    notices = list(Notice.objects.to_pass_on())
    services.finish(group=made, found_out="It was.", by=mina)
    Notice.objects.filter(pk__in=[one.pk for one in notices]).update(state="by-hand")
    page = words(client_of("coordinator").get(reverse(BY_HAND)))
    assert [place for place in places.values() if place in page] == []


def test_a_coordinator_who_rings_writes_down_what_somebody_does_and_sees_it_no_more(client_of, people, mina):
    places, made = a_group_that_asks(mina)
    client, action = client_of("coordinator"), made.actions.get()
    page = words(client.get(places["does"]))
    assert "Ring" in page
    said = {"answer": "yes", "due_on": timezone.localdate(), "need": "", "how_told": "said"}
    assert send(client, "agree-down", action.pk, **said).url == reverse(BY_HAND)
    action.refresh_from_db()
    assert (action.said_yes_at is not None, action.recorded_by) == (True, people["coordinator"])
    assert client.get(places["does"]).status_code == 404
    assert client_of("outsider").get(places["does"]).status_code == 404


def test_what_is_only_for_those_who_were_there_is_not_written_down_by_others(client_of, mina):
    places, _group = a_group_that_asks(mina)
    AgendaItem.objects.update(confidential=True)
    client = client_of("coordinator")
    assert places["does"] not in words(client.get(reverse(BY_HAND)))
    assert client.get(places["does"]).status_code == 404


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_many(client_of, people, mina, many, django_assert_num_queries):
    for _n in range(many):
        a_group_that_asks(mina, people["coordinator"])
    client = client_of("coordinator")
    client.get(reverse(BY_HAND))
    with django_assert_num_queries(19):
        client.get(reverse(BY_HAND))
