"""How somebody is here, in one group: counted, never a badge."""

import pytest
from django.urls import reverse

from portal.groups import services
from portal.groups.models import Group, GroupSeat
from portal.members.models import Balance, Side, Standpoint
from tests.factories.groups import group, meeting, seat
from tests.factories.people import UserFactory
from tests.portal.members.door import words

pytestmark = pytest.mark.both

COUNTS = "With lived experience: 5. Staff: 5."


def standpoint(side) -> Standpoint:
    return Standpoint.objects.filter(side=side).first()


def people_of(made, side, many):
    for _n in range(many):
        one = GroupSeat(group=made, person=UserFactory(), state="yes")
        one.stand(standpoint(side))
        one.save()


# --- The count
@pytest.mark.parametrize(
    ("lived", "staff", "even"),
    [(0, 0, True), (1, 0, True), (0, 1, True), (2, 0, False), (3, 2, True), (5, 7, False), (6, 5, True)],
)
def test_even_is_at_most_one_apart(lived, staff, even):
    assert Balance(lived, staff).is_even == even


@pytest.mark.parametrize(
    ("lived", "staff", "others", "shown"),
    [(5, 5, 0, True), (9, 5, 0, True), (4, 5, 9, False), (9, 4, 9, False), (0, 0, 30, False)],
)
def test_numbers_are_shown_when_both_sides_have_five(lived, staff, others, shown):
    assert Balance(lived, staff, others).may_be_shown == shown


def test_whoever_counts_for_neither_or_said_nothing_is_one_of_the_others():
    counted = Balance.of([Side.LIVED, Side.STAFF, Side.LIVED, Side.OTHER, "", ""])
    assert counted == Balance(lived=2, staff=1, others=3)
    assert (counted.total, counted.is_even) == (6, True)
    assert Balance.of([]) == Balance()


def met(made) -> Group:
    """They meet, and say who is there."""
    services.say_who_is_here(meeting=meeting(made, days=0), people=[made.begun_by], by=made.begun_by)
    return Group.objects.get(pk=made.pk)


@pytest.mark.django_db
def test_only_who_is_in_it_counts():
    made = group(UserFactory())
    people_of(made, Side.LIVED, 4)
    for state in set(GroupSeat.State) - {GroupSeat.State.YES}:
        seat(made, UserFactory(), state, side=Side.STAFF, standpoint=standpoint(Side.STAFF))
    assert made.balance == Balance(), "nobody is counted before they meet"
    assert met(made).balance == Balance(lived=4, staff=0, others=1)


@pytest.mark.django_db
def test_the_numbers_are_for_whoever_is_in_it(client_of, people):
    """Five on each side: a count, and no word beside a name."""
    made = group(people["member"], people["writer"], anyone_may_ask=True)
    for side in (Side.LIVED, Side.STAFF):
        people_of(made, side, 5)
    met(made)
    page = reverse("portal:groups:group", args=[made.pk])
    seen = {who for who in ("member", "writer", "coordinator", "outsider") if COUNTS in words(client_of(who).get(page))}
    assert seen == {"member", "writer", "coordinator"}
    assert standpoint(Side.LIVED).name not in words(client_of("member").get(page))


@pytest.mark.django_db
@pytest.mark.parametrize("side", [Side.LIVED, Side.STAFF, Side.OTHER])
def test_no_two_counts_are_one_person_apart(client_of, people, side):
    """Whoever looks before and after somebody comes or goes sees the same, until there were five of them."""
    made = group(people["member"])
    people_of(made, Side.LIVED, 5)
    people_of(made, Side.STAFF, 4)
    page = reverse("portal:groups:group", args=[made.pk])
    assert not met(made).balance.may_be_shown
    people_of(made, Side.STAFF, 1)
    assert "Staff:" not in words(client_of("member").get(page)), "the fifth is not shown by numbers that appear"
    assert not met(made).balance.may_be_shown
    people_of(made, Side.STAFF, 4)
    counted = met(made).balance
    assert counted == Balance(lived=5, staff=9, others=1)
    for _more in range(4):
        people_of(made, side, 1)
        assert met(made).balance == counted
    made.seats.filter(side=Side.LIVED).first().delete()
    now = met(made).balance
    assert now.total == counted.total + 3
    assert (now != counted, "Staff:" in words(client_of("member").get(page))) == (True, now.may_be_shown)


# --- The side is copied
@pytest.mark.django_db
def test_what_an_entry_counts_as_later_changes_nothing_of_before():
    by = UserFactory()
    made, carer = group(by), standpoint(Side.LIVED)
    services.answer(group=made, person=by, standpoint=carer, by=by)
    Standpoint.objects.filter(pk=carer.pk).update(side=Side.OTHER, in_use=False)
    one = made.seats.get()
    assert one.side == Side.LIVED
    services.answer(group=made, person=by, standpoint=None, by=by)
    assert made.seats.get().side == Side.LIVED, "what was not said anew stays as it was said"
    services.answer(group=made, person=by, standpoint=Standpoint.objects.get(pk=carer.pk), by=by)
    assert made.seats.get().side == Side.OTHER


@pytest.mark.django_db
def test_in_two_groups_somebody_may_be_here_as_two_things():
    by = UserFactory()
    first, second = group(by), group(by, name="Garden")
    services.answer(group=first, person=by, standpoint=standpoint(Side.LIVED), by=by)
    services.answer(group=second, person=by, standpoint=standpoint(Side.STAFF), by=by)
    assert (first.seats.get().side, second.seats.get().side) == (Side.LIVED, Side.STAFF)


@pytest.mark.django_db
def test_of_somebody_who_never_said_there_is_no_side(client_of, people):
    made = group(people["member"])
    page = reverse("portal:groups:group", args=[made.pk])
    assert (made.seats.get().side, made.seats.get().standpoint) == ("", None)
    assert "Say how you are here" in words(client_of("member").get(page))
    rather_not = Standpoint.objects.get(name="I would rather not say")
    services.answer(group=made, person=people["member"], standpoint=rather_not, by=people["member"])
    assert "Say how you are here" not in words(client_of("member").get(page)), "that is an answer as well"
