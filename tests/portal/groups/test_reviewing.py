"""When the day comes to look again at what was decided: told once, shown until it is on an agenda again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.groups import clock, services
from portal.groups.models import Decision
from tests.factories.groups import group, meeting
from tests.factories.people import UserFactory
from tests.portal.groups.working import again, item, on, page, send, told, url

pytestmark = [pytest.mark.django_db, pytest.mark.both]
TOLD, LOOK = "It is time to look again at: The last bus", "To look at again"
AMONG_US = "It is time to look again at: read it on the page"


@pytest.fixture
def ann(db):
    return UserFactory(known_as="Ann")


@pytest.fixture
def ben(db):
    return UserFactory(known_as="Ben")


@pytest.fixture
def cat(db):
    """In the group, and not at the meeting."""
    return UserFactory(known_as="Cat")


@pytest.fixture
def made(ann, ben, cat):
    return group(ann, ben, cat)


def decide(there, by, *, in_days=0, confidential=False) -> Decision:
    review_on = timezone.localdate() + timedelta(days=in_days)
    one = there.items.first() or item(there, confidential=confidential)
    about = {"meeting": there, "item": one, "question": "Shall we?", "how": "consensus"}
    return services.write_decision(**about, decided="Yes", review_on=review_on, by=by)


def run_clock():
    for due in clock.DUE:
        due()


def who_is_told(*people) -> list[str]:
    return [person.known_as for person in people for title in told(person) if title in (TOLD, AMONG_US)]


def test_those_who_look_after_it_are_told_once_and_again_of_another_day(made, ann, ben, cat):
    there = on(made, ann, ben, ago=timedelta(days=30))
    decision = decide(there, ann, in_days=1)
    run_clock()
    assert who_is_told(ann, ben, cat) == []
    for _twice in range(2):
        decision = decide(there, ann)
        run_clock()
        assert who_is_told(ann, ben, cat) == ["Ann"]
    services.write_decision(
        meeting=there, item=decision.item, decided="Yes", question="?", how="consensus", review_on=None, by=ann
    )
    decide(there, ann)
    run_clock()
    assert who_is_told(ann, ben, cat) == ["Ann", "Ann"]


@pytest.mark.parametrize(("confidential", "hear"), [(False, ["Ann", "Ben", "Cat"]), (True, ["Ben"])])
def test_all_are_told_when_nobody_looks_after_it_and_of_what_stays_among_some_only_they(
    made, ann, ben, cat, confidential, hear
):
    decide(on(made, ben, ago=timedelta(days=30)), ben, confidential=confidential)
    made.seats.get(person=ann).roles.all().delete()
    run_clock()
    assert who_is_told(ann, ben, cat) == hear


def test_a_group_that_has_finished_is_told_nothing(made, ann):
    decide(on(made, ann, ago=timedelta(days=30)), ann)
    services.finish(group=made, found_out="It works.", by=ann)
    run_clock()
    assert who_is_told(ann) == []


def test_it_is_shown_until_it_comes_on_an_agenda_again_once(client, made, ann, ben):
    there, coming = on(made, ann, ben, ago=timedelta(days=30)), meeting(made)
    decision = decide(there, ann)
    for name, pk in (("group", made.pk), ("meeting", coming.pk)):
        shown = page(client, ben, name, pk)
        assert LOOK in shown
        assert url("look-again", decision.pk, coming.pk) in shown
    for person in (ben, ann):
        send(client, person, "look-again", decision.pk, coming.pk)
    one = coming.items.get()
    assert (one.what, one.why, one.raised_by) == ("Look again: The last bus", "decide", ben)
    assert LOOK not in page(client, ben, "group", made.pk)
    run_clock()
    assert who_is_told(ann) == []


def test_what_stays_among_some_is_shown_to_them_alone_and_comes_back_so(client, made, ann, ben, cat):
    coming = meeting(made)
    decision = decide(on(made, ann, ben, ago=timedelta(days=30)), ann, confidential=True)
    for name, pk in (("group", made.pk), ("meeting", coming.pk)):
        assert LOOK in page(client, ben, name, pk)
        assert LOOK not in page(client, cat, name, pk)
    assert send(client, cat, "look-again", decision.pk, coming.pk).status_code == 403
    send(client, ben, "look-again", decision.pk, coming.pk)
    assert coming.items.get().confidential


def test_not_on_the_agenda_of_another_group(client, made, ann):
    decision = decide(on(made, ann, ago=timedelta(days=30)), ann)
    other = meeting(group(ann))
    assert send(client, ann, "look-again", decision.pk, other.pk).status_code == 404
    assert again(decision).looked_at is None
