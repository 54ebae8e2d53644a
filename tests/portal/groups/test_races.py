"""What happens when several people press at the same moment. Real connections, real threads."""

import pytest

from portal.audit.models import Entry
from portal.audit.services import problems
from portal.groups import services
from portal.groups.models import DateAnswer, Group, GroupSeat, Meeting, OfferedDate, Reply, Role
from portal.members import services as members
from portal.members.models import User
from portal.notices.models import Notice
from tests.at_once import came_to
from tests.effort import RACES
from tests.factories.groups import group, meeting, offered, seat
from tests.factories.people import UserFactory

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def again(thing):
    """As somebody else has it in their hands."""
    return type(thing).objects.get(pk=thing.pk)


def keepers(made) -> list[User]:
    both = [made.begun_by, UserFactory()]
    seat(made, both[1]).roles.create(kind=Role.Kind.FACILITATOR)
    return both


def told(person) -> int:
    return Notice.objects.filter(person=person).count()


def verbs(made) -> list[str]:
    return list(Entry.objects.filter(subject=made.about).values_list("verb", flat=True))


def test_two_who_let_the_same_person_in_do_it_once():
    for _repeat in range(RACES):
        made, person = group(UserFactory(), anyone_may_ask=True), UserFactory()
        both = keepers(made)
        services.ask_to_join(group=made, by=person)
        one = made.seats.get(person=person)
        came = came_to(*(lambda by=by, one=one: services.let_in(seat=again(one), by=by) for by in both))
        assert sorted(came) == ["NotAsked", "done"]
        assert (again(one).state, told(person)) == ("yes", 1)
        assert verbs(made).count("groups.let_in") == 1


def test_let_in_and_not_now_at_once_are_one_answer():
    for _repeat in range(RACES):
        made, person = group(UserFactory(), anyone_may_ask=True), UserFactory()
        first, second = keepers(made)
        services.ask_to_join(group=made, by=person)
        one = made.seats.get(person=person)
        came = came_to(
            lambda one=one, by=first: services.let_in(seat=again(one), by=by),
            lambda one=one, by=second: services.not_now(seat=again(one), reason="We are many.", by=by),
        )
        assert sorted(came) == ["NotAsked", "done"]
        assert again(one).state == ("yes" if came[0] == "done" else "not-now")
        assert told(person) == 1


def test_who_asks_to_join_in_two_windows_asks_once():
    for _repeat in range(RACES):
        made, person = group(UserFactory(), anyone_may_ask=True), UserFactory()
        came = came_to(*[lambda made=made, person=person: services.ask_to_join(group=made, by=person)] * 3)
        assert came == ["done"] * 3
        assert (made.seats.filter(person=person).count(), told(made.begun_by)) == (1, 1)


def test_the_same_people_asked_by_two_at_once_have_one_seat_and_one_message_each():
    for _repeat in range(RACES):
        made = group(UserFactory())
        both, asked = keepers(made), UserFactory.create_batch(3)
        chosen = [person.pk for person in asked]
        came = came_to(
            *(
                lambda by=by, made=made, chosen=chosen: services.ask(
                    group=again(made), people=User.objects.filter(pk__in=chosen), by=by
                )
                for by in both
            )
        )
        assert came == ["done", "done"]
        assert made.seats.filter(person__in=asked).count() == 3
        assert [told(person) for person in asked] == [1, 1, 1]
        assert verbs(made).count("groups.asked") == 3


@pytest.mark.parametrize("state", ["yes", "more", "no"])
def test_who_answers_in_one_window_and_leaves_the_site_in_another_is_gone(state):
    for _repeat in range(RACES):
        made, person = group(UserFactory()), UserFactory()
        seat(made, person, "asked", asked_by=made.begun_by)
        dates = [(date, True) for date in offered(made, 7, 9).dates.all()]
        came = came_to(
            lambda made=made, person=person, dates=dates: services.answer(
                group=again(made), person=person, state=state, words="Me", dates=dates, by=person
            ),
            lambda person=person: members.leave(person=again(person)),
        )
        assert (came[0] in ("done", "HasLeft"), came[1]) == (True, "done")
        assert is_gone(person)
        assert told(made.begun_by) == 0, "what was told of them is gone as well"


def is_gone(person) -> bool:
    tables = (GroupSeat, DateAnswer, Reply)
    return not any(table.objects.filter(person=person).exists() for table in tables) and told(person) == 0


def test_who_takes_a_role_on_or_replies_while_they_leave_the_site_is_gone():
    for _repeat in range(RACES):
        made, person = group(UserFactory()), UserFactory()
        seat(made, person)
        day, days = meeting(made), offered(made, 9)
        dates = [(date, True) for date in days.dates.all()]
        came = came_to(
            lambda made=made, person=person: services.take_on(group=again(made), kind=Role.Kind.CHAIR, by=person),
            lambda day=day, person=person: services.reply(
                meeting=again(day), person=person, answer="coming", by=person
            ),
            lambda days=days, person=person, dates=dates: services.say_when(
                meeting=again(days), person=person, dates=dates, by=person
            ),
            lambda person=person: members.leave(person=again(person)),
        )
        assert set(came[:3]) <= {"done", "HasLeft"}
        assert came[3] == "done"
        assert is_gone(person)
        assert not Role.objects.filter(seat__group=made, kind="chair").exists()


def test_who_is_asked_while_they_leave_the_site_is_forgotten_by_the_clock():
    for _repeat in range(RACES):
        made, person = group(UserFactory()), UserFactory()
        came = came_to(
            lambda made=made, person=person: services.ask(
                group=again(made), people=User.objects.filter(pk=person.pk), by=made.begun_by
            ),
            lambda person=person: members.leave(person=again(person)),
        )
        assert came == ["done", "done"]
        members.forget_late_words()
        assert is_gone(person)


def test_of_two_days_chosen_at_once_one_is_the_day_and_everybody_hears_of_one():
    for _repeat in range(RACES):
        made, person = group(UserFactory()), UserFactory()
        both = keepers(made)
        seat(made, person)
        one = offered(made, 7, 9)
        dates = list(one.dates.all())
        for date in dates:
            DateAnswer.objects.create(date=date, person=person, can=True)
        came = came_to(
            *(
                lambda date=date, by=by: services.choose(date=again(date), by=by)
                for date, by in zip(dates, both, strict=True)
            )
        )
        assert came.count("done") == 1
        assert set(came) <= {"done", "NotOffered", "DoesNotExist"}
        assert again(one).starts_at == dates[came.index("done")].starts_at
        assert (told(person), Reply.objects.filter(meeting=one).count()) == (1, 1)
        assert not OfferedDate.objects.filter(meeting=one).exists()


def test_who_says_when_while_the_day_is_chosen_is_counted_or_told():
    for _repeat in range(RACES):
        made, person = group(UserFactory()), UserFactory()
        seat(made, person)
        one = offered(made, 7, 9)
        first = one.dates.first()
        came = came_to(
            lambda person=person, one=one, first=first: services.say_when(
                meeting=one, person=person, dates=[(first, True)], by=person
            ),
            lambda made=made, first=first: services.choose(date=first, by=made.begun_by),
        )
        assert came in (["done", "done"], ["NotOffered", "done"])
        assert Reply.objects.filter(meeting=one, person=person).exists() == (came[0] == "done")
        assert DateAnswer.objects.count() == 0


def test_who_answers_while_the_day_is_chosen_is_counted_or_told():
    for _repeat in range(RACES):
        made, person = group(UserFactory()), UserFactory()
        seat(made, person, "asked", asked_by=made.begun_by)
        one = offered(made, 7, 9)
        dates = [(date, True) for date in one.dates.all()]
        came = came_to(
            lambda person=person, made=made, dates=dates: services.answer(
                group=made, person=person, dates=dates, by=person
            ),
            lambda made=made, dates=dates: services.choose(date=dates[0][0], by=made.begun_by),
        )
        assert came in (["done", "done"], ["NotOffered", "done"])
        assert (made.seats.get(person=person).state == "yes") == (came[0] == "done")
        assert told(person) == 1


def test_who_leaves_the_group_while_a_day_is_chosen_is_not_counted():
    for _repeat in range(RACES):
        made, person = group(UserFactory()), UserFactory()
        seat(made, person)
        one = offered(made, 7, 9)
        first = one.dates.first()
        DateAnswer.objects.create(date=first, person=person, can=True)
        came = came_to(
            lambda person=person, made=made: services.leave(group=made, by=person),
            lambda made=made, first=first: services.choose(date=first, by=made.begun_by),
        )
        assert came == ["done", "done"]
        assert not Reply.objects.filter(meeting=one, person=person).exists()


def test_called_off_and_changed_at_once_everybody_hears_last_that_it_is_off():
    for _repeat in range(RACES):
        made, person = group(UserFactory()), UserFactory()
        both = keepers(made)
        seat(made, person)
        one = meeting(made, place="Library")
        came = came_to(
            lambda one=one, by=both[0]: services.change_meeting(
                meeting=again(one), starts_at=one.starts_at, place="The hub", by=by
            ),
            lambda one=one, by=both[1]: services.call_off(meeting=again(one), by=by),
        )
        assert came in (["done", "done"], ["TooLate", "done"])
        assert [notice.title for notice in Notice.objects.filter(person=person)] == ["Called off: “Bus fares”"]


def test_after_all_of_it_the_trail_is_whole():
    made = group(UserFactory())
    person, by = UserFactory(), made.begun_by
    acts = [
        lambda: services.ask(group=made, people=User.objects.filter(pk=person.pk), by=by),
        lambda: services.take_on(group=made, kind=Role.Kind.CHAIR, by=by),
        lambda: services.change(group=made, name="B", question="?", anyone_may_ask=True, interests=[], by=by),
        lambda: services.offer_dates(group=made, dates=[meeting(made).starts_at], by=by),
    ]
    assert set(came_to(*acts * 2)) == {"done"}
    assert list(problems()) == []
    assert Group.objects.get().anyone_may_ask
    assert Meeting.objects.filter(group=made).count() == 4
