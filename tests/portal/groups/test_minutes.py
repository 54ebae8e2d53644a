"""Minutes: written by whoever was there, "is this right?", approved at the next meeting, and then they stay."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from portal.groups import services
from portal.groups.models import Action, Check, Decision, Minute, Vote
from portal.groups.services import Approved, Changed, NothingWritten, NotTheDay, NotToCheck
from portal.groups.services.minutes import NotTheNext, StillVoting
from portal.members.standing import COORDINATORS
from portal.needs import needs_of
from portal.notices.models import Notice
from tests.at_once import at_once, came_to
from tests.effort import RACES, THOROUGH
from tests.factories.groups import group, meeting, seat
from tests.factories.people import UserFactory
from tests.portal.groups.working import (
    again,
    is_agreed,
    item,
    on,
    page,
    send,
    shown,
    signed_in,
    told,
    url,
    verbs,
    works,
    write,
)

pytestmark = pytest.mark.django_db
TWO_WRITERS = 100 if THOROUGH else 20
WEEK = timedelta(days=7)
RIGHT, NOT_RIGHT = Check.Answer.RIGHT, Check.Answer.NOT_RIGHT


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
    return group(ann, ben, cat, name="Bus fares")


@pytest.fixture
def there(made, ann, ben):
    """Last week's, at which Ann and Ben were."""
    return on(made, ann, ben, ago=WEEK)


@pytest.fixture
def bus(there, ben):
    return item(there, "The last bus", by=ben)


@pytest.fixture
def sent(there, bus, ann):
    """With those who were there, to be checked."""
    write(there, bus, "It goes at eight.", "We ask for one at nine.", by=ann)
    services.send_to_check(meeting=there, by=ann)
    there.refresh_from_db()
    return there


def minute(there, one) -> Minute:
    return Minute.objects.get(meeting=there, item=one)


def say(there, person, answer=RIGHT, words="", *, by=None, digest=None):
    digest = digest or services.digest_of(there)
    services.check(meeting=there, person=person, answer=answer, words=words, digest=digest, by=by or person)


def asked(person) -> bool:
    return "What we said at “Bus fares”: is this right?" in [need.words for need in needs_of(again(person))]


def typed(said="", decided="", before=("", ""), **more) -> dict:
    return {"said": said, "decided": decided, "before_said": before[0], "before_decided": before[1]} | more


# --- On the day, by whoever is there ----------------------------------------------------------------------------------
def test_before_the_day_nobody_writes_and_nobody_is_ticked(client, made, ann):
    there = meeting(made, days=1)
    one = item(there)
    acts = [
        lambda: write(there, one, "Hello"),
        lambda: services.say_who_is_here(meeting=there, people=[ann], by=ann),
        lambda: services.add_action(meeting=there, item=one, what="Write", owner=ann, by=ann),
        lambda: services.send_to_check(meeting=there, by=ann),
    ]
    for act in acts:
        with pytest.raises(NotTheDay):
            act()
    for verb, numbers in (("who-is-here", [there.pk]), ("write-item", [there.pk, one.pk])):
        assert send(client, ann, verb, *numbers).status_code == 403
    assert "At the meeting" not in page(client, ann, "meeting", there.pk)


def test_on_the_day_of_a_meeting_that_is_called_off_neither(made, ann):
    there = on(made, called_off_at=timezone.now())
    with pytest.raises(NotTheDay):
        services.say_who_is_here(meeting=there, people=[ann], by=ann)


def test_the_names_that_are_ticked_are_who_was_there_and_nobody_else(client, made, ann, ben, cat):
    there, stranger = on(made), UserFactory()
    send(client, ann, "who-is-here", there.pk, people=[ann.pk, ben.pk])
    assert set(there.present.values_list("person", flat=True)) == {ann.pk, ben.pk}
    send(client, ann, "who-is-here", there.pk, people=[ann.pk, cat.pk], before=f"{ann.pk},{ben.pk}")
    assert set(there.present.values_list("person", flat=True)) == {ann.pk, cat.pk}
    answer = send(client, ann, "who-is-here", there.pk, people=[ann.pk, stranger.pk])
    assert "error-summary" in shown(answer)
    assert set(there.present.values_list("person", flat=True)) == {ann.pk, cat.pk}
    assert verbs(made).count("groups.present_noted") == 2


def test_anybody_of_the_group_writes_until_somebody_is_ticked_and_then_who_was_there(client, made, ann, ben, cat):
    there = on(made)
    one = item(there)
    assert [send(client, who, "write-item", there.pk, one.pk).status_code for who in (ann, ben, cat)] == [302] * 3
    there.present.create(person=ann)
    there.present.create(person=ben)
    for verb in ("write-item", "open-vote", "decision"):
        assert send(client, cat, verb, there.pk, one.pk).status_code == 403
    assert send(client, cat, "who-is-here", there.pk).status_code == 403
    assert send(client, cat, "send-minutes", there.pk).status_code == 403
    assert send(client, ben, "write-item", there.pk, one.pk, **typed("Hello")).status_code == 302
    assert "Hello" in page(client, cat, "minutes", there.pk), "who was not there reads them"


def test_coordinators_and_people_who_are_asked_read_none_of_it(client, sent):
    cora, invited = UserFactory(groups=[COORDINATORS]), UserFactory()
    seat(sent.group, invited, "asked")
    for person in (cora, invited):
        assert signed_in(client, person).get(url("minutes", sent.pk)).status_code == 403
        assert "It goes at eight." not in page(client, person, "meeting", sent.pk)
        assert "It goes at eight." not in page(client, person, "group", sent.group.pk)


# --- Three boxes an item ----------------------------------------------------------------------------------------------
def test_saving_goes_on_to_the_next_item_and_ends_on_the_page_with_all_of_it(client, there, bus, ann, ben):
    second = item(there, "Benches")
    answer = send(
        client,
        ann,
        "write-item",
        there.pk,
        bus.pk,
        **typed("It goes at eight.", "We write.", todo="Write to them", owner=ben.pk),
    )
    assert answer.url == url("write-item", there.pk, second.pk)
    assert (minute(there, bus).said, minute(there, bus).decided) == ("It goes at eight.", "We write.")
    action = Action.objects.get()
    assert (action.what, action.owner, action.item, action.meeting, is_agreed(action)) == (
        "Write to them",
        ben,
        bus,
        there,
        False,
    )
    assert send(client, ann, "write-item", there.pk, second.pk, do="more").url == url("write-item", there.pk, second.pk)
    assert send(client, ann, "write-item", there.pk, second.pk).url == url("minutes", there.pk)
    text = page(client, ann, "minutes", there.pk)
    for part in ("It goes at eight.", "We write.", "Write to them", "Nothing is written about it."):
        assert part in text
    assert not Minute.objects.filter(item=second).exists(), "nobody wrote a word"


def test_who_does_what_needs_the_what_and_loses_no_word(client, there, bus, ann, ben):
    answer = send(client, ann, "write-item", there.pk, bus.pk, **typed("It goes at eight.", owner=ben.pk))
    assert "Please write what they do." in shown(answer)
    assert "It goes at eight." in shown(answer)
    assert ann.drafts.get().fields["said"] == "It goes at eight."
    assert not Minute.objects.exists()


def test_line_ends_of_browsers_change_nothing(client, there, bus, ann):
    write(there, bus, "One\nTwo")
    send(client, ann, "write-item", there.pk, bus.pk, **typed("One\r\nTwo", before=("One\r\nTwo", "")))
    assert minute(there, bus).said == "One\nTwo"
    assert verbs(there.group).count("groups.minutes_written") == 1


# --- Two who write at once --------------------------------------------------------------------------------------------
def test_what_two_wrote_in_different_places_comes_together(there, bus, ann, ben):
    before = "It goes at eight.\nWe walk home."
    write(there, bus, before, by=ann)
    assert not write(there, bus, "It goes at eight sharp.\nWe walk home.", before={"said": before}, by=ann)
    assert not write(there, bus, "It goes at eight.\nWe walk home in the dark.", before={"said": before}, by=ben)
    assert minute(there, bus).said == "It goes at eight sharp.\nWe walk home in the dark."


def test_of_a_line_that_both_changed_both_stand_and_the_second_is_told(client, there, bus, ann, ben):
    write(there, bus, "It goes at eight.", by=ann)
    was = ("It goes at eight.", "")
    send(client, ann, "write-item", there.pk, bus.pk, **typed("It goes at nine.", before=was))
    answer = send(client, ben, "write-item", there.pk, bus.pk, **typed("It goes at ten.", before=was))
    assert answer.url == url("write-item", there.pk, bus.pk)
    text = shown(client.get(answer.url))
    assert "Both stand below: put them in order." in client.get(url("minutes", there.pk)).content.decode() + text
    assert minute(there, bus).said == "It goes at nine.\n\nIt goes at ten."
    assert "It goes at nine.\n\nIt goes at ten." in text


def test_what_somebody_took_away_while_another_wrote_there_is_not_lost(there, bus, ann, ben):
    write(there, bus, "It goes at eight.", by=ann)
    before = {"said": "It goes at eight."}
    write(there, bus, "", before=before, by=ann)
    write(there, bus, "It goes at eight, and it is full.", before=before, by=ben)
    assert "it is full" in minute(there, bus).said


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_of_two_minute_takers_at_once_both_are_kept():
    """By the form, as they do: in empty boxes, at the end of what stands there, and in the same line."""
    for number in range(TWO_WRITERS):
        ann, ben = UserFactory.create_batch(2)
        there = on(group(ann, ben), ann, ben)
        one, before = item(there), ("", "It goes at eight.", "It goes at eight.\nWe walk home.")[number % 3]
        if before:
            write(there, one, before, by=ann)
        browsers = [signed_in(Client(), person) for person in (ann, ben)]
        mine = [f"{before}\n{person.pk} said this." for person in (ann, ben)]

        def press(browser, said, there=there, one=one, before=before):
            words = typed(said, before=(before, ""), do="more") | {"key": uuid4()}
            return browser.post(url("write-item", there.pk, one.pk), words).status_code

        came = at_once(*(lambda b=b, said=said: press(b, said) for b, said in zip(browsers, mine, strict=True)))
        assert came == [302, 302]
        stands = minute(there, one).said
        assert all(f"{person.pk} said this." in stands for person in (ann, ben)), stands
        assert before in stands


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_written_at_once_about_one_item_for_the_first_time_there_is_one_minute_of_it():
    for _repeat in range(RACES):
        people = UserFactory.create_batch(4)
        there = on(group(*people), *people)
        one = item(there)
        came = came_to(
            *(
                lambda by=by, there=there, one=one: write(again(there), one, f"{by.pk} said this.", by=by)
                for by in people
            )
        )
        assert came == ["done"] * 4
        assert all(f"{person.pk} said this." in minute(there, one).said for person in people)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_line_put_right_while_somebody_says_that_it_is_right_asks_them_again():
    for _repeat in range(RACES):
        ann, ben = UserFactory.create_batch(2)
        there = on(group(ann, ben), ann, ben)
        one = item(there)
        write(there, one, "It goes at eight.", by=ann)
        services.send_to_check(meeting=there, by=ann)
        digest = services.digest_of(there)
        came = came_to(
            lambda there=there, digest=digest, ben=ben: say(again(there), ben, digest=digest),
            lambda there=there, one=one, ann=ann: write(
                again(there), one, "At nine.", before={"said": "It goes at eight."}, by=ann
            ),
        )
        assert came in (["done", "done"], ["Changed", "done"])
        assert not Check.objects.filter(meeting=there, digest=services.digest_of(there)).exists()


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_written_while_they_are_approved_it_is_in_what_was_approved_or_refused():
    for _repeat in range(RACES):
        ann, ben = UserFactory.create_batch(2)
        made = group(ann, ben)
        there, now = on(made, ann, ben, ago=WEEK), on(made, ann, ben)
        one = item(there)
        write(there, one, "It goes at eight.", by=ann)
        services.send_to_check(meeting=there, by=ann)
        came = came_to(
            lambda there=there, one=one, ann=ann: write(
                again(there), one, "At nine.", before={"said": "It goes at eight."}, by=ann
            ),
            lambda there=there, now=now, ben=ben: services.approve(meeting=again(there), at=now, by=ben),
        )
        assert came in (["done", "done"], ["Approved", "done"])
        assert minute(there, one).said == ("At nine." if came[0] == "done" else "It goes at eight.")


# --- "Is this right?" -------------------------------------------------------------------------------------------------
def test_with_nothing_written_or_nobody_there_nobody_is_asked(made, there, bus, ann):
    with pytest.raises(NothingWritten):
        services.send_to_check(meeting=there, by=ann)
    write(there, bus, "Hm")
    write(there, bus, before={"said": "Hm"})
    with pytest.raises(NothingWritten):
        services.send_to_check(meeting=there, by=ann)
    empty = on(made)
    write(empty, item(empty), "Hello")
    with pytest.raises(NothingWritten):
        services.send_to_check(meeting=empty, by=ann)
    assert Notice.objects.count() == 0


def test_who_was_there_is_asked_each_by_the_way_they_chose_and_reads_it_here(there, bus, ann, ben, cat):
    by_hand = UserFactory(known_as="Dot", email="")
    seat(there.group, by_hand)
    there.present.create(person=by_hand)
    write(there, bus, "It goes at eight.", "We ask for one at nine.")
    services.add_action(meeting=there, item=bus, what="Write to them", owner=None, by=ann)
    services.write_decision(
        meeting=there, item=bus, question="When?", decided="At nine.", how="consensus", reasons="Long meetings.", by=ann
    )
    services.send_to_check(meeting=there, by=ann)
    title = "Is this right? What we said at “Bus fares”"
    assert [told(person) for person in (ann, ben, by_hand, cat)] == [[], [title], [title], []]
    assert {one.person: one.state for one in Notice.objects.all()} == {ben: "waiting", by_hand: "by-hand"}
    words = " ".join(Notice.objects.values_list("words", flat=True))
    for part in ("The last bus", "It goes at eight.", "We ask for one at nine.", "Write to them", "At nine.", "Long"):
        assert part not in words, "coordinators read messages out, and no minutes"
    assert (asked(ann), asked(ben), asked(cat)) == (True, True, False)
    services.send_to_check(meeting=there, by=ben)
    assert told(ben) == [title], "asked once"


def test_somebody_says_that_it_is_right(client, sent, ben, ann):
    assert "Is this right?" in page(client, ben, "minutes", sent.pk)
    send(client, ben, "check-minutes", sent.pk, answer="right", digest=services.digest_of(sent))
    assert not asked(ben)
    assert "They say that it is right: <bdi>Ben</bdi>" in page(client, ann, "minutes", sent.pk)
    assert Notice.objects.filter(person=ben, state="waiting").count() == 0, "nobody rings them any more"


def test_what_somebody_said_here_themselves_nobody_writes_over(client, sent, ann, ben):
    say(sent, ben, answer="not", words="I said half past eight.")
    told = {"answer": "right", "digest": services.digest_of(sent), "how_told": "said"}
    assert send(client, ann, "check-down", sent.pk, ben.pk, **told).status_code == 409
    assert (Check.objects.get().answer, Check.objects.get().words) == ("not", "I said half past eight.")


def test_two_who_tick_undo_nothing_of_each_other_and_somebody_was_there(client, made, ann, ben, cat):
    there = on(made)
    send(client, ann, "who-is-here", there.pk, people=[ann.pk, ben.pk])
    services.declare(meeting=there, words="I work for the buses.", by=ben)
    send(client, ann, "who-is-here", there.pk, people=[ann.pk, cat.pk], before=str(ann.pk))
    assert set(there.present.values_list("person", flat=True)) == {ann.pk, ben.pk, cat.pk}
    assert there.present.get(person=ben).declared == "I work for the buses."
    everybody = ",".join(str(one.pk) for one in (ann, ben, cat))
    assert send(client, ann, "who-is-here", there.pk, before=everybody).status_code == 409


def test_who_was_not_there_is_not_asked_and_says_nothing(client, sent, cat, ann):
    assert send(client, cat, "check-minutes", sent.pk, answer="right").status_code == 403
    assert send(client, ann, "check-down", sent.pk, cat.pk, answer="right").status_code == 404
    with pytest.raises(NotToCheck):
        say(sent, cat)
    assert not Check.objects.exists()


def test_what_they_told_by_phone_is_written_down(client, sent, ann, ben):
    cora, digest = UserFactory(groups=[COORDINATORS]), services.digest_of(sent)
    told = {"answer": "right", "digest": digest, "how_told": "said"}
    assert send(client, cora, "check-down", sent.pk, ben.pk, **told).status_code == 403, "who may not read them"
    send(client, ann, "check-down", sent.pk, ben.pk, **told)
    one = Check.objects.get()
    assert (one.person, one.recorded_by, one.answer) == (ben, ann, "right")
    entry = sent.group.about
    assert verbs(sent.group)[-1] == "groups.minutes_checked", entry
    assert send(client, ann, "check-down", sent.pk, ann.pk, answer="right", digest=digest).status_code == 404


def test_what_somebody_sees_otherwise_stands_there_in_their_words(client, sent, ann, ben, cat):
    digest = services.digest_of(sent)
    answer = send(client, ben, "check-minutes", sent.pk, answer="not", digest=digest)
    assert "Please write in a few words what you see otherwise." in shown(answer)
    send(client, ben, "check-minutes", sent.pk, answer="not", words="I said ten.", digest=digest)
    for person in (ann, cat):
        text = page(client, person, "minutes", sent.pk)
        assert "I said ten." in text
        assert "<strong><bdi>Ben</bdi></strong>" in text


def test_it_stays_visible_when_a_line_is_put_right_and_after_it_is_approved(client, made, sent, bus, ann, ben):
    say(sent, ben, NOT_RIGHT, "I said ten.")
    write(sent, bus, "At nine.", before={"said": "It goes at eight."}, by=ann)
    assert "I said ten." in page(client, ann, "minutes", sent.pk)
    assert asked(ben), "whether it is right now"
    services.approve(meeting=sent, at=on(made, ann), by=ann)
    assert "I said ten." in page(client, ann, "minutes", sent.pk)


def changes(there, one, ann, ben, cat) -> dict:
    given = {"meeting": there, "item": one, "question": "When?", "how": "consensus", "by": ann}
    return {
        "what was said": lambda: write(there, one, "At nine.", before={"said": "It goes at eight."}, by=ann),
        "what was decided": lambda: write(
            there, one, "It goes at eight.", "No.", before={"decided": "We ask for one at nine."}, by=ann
        ),
        "another thing to do": lambda: services.add_action(meeting=there, item=one, what="Ring", owner=ben, by=ann),
        "who was there": lambda: services.say_who_is_here(meeting=there, people=[ann, ben, cat], by=ann),
        "a decision": lambda: services.write_decision(decided="At nine.", **given),
        "a view heard": lambda: services.hear_view(meeting=there, item=one, words="No bus.", named=False, by=ann),
        "what was declared": lambda: services.declare(meeting=there, words="I drive it.", by=ann),
    }


@pytest.mark.parametrize("what", changes(None, None, None, None, None))
def test_a_change_asks_again(client, sent, bus, ann, ben, cat, what):
    for person in (ann, ben):
        say(sent, person)
    earlier = services.digest_of(sent)
    assert not asked(ben)
    changes(sent, bus, ann, ben, cat)[what]()
    assert services.digest_of(sent) != earlier
    assert asked(ann)
    assert asked(ben)
    assert "They say that it is right" not in page(client, ben, "minutes", sent.pk)
    answer = send(client, ben, "check-minutes", sent.pk, answer="right", digest=earlier)
    assert "Somebody changed a line while you were reading." in shown(answer)
    with pytest.raises(Changed):
        say(sent, ben, digest=earlier)
    say(sent, ben)
    assert not asked(ben)


def test_what_becomes_of_an_action_after_the_meeting_asks_nobody_again(sent, bus, ann, ben):
    action = services.add_action(meeting=sent, item=bus, what="Ring", owner=ben, by=ann)
    say(sent, ann)
    services.hand_back(action=action, person=ben, by=ben)
    services.take_on_action(action=action, by=ben)
    services.agree(action=action, person=ben, due_on=timezone.localdate(), need="A phone", by=ben)
    services.close_action(action=action, state="done", by=ben)
    assert not asked(ann)
    assert Check.objects.get().digest == services.digest_of(sent)


def test_words_that_change_nothing_ask_nobody_again(sent, bus, ann, ben):
    say(sent, ben)
    write(sent, bus, "It goes at eight.", "We ask for one at nine.", before={}, by=ann)
    services.say_who_is_here(meeting=sent, people=[ann, ben], by=ann)
    assert not asked(ben)


def test_before_they_are_sent_nobody_says_that_they_are_right(client, there, bus, ben):
    write(there, bus, "Hello")
    with pytest.raises(NotToCheck):
        say(there, ben)
    assert send(client, ben, "check-minutes", there.pk).status_code == 403


# --- Approved at the next meeting -------------------------------------------------------------------------------------
def test_those_at_the_next_meeting_approve_and_then_nothing_changes_any_more(client, made, sent, bus, ann, ben, cat):
    say(sent, ben, NOT_RIGHT, "I said ten.")
    now = on(made, ann, cat)
    assert url("approve-minutes", sent.pk, now.pk) in page(client, cat, "meeting", now.pk)
    asks = page(client, cat, "approve-minutes", sent.pk, now.pk)
    assert re.findall(r"<li><bdi>(\w+)</bdi></li>", asks) == ["Ann", "Cat"], "who is ticked as here"
    assert "1 person sees something otherwise." in asks
    assert again(sent).approved_at is None
    answer = send(client, cat, "approve-minutes", sent.pk, now.pk)
    assert answer.url == url("meeting", now.pk)
    sent.refresh_from_db()
    assert (sent.approved_by, sent.approved_in, sent.is_checked) == (cat, now, False)
    assert "It stays as it is." in page(client, ann, "minutes", sent.pk)
    decision = Decision.objects.create(meeting=sent, item=bus, question="When?")
    acts = [
        lambda: write(sent, bus, "No.", before={"said": "It goes at eight."}),
        lambda: services.say_who_is_here(meeting=sent, people=[cat], by=ann),
        lambda: services.add_action(meeting=sent, item=bus, what="Ring", owner=None, by=ann),
        lambda: services.write_decision(meeting=sent, item=bus, question="?", decided="No.", how="consensus", by=ann),
        lambda: services.still_think(decision=decision, words="No.", by=ann),
        lambda: services.open_vote(meeting=sent, item=bus, question="Nine?", by=ann),
        lambda: services.approve(meeting=sent, at=now, by=ann),
        lambda: say(sent, ben),
        lambda: services.send_to_check(meeting=sent, by=ann),
    ]
    for act in acts:
        with pytest.raises(Approved):
            act()
    assert minute(sent, bus).said == "It goes at eight."
    for verb, numbers in (
        ("write-item", [sent.pk, bus.pk]),
        ("who-is-here", [sent.pk]),
        ("check-minutes", [sent.pk]),
        ("approve-minutes", [sent.pk, now.pk]),
        ("still-think", [decision.pk]),
    ):
        assert send(client, ann, verb, *numbers).status_code == 403
    assert not asked(ann)


def test_not_at_the_meeting_itself_nor_before_the_next_nor_by_who_is_not_there(client, made, sent, ann, ben, cat):
    to_come, earlier = meeting(made, days=7), on(made, ann, ago=2 * WEEK)
    to_come.present.create(person=ann)
    elsewhere = on(group(ann), ann)
    for at in (sent, to_come, earlier, elsewhere):
        with pytest.raises(NotTheNext):
            services.approve(meeting=sent, at=at, by=ann)
        assert send(client, ann, "approve-minutes", sent.pk, at.pk).status_code in (403, 404)
    now = on(made, cat)
    with pytest.raises(NotTheNext):
        services.approve(meeting=sent, at=now, by=ann)
    assert send(client, ann, "approve-minutes", sent.pk, now.pk).status_code == 403
    assert again(sent).approved_at is None


def test_not_at_the_meeting_itself_by_somebody_who_is_at_the_next(client, made, sent, ann):
    on(made, ann)
    assert send(client, ann, "approve-minutes", sent.pk, sent.pk).status_code == 409
    assert again(sent).approved_at is None


def test_not_before_they_were_sent(client, made, there, bus, ann):
    write(there, bus, "Hello")
    now = on(made, ann)
    with pytest.raises(NotToCheck):
        services.approve(meeting=there, at=now, by=ann)
    assert url("approve-minutes", there.pk, now.pk) not in page(client, ann, "meeting", now.pk)


def test_not_while_a_vote_is_open(client, made, sent, bus, ann):
    """It could not be closed any more."""
    Vote.objects.create(meeting=sent, item=bus, question="Nine?", votes="open", rule=works(made), opened_by=ann)
    now = on(made, ann)
    with pytest.raises(StillVoting):
        services.approve(meeting=sent, at=now, by=ann)
    answer = send(client, ann, "approve-minutes", sent.pk, now.pk)
    assert "A vote is still open. Close it first." in answer.content.decode()


def test_a_yes_of_everybody_is_no_condition(made, sent, ann):
    """Silence says nothing, and holds nothing up."""
    services.approve(meeting=sent, at=on(made, ann), by=ann)
    assert again(sent).approved_at


def test_the_next_meeting_opens_with_what_was_left(client, made, sent, bus, ann, ben):
    services.add_action(meeting=sent, item=bus, what="Write to the company", owner=ben, by=ann)
    text = page(client, ann, "meeting", on(made, ann).pk)
    for part in ("From last time", "Write to the company", "asked, no answer yet"):
        assert part in text


# --- What it costs ----------------------------------------------------------------------------------------------------
MINUTES, WRITE_ITEM = 18, 21


def a_full_meeting(ann, many):
    people = UserFactory.create_batch(many)
    made = group(ann, *people)
    rule, there = works(made, votes="open"), on(made, ann, *people)
    for number, person in enumerate(people):
        one = item(there, by=person)
        write(there, one, "Hello", "Yes")
        services.add_action(meeting=there, item=one, what="Write", owner=person, by=ann)
        about = {"meeting": there, "item": one, "question": "Nine?"}
        closed = None if number % 2 else timezone.now()
        Vote.objects.create(votes="open", rule=rule, opened_by=ann, closed_at=closed, was_enough=True, **about)
        decision = Decision.objects.create(rule=rule, **about)
        decision.dissents.create(person=person, words="No.")
    services.send_to_check(meeting=there, by=ann)
    for number, person in enumerate(people):
        say(there, person, NOT_RIGHT if number % 2 else RIGHT, "Hm")
    return there


def test_minutes_and_writing_cost_the_same_for_1_item_and_for_30(client, ann, django_assert_num_queries):
    for many in (1, 30):
        there = a_full_meeting(ann, many)
        one = there.items.first()
        for where, numbers, queries in (
            ("minutes", [there.pk], MINUTES),
            ("write-item", [there.pk, one.pk], WRITE_ITEM),
        ):
            signed_in(client, ann).get(url(where, *numbers))
            with django_assert_num_queries(queries, info=f"{where} {many}"):
                client.get(url(where, *numbers))


# --- Too late ---------------------------------------------------------------------------------------------------------
def test_whoever_comes_too_late_reads_their_own_words(client, made, ann, ben):
    """Sent, and also when they come back to what was kept while they typed."""
    there = on(made, ann, ben)
    one = item(there)
    signed_in(client, ben).post(f"/portal/drafts/minute:{there.pk}-{one.pk}/", {"key": uuid4(), "said": "Typed here"})
    services.park_item(item=one, why="No time", by=ann)
    boxes = {"said": "Twenty minutes of typing", "before_said": "Old words"}
    for answer, words in (
        (send(client, ben, "write-item", there.pk, one.pk, **boxes), boxes["said"]),
        (client.get(url("write-item", there.pk, one.pk)), "Typed here"),
    ):
        assert answer.status_code == 404
        assert words in answer.content.decode()
        assert "Old words" not in answer.content.decode()


def test_whoever_comes_too_late_finds_the_way_back(client, made, ann, ben):
    there = on(made, ann, ben)
    one = item(there)
    there.approved_at = timezone.now()
    there.save()
    answer = send(client, ben, "write-item", there.pk, one.pk, said="Twenty minutes of typing", before_said="")
    assert answer.status_code == 403
    assert f'class="govuk-back-link" href="{url("meeting", there.pk)}"' in answer.content.decode()


def test_what_somebody_sees_otherwise_is_kept_when_a_line_changed_meanwhile(client, made, ann, ben):
    there = on(made, ann, ben)
    one = item(there)
    write(there, one, "At eight.", by=ann)
    services.send_to_check(meeting=there, by=ann)
    before = services.digest_of(there)
    write(there, one, "At nine.", by=ann, before={"said": "At eight."})
    said = {"answer": "not", "words": "It was ten.", "digest": before}
    answer = send(client, ben, "check-minutes", there.pk, **said)
    later = client.get(url("check-minutes", there.pk))
    assert (answer.status_code, "It was ten." in later.content.decode()) == (409, True)
    now = services.digest_of(there)
    assert later.context["form"]["digest"].value() == answer.context["form"]["digest"].value() == now
