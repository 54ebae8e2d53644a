"""Who does what: it is theirs once they say yes, by a day they choose; nobody is late in red."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from portal.audit.models import Entry
from portal.groups import services
from portal.groups.models import Action
from portal.groups.services import NotOpen, NotTheirs, SaidYes
from portal.members import services as members
from portal.members.models import Support
from portal.needs import needs_of
from portal.notices.models import Notice
from tests.at_once import came_to
from tests.effort import RACES
from tests.factories.groups import group, seat
from tests.factories.people import UserFactory
from tests.portal.groups.working import again, is_agreed, item, on, page, send, shown, signed_in, told, url, verbs

pytestmark = pytest.mark.django_db
ASKED = "Will you do this? Write to the bus company"


@pytest.fixture
def ann(db):
    return UserFactory(known_as="Ann")


@pytest.fixture
def ben(db):
    return UserFactory(known_as="Ben")


@pytest.fixture
def made(ann, ben):
    return group(ann, ben, name="Bus fares")


@pytest.fixture
def there(made, ann, ben):
    return on(made, ann, ben)


def add(there, owner, by=None, what="Write to the bus company") -> Action:
    one = there.items.first() or item(there)
    return services.add_action(meeting=there, item=one, what=what, owner=owner, by=by or there.by)


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def waits(person) -> list[str]:
    """Besides the message, which stays until it is read."""
    found = [need.words for need in needs_of(again(person)) if "Write to the bus company" in need.words]
    return [said for said in found if not said.startswith("A message for you")]


# --- Asked, and yes ---------------------------------------------------------------------------------------------------
def test_whoever_is_to_do_it_is_asked_and_it_is_theirs_once_they_say_yes(client, made, there, ann, ben):
    action = add(there, ben)
    assert (is_agreed(action), action.due_on) == (False, None)
    assert (told(ann), told(ben)) == ([], [ASKED])
    assert Notice.objects.get().path == url("action", action.pk)
    assert waits(ben) == ["Will you do this for “Bus fares”? Write to the bus company"]
    for person in (ann, ben):
        assert "asked, no answer yet" in page(client, person, "group", made.pk)
    assert "Yes, I do it" in page(client, ben, "action", action.pk)
    assert "Yes, I do it" not in page(client, ann, "action", action.pk)


def test_they_say_yes_with_a_day_of_their_own_and_what_they_need(client, there, ann, ben):
    action = add(there, ben)
    send(client, ben, "agree", action.pk, due_on=in_days(6).isoformat(), need="Somebody to read it through")
    action.refresh_from_db()
    assert (is_agreed(action), action.due_on, action.recorded_by) == (True, in_days(6), None)
    assert "Somebody to read it through" in page(client, ann, "action", action.pk)
    assert waits(ben) == ["For “Bus fares”: Write to the bus company"], "its day is near"
    assert told(ben) == [] or Notice.objects.get(person=ben).state != "waiting", "nobody rings them to ask"


def test_without_a_day_it_is_a_yes_as_well(client, there, ben):
    action = add(there, ben)
    send(client, ben, "agree", action.pk)
    action.refresh_from_db()
    assert (is_agreed(action), action.due_on) == (True, None)


def test_a_day_that_is_none_comes_back_with_what_was_typed(client, there, ben):
    action = add(there, ben)
    answer = send(client, ben, "agree", action.pk, due_on="soon", need="A phone")
    assert "error-summary" in shown(answer)
    assert "A phone" in shown(answer)
    assert not is_agreed(again(action))


def test_whoever_writes_their_own_name_down_has_said_it(there, ann):
    action = add(there, ann, by=ann)
    assert is_agreed(action)
    assert told(ann) == []


def test_nobody_says_yes_for_another_but_writes_down_what_they_were_told(client, there, ann, ben):
    """Not who is in the group beside them, whoever supports them in everything, nor who looks after the group here."""
    action, helper, cat = add(there, ben), UserFactory(), UserFactory()
    seat(there.group, cat)
    Support.objects.create(
        member=ben,
        supporter=helper,
        scope=list(Support.Scope.values),
        said_yes_at=timezone.now(),
        accepted="here",
        accepted_at=timezone.now(),
        recorded_by=ben,
        ends_on=in_days(30),
    )
    for person, answer in ((ann, 403), (cat, 403), (helper, 404)):
        assert send(client, person, "agree", action.pk).status_code == answer
        assert send(client, person, "hand-back", action.pk).status_code == answer
    assert send(client, cat, "agree-down", action.pk, how_told="said").status_code == 403
    assert not is_agreed(again(action))
    send(client, ann, "agree-down", action.pk, answer="yes", how_told="said", due_on=in_days(6).isoformat())
    action.refresh_from_db()
    assert (is_agreed(action), action.recorded_by, action.due_on) == (True, ann, in_days(6))
    entry = Entry.objects.get(verb="groups.action_agreed")
    assert (entry.by, entry.on_behalf_of) == (ann, ben)


def test_another_day_is_theirs_to_choose_at_any_time(client, there, ben):
    action = add(there, ben)
    answer = send(client, ben, "agree", action.pk, due_on=in_days(-1).isoformat())
    assert "That day is over already." in shown(answer)
    services.agree(action=action, person=ben, due_on=in_days(-1), by=ben)
    assert "Its day has passed. What suits you?" in page(client, ben, "action", action.pk)
    send(client, ben, "agree", action.pk, due_on=in_days(9).isoformat())
    assert again(action).due_on == in_days(9)
    assert verbs(there.group)[-2:] == ["groups.action_agreed", "groups.action_day_changed"]


# --- Passed on, and taken on ------------------------------------------------------------------------------------------
@pytest.mark.parametrize("agreed", [True, False])
def test_handed_back_it_is_nobodys_and_offered_to_everybody(client, made, there, ann, ben, agreed):
    action = add(there, ben)
    if agreed:
        send(client, ben, "agree", action.pk, due_on=in_days(6).isoformat(), need="A phone")
    send(client, ben, "hand-back", action.pk)
    action.refresh_from_db()
    assert (action.owner, action.said_yes_at, action.due_on, action.need, action.state) == (
        None,
        None,
        None,
        "",
        "open",
    )
    assert (told(ben), waits(ben)) == ([], [])
    assert "Nobody does this yet." in page(client, ann, "group", made.pk)
    for person in (ann, ben):
        assert "I’ll do it" in page(client, person, "action", action.pk)


def test_whoever_takes_it_on_first_has_it_and_chooses_a_day(client, there, ann, ben):
    action = add(there, None)
    answer = send(client, ben, "take-on-action", action.pk)
    assert answer.url == url("agree", action.pk)
    assert (again(action).owner, is_agreed(again(action))) == (ben, True)
    assert send(client, ann, "take-on-action", action.pk).status_code == 403
    with pytest.raises(NotTheirs):
        services.take_on_action(action=action, by=ann)
    assert "I’ll do it" not in page(client, ann, "action", action.pk)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_it_on_at_once_the_first_has_it():
    for _repeat in range(RACES):
        ann, ben = both = UserFactory.create_batch(2)
        action = add(on(group(ann, ben)), None)
        came = came_to(
            *(lambda by=by, action=action: services.take_on_action(action=again(action), by=by) for by in both)
        )
        assert sorted(came) == ["NotTheirs", "done"]
        assert again(action).owner == both[came.index("done")]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_taken_on_done_and_left_at_once_it_is_nobodys_or_theirs_who_are_there():
    for _repeat in range(RACES):
        ann, ben = UserFactory.create_batch(2)
        made = group(ann, ben)
        there = on(made)
        action, mine = add(there, None), add(there, ben)
        came = came_to(
            lambda action=action, ben=ben: services.take_on_action(action=again(action), by=ben),
            lambda there=there, ben=ben: add(again(there), ben, what="Ring them"),
            lambda made=made, ben=ben: services.leave(group=made, by=ben),
            lambda mine=mine, ben=ben: services.agree(action=again(mine), person=ben, due_on=None, by=ben),
        )
        assert came[2] == "done"
        assert set(came) <= {"done", "NotTheirs"}
        assert not made.actions.filter(owner=ben).exists()


# --- Done, or not needed ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("state", "shows"), [("done", "Done"), ("stopped", "Not needed any more")])
def test_it_ends_with_what_would_help_next_time(client, made, there, ann, ben, state, shows):
    action = add(there, ben)
    send(client, ben, "close-action", action.pk, state=state, closing="Two of us next time")
    action.refresh_from_db()
    assert (action.state, action.closing, action.is_open) == (state, "Two of us next time", False)
    assert verbs(made)[-1] == f"groups.action_{state}"
    text = page(client, ann, "action", action.pk)
    assert shows in text
    assert "Two of us next time" in text
    assert "Write to the bus company" not in page(client, ann, "group", made.pk)
    assert waits(ben) == []
    for verb in ("agree", "hand-back", "close-action"):
        assert send(client, ben, verb, action.pk).status_code == 403
    with pytest.raises(NotOpen):
        services.close_action(action=action, state="done", by=ann)
    with pytest.raises(NotOpen):
        services.agree(action=action, person=ben, due_on=None, by=ben)


def test_how_it_is_is_asked(client, there, ben):
    action = add(there, ben)
    answer = send(client, ben, "close-action", action.pk, closing="Two of us")
    assert "error-summary" in shown(answer)
    assert "Two of us" in shown(answer)
    assert again(action).is_open


# --- Somebody goes ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("goes", ["the group", "the group, with a no", "the site"])
def test_what_somebody_was_to_do_is_nobodys_when_they_go_and_offered(client, made, there, ann, ben, goes):
    agreed, only_asked, done = add(there, ben), add(there, ben), add(there, ben)
    services.agree(action=agreed, person=ben, due_on=in_days(3), need="My own phone", by=ben)
    services.close_action(action=done, state="done", by=ben)
    elsewhere = add(on(group(ben, ann), ben), ben)
    if goes == "the group":
        services.leave(group=made, by=ben)
    elif goes == "the group, with a no":
        services.answer(group=made, person=ben, state="no", by=ben)
    else:
        members.leave(person=again(ben))
    for action in (agreed, only_asked):
        action.refresh_from_db()
        assert (action.owner, action.said_yes_at, action.need) == (None, None, "")
        assert "I’ll do it" in page(client, ann, "action", action.pk)
    assert page(client, ann, "group", made.pk).count("Nobody does this yet.") == 2
    assert again(done).state == "done"
    assert again(elsewhere).owner == (None if goes == "the site" else ben)
    assert not Notice.objects.filter(person=ben, about__in=[agreed.about, only_asked.about]).exists()


def test_nobody_is_put_down_for_something_who_is_not_in_the_group(there, made, ben):
    services.leave(group=made, by=ben)
    with pytest.raises(NotTheirs):
        add(there, ben)
    assert told(ben) == []
    assert not Action.objects.exists()


# --- No word of blame -------------------------------------------------------------------------------------------------
def test_nothing_says_that_anybody_is_late(client, made, there, ann, ben):
    """Weeks after its day, on every screen on which it stands, to whoever it is and to the others."""
    action = add(there, ben)
    services.agree(action=action, person=ben, due_on=in_days(-40), by=ben)
    screens = [url("action", action.pk), url("group", made.pk), url("agree", action.pk), url("close-action", action.pk)]
    screens += [url("meeting", on(made).pk), url("minutes", there.pk), url("write-item", there.pk, action.item_id)]
    blames = re.compile(r"\blate\b|overdue|\bbehind\b|missed|days ago|warning|danger|tag--red", re.IGNORECASE)
    for person in (ann, ben):
        for screen in [*screens, "/portal/", "/portal/messages/"]:
            answer = signed_in(client, person).get(screen)
            if answer.status_code == 200:
                assert blames.findall(shown(answer)) == [], screen
    assert "Its day has passed. What suits you?" in page(client, ben, "action", action.pk)


def test_nor_does_any_of_its_templates():
    folder = settings.BASE_DIR / "templates" / "portal" / "groups"
    for template in folder.glob("*action*.html"):
        words = re.sub(r"\{#.*?#\}", "", template.read_text(), flags=re.DOTALL)
        assert re.findall(r"\blate\b|overdue", words, re.IGNORECASE) == [], template.name


def test_every_action_is_listed_by_its_day_with_those_without_a_day_last(client, made, there, ann):
    for what, days in (("Z", None), ("B", 5), ("A", 2)):
        services.agree(
            action=add(there, ann, by=ann, what=f"Act {what}"),
            person=ann,
            due_on=None if days is None else in_days(days),
            by=ann,
        )
    _before, _mark, listed = page(client, ann, "group", made.pk).partition('id="todo"')
    assert re.findall(r"Act (\w)<", listed) == ["A", "B", "Z"]


# --- Two who do it together -------------------------------------------------------------------------------------------
@pytest.fixture
def together(there, ann, ben):
    cat = UserFactory(known_as="Cat")
    seat(there.group, cat)
    return services.add_action(meeting=there, item=item(there), what="Write", owner=ben, second=cat, by=ann), cat


def test_each_of_two_says_what_they_need_and_it_goes_with_them(together, ann, ben):
    action, cat = together
    services.agree(action=action, person=ben, due_on=in_days(5), need="A taxi", by=ann)
    services.agree(action=action, person=cat, due_on=in_days(6), need="", by=cat)
    action = again(action)
    assert (action.needs, action.recorded_by, action.second_recorded_by) == (["A taxi"], ann, None)
    services.hand_back(action=action, person=ben, by=ben)
    action = again(action)
    assert (action.owner, action.needs, action.recorded_by, action.due_on) == (cat, [], None, in_days(6))


def test_one_says_no_and_the_other_is_asked_still_and_the_day_goes_with_whoever_chose_it(together, ben):
    action, cat = together
    services.agree(action=action, person=ben, due_on=in_days(5), need="A taxi", by=ben)
    services.hand_back(action=action, person=ben, by=ben)
    action = again(action)
    assert (told(cat), told(ben)) == (["Will you do this? Write"], [])
    assert (action.owner, action.due_on, action.need, is_agreed(action)) == (cat, None, "", False)


def test_when_the_first_leaves_for_good_the_other_goes_on_with_their_day(client, made, together, ann, ben):
    action, cat = together
    services.agree(action=action, person=cat, due_on=in_days(6), by=cat)
    members.erase_person(person=ben, by=ben)
    assert (again(action).owner, again(action).due_on) == (cat, in_days(6))
    assert "by " + in_days(6).strftime("%A") in page(client, ann, "group", made.pk)


def test_who_does_it_hears_when_another_says_that_it_is_not_needed(there, ann, ben):
    action = add(there, ben)
    services.close_action(action=action, state="stopped", closing="They wrote first.", by=ann)
    notice = Notice.objects.get(person=ben, title__startswith="Not needed any more")
    assert "Ann wrote down" in notice.words
    assert "They wrote first." in notice.words


# --- In other words ---------------------------------------------------------------------------------------------------
def ways_of(action) -> tuple:
    return action.what, action.was, all(said for _person, said in action.owners)


def test_before_anybody_says_yes_whoever_was_there_puts_it_right_and_who_does_it_is_asked_again(client, there, ben):
    cat = UserFactory()
    seat(there.group, cat)
    action = add(there, ben)
    services.send_to_check(meeting=there, by=ben)
    digest = services.digest_of(there)
    services.check(meeting=again(there), person=ben, answer="right", digest=digest, by=ben)
    assert send(client, cat, "reword-action", action.pk, what="Ring them").status_code == 403
    send(client, there.by, "reword-action", action.pk, what="Ring them")
    assert ways_of(again(action)) == ("Ring them", "", False)
    assert told(ben) == ["Will you do this? Ring them"]
    assert again(there).checks.get().digest == ""  # the minutes say something else now


def test_after_a_yes_it_is_theirs_to_reword_and_the_other_is_asked_again(client, there, ann, ben):
    cat = UserFactory()
    seat(there.group, cat)
    action = add(there, ben)
    Action.objects.filter(pk=action.pk).update(second=cat, said_yes_at=timezone.now(), second_yes_at=timezone.now())
    assert send(client, ann, "reword-action", action.pk, what="Ring them").status_code == 403
    with pytest.raises(SaidYes):
        services.reword_action(action=action, what="Ring them", by=ann)
    services.reword_action(action=again(action), what="Ring them", by=ben)
    assert [said for _person, said in again(action).owners] == [True, False]
    assert told(cat) == ["Will you do this? Ring them"]


def test_what_was_approved_stays_beside_it(client, there, ann, ben):
    action = add(there, ben, by=ben)
    there.approved_at = timezone.now()
    there.save()
    for what in ("Ring them", "Ring them twice"):
        services.reword_action(action=again(action), what=what, by=ben)
    assert ways_of(again(action)) == ("Ring them twice", "Write to the bus company", True)
    for name, pk in (("action", action.pk), ("minutes", there.pk)):
        assert "Write to the bus company" in page(client, ann, name, pk)
