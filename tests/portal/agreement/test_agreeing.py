"""People agree to exactly these words: here, or to somebody who writes it down. A change asks them again."""

from datetime import timedelta

import pytest
import time_machine
from django.db.models import F
from django.utils import timezone

from portal.agreement.comparing import compare_words
from portal.agreement.models import Agreement, NotReached, Version
from portal.agreement.models.versions import digest_of_words
from portal.agreement.services import agreeing
from portal.agreement.services.agreeing import NothingDifferent, NotTheirsToUndo, TooLateToUndo, VersionChanged
from portal.audit.models import Entry
from portal.audit.services import problems
from portal.members.models import Support
from tests.at_once import came_to
from tests.effort import RACES
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
SUBJECT = "ways:1"
FIRST, SECOND, FIXED = {"values": "We listen."}, {"values": "We listen, and we answer."}, {"values": "We listen!"}


@pytest.fixture
def ann(db):
    return UserFactory(known_as="Ann")


@pytest.fixture
def ben(db):
    return UserFactory(known_as="Ben")


def tried_on_a_day(**whom) -> int:
    """The next try is on another day."""
    tries = agreeing.could_not_reach(**whom)
    NotReached.objects.update(last_tried_at=F("last_tried_at") - timedelta(days=1))
    return tries


def put(words, by, after=None, why="", subject=SUBJECT) -> Version:
    return agreeing.put_forward(subject=subject, words=words, by=by, after=after, small_fix=why)


def yes(version, person, side="lived", by=None, **given):
    agreeing.agree(version=version, person=person, side=side, by=by or person, **given)


def agreed(version, *people) -> list:
    return agreeing.standing_of(version, people).agreed


def trail() -> list[tuple]:
    found = Entry.objects.filter(subject=SUBJECT).order_by("number")
    return [(entry.verb.removeprefix("agreement."), entry.by, entry.on_behalf_of) for entry in found]


# --- The words --------------------------------------------------------------------------------------------------------
def test_the_same_words_give_the_same_digest_in_whatever_order_they_were_put():
    one, other = {"values": "Wé listen.", "quorum": 3}, {"quorum": 3, "values": "Wé listen."}
    assert digest_of_words(one) == digest_of_words(other)


@pytest.mark.parametrize(
    "other",
    [
        {"values": "We listen. "},
        {"values": "we listen."},
        {"values": "We listen.", "more": ""},
        {"worth": "We listen."},
        {"values": ["We listen."]},
        {},
    ],
)
def test_any_other_words_give_another_digest(other):
    assert digest_of_words(other) != digest_of_words(FIRST)


def test_a_version_keeps_the_words_their_digest_and_who_wrote_them(ann):
    version = put(FIRST, ann)
    assert (version.number, version.words, version.by) == (1, FIRST, ann)
    assert version.digest == digest_of_words(again(version).words)
    assert trail() == [("put_forward", ann, None)]


def again(version) -> Version:
    return Version.objects.get(pk=version.pk)


def test_words_are_put_forward_by_whoever_had_the_newest_before_them(ann, ben):
    put(FIRST, ann)
    for after in (None, 0, 2):
        with pytest.raises(VersionChanged):
            put(SECOND, ben, after=after)
    with pytest.raises(NothingDifferent):
        put(dict(FIRST), ben, after=1)
    assert [version.number for version in Version.objects.of(SUBJECT)] == [1]
    assert put(SECOND, ben, after=1).number == 2
    assert agreeing.current(SUBJECT).words == SECOND


def test_subjects_do_not_know_of_each_other(ann):
    put(FIRST, ann)
    other = put(SECOND, ann, subject="ways:11")
    yes(other, ann)
    assert (other.number, agreeing.current(SUBJECT).words) == (1, FIRST)
    assert agreeing.last_agreed_by(ann, SUBJECT) is None


# --- Yes --------------------------------------------------------------------------------------------------------------
def test_silence_never_agrees(ann, ben):
    version = put(FIRST, ann)
    assert not agreeing.standing_of(version, []).is_agreed
    standing = agreeing.standing_of(version, [ann, ben])
    assert (standing.agreed, standing.not_yet, standing.is_agreed) == ([], [ann, ben], False)
    yes(version, ben)
    standing = agreeing.standing_of(version, [ann, ben])
    assert (standing.agreed, standing.not_yet, standing.is_agreed) == ([ben], [ann], False), "nor whoever wrote them"
    yes(version, ann)
    assert agreeing.standing_of(version, [ann, ben]).is_agreed


def test_a_yes_is_to_exactly_these_words(ann, ben):
    version = put(FIRST, ann)
    put(SECOND, ann, after=1)
    with pytest.raises(VersionChanged):
        yes(version, ben)
    assert not Agreement.objects.exists()


def test_a_change_lapses_every_yes_and_shows_what_changed_since(ann, ben):
    first = put(FIRST, ann)
    yes(first, ann)
    yes(first, ben)
    second = put(SECOND, ann, after=1)
    assert (agreed(first, ann, ben), agreed(second, ann, ben)) == ([ann, ben], [])
    before = agreeing.last_agreed_by(ben, SUBJECT)
    (change,) = compare_words({"values": "What matters"}, before.words, second.words)
    assert "".join(text for added, text in change.after if added) == "listen, and we answer."
    assert "".join(text for taken, text in change.before if taken) == "listen."
    yes(second, ben)
    assert agreeing.last_agreed_by(ben, SUBJECT) == second


def test_a_yes_is_theirs_to_take_back_and_to_give_again(ann, ben):
    version = put(FIRST, ann)
    yes(version, ben)
    agreeing.take_yes_back(version=version, by=ann)
    assert agreed(version, ben) == [ben], "nobody takes back another's"
    agreeing.take_yes_back(version=version, by=ben)
    agreeing.take_yes_back(version=version, by=ben)
    assert (agreed(version, ben), agreeing.last_agreed_by(ben, SUBJECT)) == ([], None)
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=False) as _later:
        with pytest.raises(agreeing.TheirsAlone):
            yes(version, ben, side="staff", by=ann, said=Support.SaidYes.PAPER)
        yes(version, ben, side="staff")
        one = Agreement.objects.get()
        assert (one.side, one.said, one.recorded_by, one.at) == ("staff", "here", None, timezone.now())
    assert trail()[1:] == [("agreed", ben, None), ("taken_back", ben, None), ("agreed", ben, None)]


def test_a_second_yes_changes_nothing_of_the_first(ann, ben):
    version = put(FIRST, ann)
    yes(version, ben)
    yes(version, ben, side="staff", by=ann, said=Support.SaidYes.SAID)
    one = Agreement.objects.get()
    assert (one.side, one.said, one.recorded_by) == ("lived", "here", None)


def test_who_told_it_to_somebody_is_named_with_whoever_wrote_it_down(ann, ben):
    version = put(FIRST, ann)
    yes(version, ben, by=ann, said=Support.SaidYes.SAID)
    one = Agreement.objects.get()
    assert (one.person, one.said, one.recorded_by) == (ben, "said", ann)
    assert trail()[-1] == ("agreed", ann, ben)
    assert Entry.objects.get(verb="agreement.agreed").concerns == ben
    yes(version, ann)
    assert Agreement.objects.get(person=ann).recorded_by is None


# --- A small fix ------------------------------------------------------------------------------------------------------
@pytest.fixture
def fixed(ann, ben):
    """Ben agreed, and told Ann; the sign at the end was put right by her."""
    version = put(FIRST, ann)
    yes(version, ben, side="staff", by=ann, said=Support.SaidYes.SAID)
    return put(FIXED, ann, after=1, why="A sign at the end")


def test_a_small_fix_keeps_every_yes_as_it_was_said(fixed, ann, ben):
    one = fixed.agreements.get()
    assert (one.person, one.side, one.said, one.recorded_by) == (ben, "staff", "said", ann)
    assert trail()[-1] == ("small_fix", ann, None)
    assert agreeing.last_agreed_by(ben, SUBJECT) == fixed


def test_a_small_fix_brings_no_yes_back_to_life_that_was_taken_back(ann, ben):
    version = put(FIRST, ann)
    yes(version, ben)
    agreeing.take_yes_back(version=version, by=ben)
    assert agreed(put(FIXED, ann, after=1, why="A sign"), ben) == []


def test_a_small_fix_keeps_who_was_not_reached(ann, ben):
    version = put(FIRST, ann)
    for _try in range(2):
        tried_on_a_day(version=version, person=ben, by=ann)
    assert agreeing.standing_of(put(FIXED, ann, after=1, why="A sign"), [ben]).not_reached == [ben]


def test_any_of_those_who_agreed_undo_it(fixed, ben):
    back = agreeing.undo_fix(version=fixed, by=ben)
    assert (back.number, back.words, agreed(back, ben)) == (3, FIRST, [ben])
    assert ("fix_undone", ben, None) in trail()


def test_nobody_else_undoes_it(fixed, ann, ben):
    with pytest.raises(NotTheirsToUndo):
        agreeing.undo_fix(version=fixed, by=ann)
    agreeing.take_yes_back(version=fixed, by=ben)
    with pytest.raises(NotTheirsToUndo):
        agreeing.undo_fix(version=fixed, by=ben)
    assert agreeing.current(SUBJECT) == fixed


@pytest.mark.parametrize(
    ("after", "may"), [(timedelta(days=7) - timedelta(minutes=1), True), (timedelta(days=7), False)]
)
def test_for_seven_days(fixed, ben, after, may):
    with time_machine.travel(fixed.made_at + after + timedelta(seconds=1), tick=False):
        if may:
            assert agreeing.undo_fix(version=fixed, by=ben).words == FIRST
        else:
            with pytest.raises(TooLateToUndo):
                agreeing.undo_fix(version=fixed, by=ben)


def test_not_once_the_words_were_changed_again(fixed, ann, ben):
    newest = put(SECOND, ann, after=2)
    yes(newest, ben)
    for version in (fixed, newest):
        with pytest.raises(TooLateToUndo):
            agreeing.undo_fix(version=version, by=ben)
    assert agreeing.current(SUBJECT).words == SECOND


# --- Not reached ------------------------------------------------------------------------------------------------------
def test_after_two_tries_it_goes_on_and_they_never_count_as_having_agreed(ann, ben):
    version = put(FIRST, ann)
    yes(version, ann)
    assert tried_on_a_day(version=version, person=ben, by=ann) == 1
    standing = agreeing.standing_of(version, [ann, ben])
    assert (standing.not_yet, standing.is_agreed) == ([ben], False)
    assert tried_on_a_day(version=version, person=ben, by=ann) == 2
    standing = agreeing.standing_of(version, [ann, ben])
    assert (standing.agreed, standing.not_yet, standing.not_reached) == ([ann], [], [ben])
    assert standing.is_agreed
    assert not Agreement.objects.filter(person=ben).exists()
    assert trail()[-2:] == [("not_reached", ann, None)] * 2


def test_with_nobody_who_said_yes_nothing_is_agreed(ann, ben):
    version = put(FIRST, ann)
    for person in (ann, ben) * 2:
        tried_on_a_day(version=version, person=person, by=ann)
    assert not agreeing.standing_of(version, [ann, ben]).is_agreed


def test_whoever_was_not_reached_says_yes_at_any_time(ann, ben):
    version = put(FIRST, ann)
    for _try in range(2):
        tried_on_a_day(version=version, person=ben, by=ann)
    yes(version, ben)
    assert agreed(version, ben) == [ben]


def test_other_words_are_tried_afresh(ann, ben):
    version = put(FIRST, ann)
    for _try in range(2):
        tried_on_a_day(version=version, person=ben, by=ann)
    newest = put(SECOND, ann, after=1)
    assert agreeing.standing_of(newest, [ben]).not_yet == [ben]
    with pytest.raises(VersionChanged):
        tried_on_a_day(version=version, person=ben, by=ann)
    assert NotReached.objects.filter(version=newest).count() == 0


def test_how_far_people_are_costs_two_queries_however_many(ann, django_assert_num_queries):
    version, many = put(FIRST, ann), UserFactory.create_batch(30)
    for person in many[:10]:
        yes(version, person)
    for people in (many[:1], many):
        with django_assert_num_queries(2):
            agreeing.standing_of(version, people)


# --- At the same moment -----------------------------------------------------------------------------------------------
def race(name, ann):
    return f"ways:{name}", put(FIRST, ann, subject=f"ways:{name}")


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_whoever_agrees_while_the_words_change_agrees_to_what_they_read_or_is_told(ann, ben):
    for number in range(RACES):
        subject, version = race(number, ann)
        came = came_to(
            lambda version=version: yes(version, ben), lambda subject=subject: put(SECOND, ann, 1, subject=subject)
        )
        assert (came[0] in ("done", "VersionChanged"), came[1]) == (True, "done")
        theirs = [one.version for one in Agreement.objects.filter(version__subject=subject)]
        assert theirs == ([version] if came[0] == "done" else [])
        assert agreed(agreeing.current(subject), ben) == [], "no yes to words that nobody saw"


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_whoever_agrees_while_something_small_is_put_right_keeps_their_yes_or_is_told(ann, ben):
    for number in range(RACES):
        subject, version = race(number, ann)
        came = came_to(
            lambda version=version: yes(version, ben),
            lambda subject=subject: put(FIXED, ann, 1, why="A sign", subject=subject),
        )
        assert (came[0] in ("done", "VersionChanged"), came[1]) == (True, "done")
        assert agreed(agreeing.current(subject), ben) == ([ben] if came[0] == "done" else [])


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("after", [None, 1])
def test_of_two_who_put_words_forward_at_once_one_is_told(after, ann, ben):
    for number in range(RACES):
        subject = f"ways:{number}"
        if after:
            put(FIRST, ann, subject=subject)
        came = came_to(
            *(
                lambda by=by, subject=subject: put({"values": f"As {by} says"}, by, after, subject=subject)
                for by in (ann, ben)
            )
        )
        assert sorted(came) == ["VersionChanged", "done"]
        won = (ann, ben)[came.index("done")]
        newest = agreeing.current(subject)
        assert (newest.number, newest.by, newest.words) == ((after or 0) + 1, won, {"values": f"As {won} says"})


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_said_twice_at_once_it_is_one_yes_and_undone_twice_at_once_it_is_undone_once(ann, ben):
    for number in range(RACES):
        subject, version = race(number, ann)
        assert came_to(*[lambda version=version: yes(version, ben)] * 3) == ["done"] * 3
        assert version.agreements.count() == 1
        fix = put(FIXED, ann, 1, why="A sign", subject=subject)
        came = came_to(*[lambda fix=fix: agreeing.undo_fix(version=fix, by=ben)] * 2)
        assert sorted(came) == ["TooLateToUndo", "done"]
        assert agreeing.current(subject).number == 3
    assert list(problems()) == []


def test_two_tries_are_on_two_days(ann, ben):
    version = put(FIRST, ann)
    agreeing.could_not_reach(version=version, person=ben, by=ann)
    with pytest.raises(agreeing.TriedToday):
        agreeing.could_not_reach(version=version, person=ben, by=ann)


def test_more_than_a_few_words_is_no_small_fix_and_what_undid_one_is_not_undone(ann):
    version = put({"values": "We listen.", "votes": "none"}, ann)
    yes(version, ann)
    with pytest.raises(agreeing.TooBig):
        put({"values": "We listen. " + "And more. " * 20, "votes": "none"}, ann, after=1, why="A word was missing")
    with pytest.raises(agreeing.TooBig):
        put({"values": "We listen.", "quorum": 3, "votes": "none"}, ann, after=1, why="A number")
    fix = put({"values": "We listen!", "votes": "none"}, ann, after=1, why="A sign")
    back = agreeing.undo_fix(version=fix, by=ann)
    with pytest.raises(TooLateToUndo):
        agreeing.undo_fix(version=back, by=ann)


def test_small_fixes_in_a_row_are_counted_together(ann):
    """Each is small; all of them would be other words under everybody's yes."""
    text = [f"word{n}" for n in range(60)]
    yes(put({"values": " ".join(text), "votes": "none"}, ann), ann)
    put({"values": " ".join([*["new"] * 20, *text[20:]]), "votes": "none"}, ann, after=1, why="Spelling")
    put({"values": " ".join([*["newer"] * 20, *text[20:]]), "votes": "none"}, ann, after=2, why="The same words")
    more = {"values": " ".join([*["newer"] * 31, *text[31:]]), "votes": "none"}
    with pytest.raises(agreeing.TooManyFixes):
        put(more, ann, after=3, why="A few words more")
    put(more, ann, after=3)
    put({"values": " ".join([*["newer"] * 31, *text[31:-1]]), "votes": "none"}, ann, after=4, why="One too many")
