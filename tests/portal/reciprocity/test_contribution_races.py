"""Several who press at the same moment on what somebody gave. Real connections, real threads."""

import pytest

from portal.members.services import erase_person
from portal.reciprocity import services
from portal.reciprocity.models import Contribution
from tests.at_once import came_to
from tests.effort import RACES
from tests.factories.people import UserFactory
from tests.factories.reciprocity import fresh, gave, proposed
from tests.portal.reciprocity.test_contributions import otherwise

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def test_proposed_by_two_at_once_it_stands_once():
    for number in range(RACES):
        people = [UserFactory() for _one in range(3)]
        came = came_to(*(lambda p=people, n=number: proposed(*p, subject=f"meeting:{n}") for _one in range(3)))
        assert came == ["done"] * 3
        assert Contribution.objects.filter(person__in=people).count() == 3


def test_nobody_confirms_what_is_changed_at_that_moment():
    for _repeat in range(RACES):
        mina, wes = UserFactory(), UserFactory()
        made = gave(mina, minutes=60, witness=wes)
        came = came_to(
            lambda made=made, mina=mina: otherwise(made, mina, minutes=600),
            lambda made=made, wes=wes: services.say_it_is_so(contribution=made, by=wes, seen=0),
        )
        assert came[0] == "done"
        now = fresh(made)
        assert (now.minutes, now.state) == (600, "asked"), came


def test_whoever_leaves_while_it_is_confirmed_leaves_nothing_behind():
    for _repeat in range(RACES):
        mina, wes = UserFactory(), UserFactory()
        made = gave(mina, witness=wes)
        came = came_to(
            lambda mina=mina: erase_person(person=mina, by=None),
            lambda made=made, wes=wes: services.say_it_is_so(contribution=made, by=wes),
        )
        assert came[0] == "done"
        assert not Contribution.objects.filter(person=mina).exists()


def test_whoever_is_asked_leaves_while_they_confirm():
    for _repeat in range(RACES):
        mina, wes = UserFactory(), UserFactory()
        made = gave(mina, witness=wes)
        came = came_to(
            lambda wes=wes: erase_person(person=wes, by=None),
            lambda made=made, wes=wes: services.say_it_is_so(contribution=made, by=wes),
        )
        assert came[0] == "done"
        assert fresh(made).state in ("kept", "confirmed")


def test_taken_away_and_accepted_at_once_is_one_of_both():
    for number in range(RACES):
        mina = UserFactory()
        made = proposed(mina, subject=f"meeting:{number}")
        came = came_to(
            lambda made=made, mina=mina: services.accept(contribution=made, by=mina),
            lambda made=made, mina=mina: services.take_away(contribution=made, by=mina),
        )
        assert came[1] == "done"
        assert Contribution.objects.get(pk=made.pk).refused_at
