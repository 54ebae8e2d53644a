"""What is said in a reflective group, or at one meeting that is so, stays with those who were there: all of it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.groups import services
from portal.groups.forms.agenda import ItemForm
from portal.groups.models import Action, Card, Minute
from portal.groups.services import SaidAlready
from portal.members.standing import COORDINATORS
from portal.notices.models import Notice
from tests.factories.groups import card_line, group, in_days, meeting, seat
from tests.factories.people import UserFactory
from tests.portal.groups.working import again, item, on, page, signed_in, url, write

pytestmark = [pytest.mark.django_db, pytest.mark.both]
SECRET, STAYS = "Gwen cried in the lift", "What is said here stays with those who are there."


@pytest.fixture
def ann(db):
    return UserFactory(known_as="Ann")


@pytest.fixture
def ben(db):
    return UserFactory(known_as="Ben")


@pytest.fixture
def away(db):
    """In the group, and not at the meeting. Coordinates as well, which lets nobody read."""
    return UserFactory(known_as="Cat", groups=[COORDINATORS])


@pytest.fixture
def made(ann, ben, away):
    made = group(ann, ben, away, name="How is it going")
    services.write_line(group=made, card=Card.KIND, said={"sort": "reflective", "words": ""}, before={}, by=ann)
    return made


@pytest.fixture
def there(made, ann, ben):
    """Last week's, made as people make one, at which Ann and Ben were."""
    there = services.offer_dates(group=made, dates=[in_days(3)], by=ann)
    there.starts_at = timezone.now() - timedelta(days=7)
    there.save()
    services.say_who_is_here(meeting=there, people=[ann, ben], by=ann)
    return there


def bring(there, by, what="How the last month was"):
    return services.add_item(meeting=there, what=what, why="talk", raised_by=by, by=by)


def fill(there, one, ann, ben) -> Action:
    """Everything that can be said about a meeting says the same."""
    about = {"meeting": there, "item": one, "by": ann}
    action = services.add_action(**about, what=SECRET, owner=ben)
    decision = services.write_decision(**about, decided=SECRET, question=SECRET, how="consensus", reasons=SECRET)
    services.still_think(decision=decision, words=SECRET, by=ben)
    services.hear_view(**about, words=SECRET, named=False)
    services.declare(meeting=there, words=SECRET, by=ben)
    services.mark_line(minute=Minute.objects.get(), line=SECRET, words=SECRET, named=True, by=ben)
    services.send_to_check(meeting=there, by=ann)
    digest = services.digest_of(there)
    services.check(meeting=again(there), person=ben, answer="not", words=SECRET, digest=digest, by=ben)
    services.say_what_came_of_it(minute=Minute.objects.get(), words=SECRET, by=ben)
    return action


def found_by(client, person, there, action) -> set[str]:
    """The places where somebody finds it."""
    group, minute = there.group_id, Minute.objects.get().pk
    places = {
        **dict.fromkeys(("group", "log", "catch-up", "actions", "decisions-file", "actions-file", "meetings"), group),
        **dict.fromkeys(("minutes", "meeting", "correct-minutes"), there.pk),
        "action": action.pk,
        "outcome": minute,
        "mark-line": minute,
        "still-think": there.decisions.get().pk,
    }
    signed_in(client, person)
    found = {name for name, pk in places.items() if SECRET in b"".join(client.get(url(name, pk))).decode()}
    return found | ({"home"} if SECRET in client.get("/portal/").content.decode() else set())


def test_whoever_was_away_finds_none_of_it_anywhere(client, there, ann, ben, away):
    action = fill(there, bring(there, ann), ann, ben)
    at = on(there.group, ann, ben)
    services.approve(meeting=there, at=at, by=ann)
    services.correct_minutes(meeting=there, words=SECRET, by=ben)
    assert found_by(client, away, again(there), action) == set()
    assert found_by(client, ben, again(there), action) == {"minutes", "action", "group", "catch-up", "outcome", "home"}
    assert not [one for one in Notice.objects.all() if SECRET in one.title + one.words]


def test_it_says_so_once_and_asks_of_no_item_whether_it_is_so(client, there, ann, away):
    one = bring(there, ann)
    assert one.confidential
    assert "confidential" not in ItemForm(meeting=there, by=ann).fields
    for person, name in ((ann, "meeting"), (away, "meeting"), (ann, "minutes")):
        assert page(client, person, name, there.pk).count(STAYS) == 1


def test_what_comes_from_another_meeting_is_so_from_then_on_and_stays_so(made, there, ann):
    open_one = meeting(made, days=5)
    one = item(open_one, by=ann)
    services.park_item(item=one, why="No time", by=ann)
    services.bring_back_item(item=again(one), meeting=there, by=ann)
    services.park_item(item=again(one), why="No time", by=ann)
    services.bring_back_item(item=again(one), meeting=open_one, by=ann)
    assert again(one).confidential


def test_a_group_that_becomes_reflective_keeps_what_was_read_and_nothing_else(made, ann, ben):
    made.card_lines.all().delete()
    read, to_come = on(made, ann, ben, ago=timedelta(days=7)), meeting(made, days=7)
    one, another = item(read), item(to_come)
    write(read, one, "It went well.", by=ann)
    services.write_line(group=made, card=Card.KIND, said={"sort": "reflective", "words": ""}, before={}, by=ann)
    assert (again(read).among_us, again(one).confidential) == (False, False)
    assert (again(to_come).among_us, again(another).confidential) == (True, True)


def test_one_meeting_can_be_so_until_something_is_written(ann, ben):
    made = group(ann, ben)
    one, another = meeting(made, days=1), on(made, ann)
    things = [item(one), item(another)]
    given = {"starts_at": one.starts_at, "by": ann}
    services.change_meeting(meeting=one, among_us=True, **given)
    services.change_meeting(meeting=again(one), **given)  # nobody takes it back
    write(another, things[1], "We begin.", by=ann)
    with pytest.raises(SaidAlready):
        services.change_meeting(meeting=another, starts_at=another.starts_at, among_us=True, by=ann)
    assert [again(thing).confidential for thing in things] == [True, False]
    assert again(one).among_us


def test_what_is_said_of_minutes_is_for_those_who_were_there_when_one_item_is(client, ann, ben, away):
    for confidential in (False, True):
        there = on(group(ann, ben, away), ann, ben, ago=timedelta(days=7))
        one = item(there)
        item(there, "Somebody’s home", confidential=confidential)
        about = {"meeting": there, "item": one, "by": ann}
        decision = services.write_decision(**about, decided="Yes", question="Benches?", how="views")
        services.still_think(decision=decision, words=f"{SECRET} (still)", by=ben)
        services.send_to_check(meeting=there, by=ann)
        said = {"answer": "not", "words": f"{SECRET} (check)", "digest": services.digest_of(there)}
        services.check(meeting=again(there), person=ben, by=ben, **said)
        services.approve(meeting=there, at=on(there.group, ann), by=ann)
        services.correct_minutes(meeting=there, words=f"{SECRET} (later)", by=ben)
        assert page(client, ben, "minutes", there.pk).count(SECRET) == 3
        assert page(client, away, "minutes", there.pk).count(SECRET) == (0 if confidential else 3)
        assert ("stays among those who were there" in page(client, away, "minutes", there.pk)) == confidential


def test_the_tick_is_not_offered_where_it_is_settled(client, made, there, ann, ben):
    assert "among_us" not in page(client, ann, "offer-dates", made.pk)
    usual = group(ann, ben)
    seat(usual, UserFactory())
    card_line(usual, Card.KIND, sort="team")
    for name, pk in (("offer-dates", usual.pk), ("change-meeting", meeting(usual).pk)):
        assert 'name="among_us"' in page(client, ann, name, pk)


def test_no_message_says_what_an_item_is_that_stays_among_them(there, ann, ben):
    one = services.add_item(meeting=there, what="SECRETXQ", why="talk", raised_by=ben, by=ann)
    services.park_item(item=one, why="No time", by=ann)
    told = [notice.title + notice.words for notice in Notice.objects.filter(person=ben)]
    assert [words for words in told if words.startswith("Saved for later: read it on the page")]
    assert not [words for words in told if "SECRETXQ" in words]
