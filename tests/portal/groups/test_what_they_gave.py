"""Whoever was at a meeting gave their time; and whoever calls one says before it what people get."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.groups import services
from portal.notices.models import Notice
from portal.reciprocity.models import Contribution
from tests.factories.groups import card_line, group, in_days, meeting
from tests.factories.people import UserFactory
from tests.portal.groups.working import item, on

pytestmark = pytest.mark.django_db
NOT_SAID = "You have not said what people get for coming."


@pytest.fixture
def ann():
    return UserFactory(known_as="Ann")


@pytest.fixture
def ben():
    return UserFactory(known_as="Ben")


@pytest.fixture
def cat():
    return UserFactory(known_as="Cat")


@pytest.fixture
def made(ann, ben, cat):
    return group(ann, ben, cat, name="Bus fares")


def written(made, *present, by):
    there = on(made, *present, ago=timedelta(days=7))
    bus = item(there, by=by)
    services.write_minute(meeting=there, item=bus, words={"said": "It goes at eight."}, before={}, by=by)
    return there


def test_when_the_minutes_go_round_it_is_proposed_to_whoever_was_there(made, ann, ben):
    there = written(made, ann, ben, by=ann)
    assert not Contribution.objects.exists(), "who is ticked may still change"
    services.send_to_check(meeting=there, by=ann)
    found = Contribution.objects.with_all()
    assert {one.person for one in found} == {ann, ben}
    assert {(str(one), one.state, one.on) for one in found} == {
        ("Meeting: Bus fares", "proposed", timezone.localdate(there.starts_at))
    }
    assert not Notice.objects.filter(about__startswith="contribution").exists()


def test_and_to_whoever_is_ticked_later_once(made, ann, ben, cat):
    there = written(made, ann, ben, by=ann)
    services.send_to_check(meeting=there, by=ann)
    for _time in range(2):
        services.say_who_is_here(meeting=there, people=[ann, ben, cat], by=ann)
    assert sorted(Contribution.objects.values_list("person", flat=True)) == sorted(one.pk for one in (ann, ben, cat))


def on_its_page(client, person, there) -> bool:
    client.force_login(person)
    return NOT_SAID in client.get(reverse("portal:groups:meeting", args=[there.pk])).content.decode()


def test_without_an_offer_whoever_keeps_the_meeting_reads_so(client, made, ann, ben):
    there = meeting(made)
    assert on_its_page(client, ann, there)
    assert not on_its_page(client, ben, there)


@pytest.mark.parametrize("said", ["of the meeting", "of the group", "it is over"])
def test_and_not_where_it_is_said_or_too_late(client, made, ann, said):
    there = meeting(made, days=-3 if said == "it is over" else 7, you_get="Tea." if said == "of the meeting" else "")
    if said == "of the group":
        card_line(made, "offer", "A £10 voucher")
    assert not on_its_page(client, ann, there)


def test_a_meeting_is_called_all_the_same(client, made, ann):
    client.force_login(ann)
    day = in_days(5)
    sent = {"key": "5f3b0d4e-8f6d-4f0e-9f0a-0c9f3c1c7a11", "first_0": day.date(), "first_1": "14:00"}
    answer = client.post(reverse("portal:groups:offer-dates", args=[made.pk]), sent, follow=True)
    assert NOT_SAID in answer.content.decode()
    assert made.meetings.count() == 1
