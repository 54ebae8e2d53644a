"""Votes, which a group takes only as it agreed beforehand; and of a secret one nothing says how anybody voted."""

import json
import re
from datetime import timedelta
from itertools import permutations

import pytest
from django.apps import apps
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from portal.agreement.models import DecisionRule
from portal.audit.models import Entry
from portal.audit.services import problems
from portal.groups import services
from portal.groups.models import Decision, OnRoll, OpenBallot, Vote
from portal.groups.services import (
    Closed,
    CountedAlready,
    CountedByOne,
    DoesNotAddUp,
    HasVoted,
    NotEnough,
    NoVote,
    TooFew,
    TooFewOnPaper,
)
from portal.members.services import leave, take_a_copy
from portal.members.standing import COORDINATORS
from portal.notices.models import Notice
from tests.at_once import at_once, came_to
from tests.effort import THOROUGH
from tests.factories.people import UserFactory
from tests.portal.groups.working import (
    LIVED,
    STAFF,
    again,
    around,
    item,
    on,
    page,
    send,
    shown,
    signed_in,
    told,
    url,
    verbs,
    words,
    works,
)

BOXES = {"question": "When?", "decided": "At nine.", "how": "consensus", "before_decided": "At nine."}
pytestmark = pytest.mark.django_db
CLOSINGS, VOTERS = (100, 50) if THOROUGH else (20, 12)
YES, NO, NEITHER = "yes", "no", "abstain"
NOBODY = {YES: 0, NO: 0, NEITHER: 0}
REFUSED = "Your group has not agreed to vote."


def opened(votes="secret", sides=(LIVED, LIVED, LIVED, STAFF, STAFF, STAFF), **rule) -> tuple:
    """A vote of a group whose people are all there."""
    made, people = around(*sides)
    works(made, votes=votes, **rule)
    there = on(made, *people)
    given = {"question": "At nine?", "both_sides": True, "by": people[0]}
    return services.open_vote(meeting=there, item=item(there), **given), people


def cast(vote, *ballots):
    for person, choice in ballots:
        services.cast(vote=vote, choice=choice, by=person)


def close(vote, people=(), by=None, **counted) -> Vote:
    """With what two of them have counted on paper."""
    by = by or vote.opened_by
    if people or counted:
        papers = NOBODY | counted
        services.count_paper(vote=vote, counted=papers, people=people, by=by)
        other = vote.group.seats.taken().exclude(person=by).first().person
        services.check_paper(vote=vote, counted=papers, by=other)
    return services.close_vote(vote=vote, both_sides=True, by=by)


def numbers(vote) -> tuple:
    return again(vote).numbers


# --- Only as it was agreed before the meeting began -------------------------------------------------------------------
def test_a_group_that_agreed_to_nothing_does_not_vote(client):
    made, people = around(LIVED, STAFF)
    there = on(made, *people)
    one = item(there)
    with pytest.raises(NoVote):
        services.open_vote(meeting=there, item=one, question="At nine?", by=people[0])
    assert REFUSED in page(client, people[0], "open-vote", there.pk, one.pk), "it says so before anybody types"
    answer = send(client, people[0], "open-vote", there.pk, one.pk, question="Shall we ask for nine?")
    assert answer.status_code == 409
    assert REFUSED in shown(answer)
    assert "Shall we ask for nine?" in shown(answer)
    assert "Take a vote" not in page(client, people[0], "write-item", there.pk, one.pk)
    assert not Vote.objects.exists()


@pytest.mark.parametrize(
    ("agreed", "may"),
    [(timedelta(hours=-1), True), (timedelta(0), False), (timedelta(minutes=30), False)],
    ids=["before it began", "as it began", "during it"],
)
def test_what_was_agreed_counts_from_the_next_meeting_on(agreed, may):
    made, people = around(LIVED, STAFF)
    there = on(made, *people)
    works(made, votes="open")
    made.ways_agreed_at = there.starts_at + agreed
    made.save()
    assert services.may_vote_at(again(there)) is may
    if not may:
        with pytest.raises(NoVote):
            services.open_vote(meeting=there, item=item(there), question="At nine?", by=people[0])


def test_words_that_only_some_agreed_to_let_nobody_vote():
    made, (ann, ben, sue) = around(LIVED, LIVED, STAFF)
    version = services.put_ways_forward(group=made, words=DecisionRule(votes="open").as_words(), after=None, by=ann)
    for person in (ann, sue):
        services.WAYS.agree(made, version=version, person=person, by=person)
    there = on(made, ann, ben, sue)
    assert not services.may_vote_at(again(there))


def test_a_rule_that_says_we_do_not_vote_is_kept():
    made, people = around(LIVED, STAFF)
    works(made, votes="none")
    there = on(made, *people)
    with pytest.raises(NoVote):
        services.open_vote(meeting=there, item=item(there), question="At nine?", by=people[0])


@pytest.mark.parametrize(
    ("present", "rule", "said", "enough"),
    [
        (2, {"quorum": 3}, {"both_sides": "yes"}, False),
        (3, {"quorum": 3}, {"both_sides": "yes"}, True),
        (3, {"quorum": 3}, {"both_sides": "no"}, False),
        (2, {"quorum": 2, "each_side": 0}, {}, True),
    ],
)
def test_with_enough_people_and_of_each_side_as_they_say(client, present, rule, said, enough):
    made, people = around(*[LIVED] * present)
    works(made, votes="open", **rule)
    there = on(made, *people)
    one = item(there)
    answer = send(client, people[0], "open-vote", there.pk, one.pk, question="At nine?", **said)
    assert (answer.status_code, Vote.objects.exists()) == ((302, True) if enough else (409, False))
    if enough:
        detail = Entry.objects.get(verb="groups.vote_opened").detail
        assert detail["both_sides"] is (said.get("both_sides") == "yes")
    else:
        assert "There are not enough people here to decide, or not from each side." in shown(answer)


def test_whether_people_from_both_sides_are_here_is_asked_and_not_guessed(client):
    made, people = around(LIVED, STAFF)
    works(made, votes="open", each_side=2)
    there = on(made, *people)
    one = item(there)
    assert "At least 2 with lived experience, and 2 staff." in page(client, people[0], "open-vote", there.pk, one.pk)
    answer = shown(send(client, people[0], "open-vote", there.pk, one.pk, question="At nine?"))
    assert ("Please choose one." in answer, "At nine?" in answer) == (True, True)


@pytest.mark.parametrize("many", [1, 5])
def test_nothing_tells_on_which_side_somebody_is(client, many):
    """Whoever ticks one more or less, opens, closes, decides and waits for a yes sees the same, whichever side X is
    on; also where there are so many that the group sees numbers."""
    seen = {side: sees_of_x(client, side, many) for side in (LIVED, STAFF, "")}
    assert seen[LIVED] == seen[STAFF] == seen[""]


def sees_of_x(client, side, many) -> list:
    made, people = around(*[LIVED, STAFF] * many)
    services.say_who_is_here(meeting=on(made), people=people, by=people[0])  # the day of a meeting: they are counted
    ann, x = people[0], UserFactory()
    made.seats.create(person=x, state="yes", side=side)
    works(made, votes="open", quorum=2)
    there = on(made, ann)
    one, seen = item(there), []
    for present in ([ann, x], [ann], [ann, x]):
        services.say_who_is_here(meeting=there, people=present, by=ann)
        for said in ("no", "yes"):
            answer = send(client, ann, "open-vote", there.pk, one.pk, question="At nine?", both_sides=said)
            seen.append((answer.status_code, plain(shown(answer), people, x) if answer.status_code == 409 else ""))
    first, second = there.votes.all()[:2]
    send(client, ann, "close-vote", first.pk, both_sides="yes")
    send(client, ann, "close-vote", second.pk, both_sides="no")
    send(client, ann, "decision", there.pk, one.pk, question="?", decided="!", how="views", both_sides="yes")
    version = services.put_ways_forward(group=made, words=words(values="We talk."), after=1, by=ann)
    for person in people:
        services.WAYS.agree(made, version=version, person=person, by=person)
    for days in (2, 0):
        services.WAYS.not_reached(made, version=version, person=x, by=ann)
        version.not_reached.update(last_tried_at=timezone.now() - timedelta(days=days))
    pages = [("group", made.pk), ("ways", made.pk), ("minutes", there.pk), ("vote", first.pk), ("vote", second.pk)]
    pages.append(("card", made.pk, "say"))
    return [*seen, *(plain(page(client, ann, *where), people, x) for where in pages)]


def test_who_is_in_the_group_and_not_there_makes_it_no_fuller():
    made, people = around(LIVED, LIVED, STAFF)
    works(made, votes="open", quorum=3)
    there = on(made, *people[:2])
    with pytest.raises(NotEnough):
        services.open_vote(meeting=there, item=item(there), question="At nine?", both_sides=True, by=people[0])


def test_it_keeps_the_version_of_the_rule_it_was_taken_by(client):
    vote, people = opened("open")
    made, rule = vote.group, vote.rule
    assert rule == made.ways
    cast(vote, (people[0], YES), (people[3], YES))
    close(vote)
    works(made, votes="none")
    kept = {"how": "vote", "question": "At nine?", "decided": "At nine.", "reasons": "Long meetings."}
    decision = services.write_decision(meeting=vote.meeting, item=vote.item, vote=again(vote), by=people[0], **kept)
    assert (decision.rule, decision.vote) == (rule, vote)
    text = page(client, people[1], "minutes", vote.meeting.pk)
    assert "(as we agreed, version 1)" in text
    assert "Long meetings." in text


def test_nothing_is_decided_by_a_vote_that_was_not_taken_or_is_open(client):
    vote, people = opened("open")
    given = {"meeting": vote.meeting, "item": vote.item, "by": people[0], "question": "?", "decided": "!"}
    for none in (None, vote):
        with pytest.raises(NoVote):
            services.write_decision(how="vote", vote=none, **given)
    assert "By a vote" not in page(client, people[0], "decision", vote.meeting.pk, vote.item.pk)
    close(vote)
    assert "By a vote" in page(client, people[0], "decision", vote.meeting.pk, vote.item.pk)


def test_what_somebody_still_thinks_stays_beside_the_decision(client):
    made, (ann, ben) = around(LIVED, STAFF)
    there = on(made, ann, ben)
    one = item(there)
    given = {"meeting": there, "item": one, "question": "When?", "how": "views"}
    decision = services.write_decision(decided="At nine.", by=ann, **given)
    send(client, ben, "still-think", decision.pk, words="Ten is better.")
    services.write_decision(decided="At nine, then.", by=ann, **given)
    text = page(client, ann, "minutes", there.pk)
    assert "What <bdi>" in text
    assert "Ten is better." in text
    assert decision.dissents.get().person == ben
    send(client, ann, "still-think", decision.pk, words="")
    assert decision.dissents.count() == 1, "nobody takes it away but they"
    send(client, ben, "still-think", decision.pk, words=" ")
    assert decision.dissents.count() == 0


# --- One person, one vote ---------------------------------------------------------------------------------------------
def test_each_votes_once_and_nobody_changes_it(client):
    vote, people = opened("open")
    send(client, people[0], "cast", vote.pk, choice=YES)
    answer = signed_in(client, people[0]).post(url("cast", vote.pk), {"choice": NO}, follow=True)
    assert "You have voted already. A vote cannot be changed." in answer.content.decode()
    with pytest.raises(HasVoted):
        cast(vote, (people[0], NO))
    assert numbers(vote) == (1, 0, 0)
    assert "You have voted. A vote cannot be changed." in page(client, people[0], "vote", vote.pk)


def test_a_ballot_without_a_choice_comes_back(client):
    vote, people = opened()
    answer = signed_in(client, people[0]).post(url("cast", vote.pk), {})
    assert "Please choose one." in shown(answer)
    assert signed_in(client, people[0]).post(url("cast", vote.pk), {"choice": "both"}).status_code == 200
    assert (numbers(vote), OnRoll.objects.count()) == ((0, 0, 0), 0)


def test_who_is_not_in_the_group_does_not_vote(client):
    vote, people = opened()
    cora, outsider = UserFactory(groups=[COORDINATORS]), UserFactory()
    left = people[5]
    vote.group.seats.filter(person=left).update(state="left")
    for person in (cora, outsider, left):
        assert send(client, person, "cast", vote.pk, choice=YES).status_code == 404
        assert signed_in(client, person).get(url("vote", vote.pk)).status_code == 404
        with pytest.raises(Closed):
            cast(vote, (person, YES))
    assert numbers(vote) == (0, 0, 0)


# --- Closing ----------------------------------------------------------------------------------------------------------
def test_no_number_is_known_before_it_is_closed(client):
    for votes in ("open", "secret"):
        vote, people = opened(votes)
        cast(vote, *((person, YES) for person in people[:3]))
        text = page(client, people[5], "vote", vote.pk)
        assert "3 people have voted so far." in text
        assert "For it</dt>" not in text
        assert "arried" not in text.partition("</header>")[2]


def test_after_it_is_closed_nobody_votes_or_closes_it(client):
    vote, people = opened("open")
    cast(vote, (people[0], YES))
    close(vote)
    with pytest.raises(Closed):
        cast(vote, (people[1], NO))
    with pytest.raises(Closed):
        close(vote)
    assert send(client, people[1], "cast", vote.pk, choice=NO).status_code == 403
    assert send(client, people[1], "close-vote", vote.pk, yes=0, no=0, abstain=0).status_code == 403
    assert numbers(vote) == (1, 0, 0)


def test_of_an_open_vote_everybody_sees_how_each_voted(client):
    vote, people = opened("open")
    assert "everybody in the group can see how each of us voted" in page(client, people[1], "vote", vote.pk)
    cast(vote, (people[0], YES), (people[3], NO))
    close(vote)
    text = page(client, people[1], "vote", vote.pk)
    for person, choice in ((people[0], "For it"), (people[3], "Against it")):
        assert f"<bdi>{person}</bdi>: {choice}" in text


# --- On paper ---------------------------------------------------------------------------------------------------------
def test_papers_are_counted_by_two_who_find_the_same(client):
    vote, people = opened("open")
    cast(vote, (people[0], YES), (people[3], NO))
    answer = page(client, people[0], "count-paper", vote.pk)
    assert [str(person) in answer for person in people] == [False, True, True, False, True, True]
    papers = {"people": [person.pk for person in (people[1], people[2], people[4])], YES: 2, NO: 0, NEITHER: 1}
    send(client, people[1], "count-paper", vote.pk, **papers)
    with pytest.raises(HasVoted):
        cast(vote, (people[2], NO))
    assert send(client, people[0], "close-vote", vote.pk, both_sides="yes").status_code == 409, "one alone has counted"
    assert send(client, people[1], "check-paper", vote.pk, **papers).status_code == 403, "and counts not twice"
    with pytest.raises(CountedByOne):
        services.check_paper(vote=vote, counted=NOBODY | {YES: 2, NEITHER: 1}, by=people[1])
    text = page(client, people[2], "check-paper", vote.pk)
    assert all(str(person) in text for person in (people[1], people[2], people[4]))
    assert 'value="2"' not in text, "what the first has found is not there to be agreed with"
    answer = send(client, people[2], "check-paper", vote.pk, yes=1, no=1, abstain=1)
    assert (answer.status_code, "The first of you counted otherwise." in shown(answer)) == (409, True)
    send(client, people[2], "check-paper", vote.pk, yes=2, no=0, abstain=1)
    with pytest.raises(CountedAlready):
        services.count_paper(vote=vote, counted=NOBODY, people=[], by=people[1])
    closed = close(vote)
    assert (closed.numbers, closed.yes, closed.counted_yes, closed.roll.count()) == ((3, 1, 1), 1, 2, 5)
    assert f"counted by <bdi>{people[1]}</bdi>, and by <bdi>{people[2]}</bdi>" in page(
        client, people[5], "vote", vote.pk
    )


def test_whoever_is_counted_in_is_told_and_whoever_was_by_mistake_is_not_any_more(client):
    vote, people = opened("open")
    services.count_paper(vote=vote, counted=NOBODY | {YES: 2}, people=people[1:3], by=people[0])
    assert [told(person) for person in people[:4]] == [[], *[["You voted on paper at “Bus fares”"]] * 2, []]
    services.count_paper(vote=vote, counted=NOBODY | {YES: 2}, people=people[2:4], by=people[0])
    assert [len(told(person)) for person in people[:4]] == [0, 0, 1, 1]
    cast(vote, (people[1], NO))
    assert set(vote.roll.filter(on_paper=True).values_list("person", flat=True)) == {one.pk for one in people[2:4]}
    assert "At nine?" not in str(Notice.objects.filter(person=people[2]).values())


@pytest.mark.parametrize(
    ("counted", "whose"),
    [
        ({"yes": 2}, [1]),
        ({"yes": 0}, [1]),
        ({"yes": 1}, [0]),
        ({"yes": 1}, ["outsider"]),
        ({"yes": 1}, []),
        ({"yes": -1}, []),
    ],
    ids=["too many", "too few", "voted online", "not in the group", "nobody's", "less than none"],
)
def test_a_count_that_does_not_add_up_is_counted_once_more(client, counted, whose):
    vote, people = opened("open")
    cast(vote, (people[0], YES))
    persons = [UserFactory() if one == "outsider" else people[one] for one in whose]
    answer = send(client, people[1], "count-paper", vote.pk, **(NOBODY | counted), people=[one.pk for one in persons])
    assert "error-summary" in shown(answer)
    with pytest.raises(DoesNotAddUp):
        close(vote, persons, **counted)
    assert (again(vote).is_open, numbers(vote)) == (True, (1, 0, 0))


def test_enough_people_are_there_when_it_closes_too(client):
    vote, people = opened("open", quorum=4)
    cast(vote, *((person, YES) for person in people))
    services.say_who_is_here(meeting=vote.meeting, people=people[:3], by=people[0])
    closed = close(vote)
    assert (closed.was_enough, closed.is_carried) == (False, False)
    text = page(client, people[0], "vote", vote.pk)
    assert "Not carried" in text
    assert "There were not enough people to decide." in text


# --- What is carried --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("majority", "yes", "no", "carried"),
    [
        ("more", 2, 1, True),
        ("more", 1, 1, False),
        ("more", 0, 0, False),
        ("more", 1, 0, True),
        ("more", 1, 2, False),
        ("thirds", 2, 1, True),
        ("thirds", 3, 2, False),
        ("thirds", 4, 2, True),
        ("thirds", 5, 3, False),
        ("thirds", 1, 0, True),
        ("thirds", 0, 0, False),
    ],
)
def test_more_for_it_than_against_or_two_thirds_and_an_even_vote_carries_nothing(majority, yes, no, carried):
    rule = DecisionRule.from_words({"majority": majority, "something": "else"})
    assert rule.is_carried(yes, no) is carried
    vote, people = opened("open", majority=majority, sides=(LIVED, STAFF) * 5)
    cast(vote, *zip(people, [YES] * yes + [NO] * no + [NEITHER], strict=False))
    assert close(vote).is_carried is carried
    assert Entry.objects.get(verb="groups.vote_closed").detail == {
        "vote": vote.pk,
        "carried": carried,
        "both_sides": True,
    }


def test_enough_is_asked_of_all_and_of_each_side():
    rule = DecisionRule(quorum=3, each_side=1)
    assert rule.is_enough(3, both_sides=True)
    assert not rule.is_enough(3, both_sides=False)
    assert not rule.is_enough(2, both_sides=True)
    assert DecisionRule(quorum=3, each_side=0).is_enough(3, both_sides=False)


# --- A secret vote ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("agreed", ["never", "shown"])
def test_the_form_says_beforehand_what_is_shown(client, agreed):
    vote, people = opened(secret_numbers=agreed)
    text = page(client, people[0], "vote", vote.pk)
    assert "Nobody can see how anybody voted, whoever looks after the site included." in text
    assert ("carried, or not carried. No numbers." in text) is (agreed == "never")
    assert ("the numbers, when five or more have voted and not all alike" in text) is (agreed == "shown")
    assert text.index("It can be closed once three have voted.") < text.index("<form")


@pytest.mark.parametrize("agreed", ["never", "shown"])
@pytest.mark.parametrize(
    ("ballots", "tells_nobody"),
    [
        ([YES, YES, NO, NEITHER], False),
        ([YES] * 5, False),
        ([NO] * 6, False),
        ([NEITHER] * 5, False),
        ([YES, YES, YES, YES, NO], True),
        ([YES, YES, NO, NO, NEITHER, YES], True),
    ],
)
def test_numbers_are_shown_only_as_agreed_from_five_on_and_when_not_all_voted_alike(
    client, ballots, tells_nobody, agreed
):
    """So that no numbers say nothing: where it is not agreed, all alike is shown as anything else is."""
    vote, people = opened(secret_numbers=agreed)
    cast(vote, *zip(people, ballots, strict=False))
    closed = close(vote)
    carried, shows = "Carried" if ballots.count(YES) > ballots.count(NO) else "Not carried", tells_nobody
    shows = shows and agreed == "shown"
    for person in (people[0], people[5]):
        text = page(client, person, "vote", vote.pk)
        assert f">{carried}<" in text
        found = re.findall(r"<dd>(\d+)</dd>", text)
        assert found == ([str(ballots.count(one)) for one in (YES, NO, NEITHER)] if shows else [])
        assert ("The numbers are not shown" in text) is (agreed == "shown" and not shows)
        assert ("Of a secret vote, this is all that is shown." in text) is (agreed == "never")
    assert closed.shows_numbers is shows


@pytest.mark.parametrize(("online", "papers"), [(0, 0), (1, 0), (2, 0), (1, 3), (2, 4)], ids=lambda number: str(number))
def test_a_secret_vote_of_too_few_is_not_closed_and_can_be_called_off_without_a_result(client, online, papers):
    """One who voted, and "carried": that is their yes. And whoever counted the papers knows the rest."""
    vote, people = opened()
    cast(vote, *((person, YES) for person in people[:online]))
    if papers:
        services.count_paper(vote=vote, counted=NOBODY | {NO: papers}, people=people[2 : 2 + papers], by=people[0])
        services.check_paper(vote=vote, counted=NOBODY | {NO: papers}, by=people[1])
    answer = send(client, people[0], "close-vote", vote.pk, both_sides="yes")
    assert (answer.status_code, "Too few have voted for it to stay secret" in shown(answer)) == (409, True)
    with pytest.raises(TooFew):
        close(vote)
    assert send(client, people[5], "call-off-vote", vote.pk).status_code == 302
    off = again(vote)
    assert (off.numbers, off.is_decided, off.roll.count(), off.closed_by) == ((0, 0, 0), False, 0, people[5])
    text = page(client, people[0], "vote", vote.pk)
    assert "called this vote off" in text
    assert "arried" not in text
    assert "Called off" in page(client, people[0], "minutes", vote.meeting.pk)
    assert "By a vote" not in page(client, people[0], "decision", vote.meeting.pk, vote.item.pk)
    with pytest.raises(NoVote):
        services.write_decision(
            meeting=vote.meeting, item=vote.item, vote=off, how="vote", question="?", decided="!", by=people[0]
        )
    with pytest.raises(Closed):
        cast(vote, (people[0], NO))


@pytest.mark.parametrize("whose", [slice(4, 5), slice(3, 5)])
def test_of_a_secret_vote_three_papers_are_counted_or_none(client, whose):
    """One or two would be somebody's; they are told how else to vote."""
    vote, people = opened()
    papers = people[whose]
    answer = send(
        client, people[0], "count-paper", vote.pk, yes=0, no=len(papers), abstain=0, people=[one.pk for one in papers]
    )
    assert (answer.status_code, "At least three votes on paper, or none" in shown(answer)) == (409, True)
    with pytest.raises(TooFewOnPaper):
        close(vote, papers, no=len(papers))
    assert vote.roll.count() == 0


def test_counting_papers_is_offered_while_there_can_be_enough_of_them(client):
    vote, people = opened()
    assert "Count votes on paper" in page(client, people[0], "vote", vote.pk)
    for person in people[:-2]:
        cast(vote, (person, YES))
    assert "Count votes on paper" not in page(client, people[0], "vote", vote.pk)
    Vote.objects.update(votes="open")
    assert "Count votes on paper" in page(client, people[0], "vote", vote.pk)


def test_votes_on_paper_go_in_with_the_others(client):
    """Of those who are there: their papers lie on the table."""
    vote, people = opened(secret_numbers="shown")
    cast(vote, *zip(people[:3], [YES, YES, NO], strict=True))
    away = UserFactory()
    vote.group.seats.create(person=away, state="yes")
    with pytest.raises(DoesNotAddUp):
        services.count_paper(vote=vote, counted=NOBODY | {NO: 3}, people=[*people[3:5], away], by=people[0])
    closed = close(vote, people[3:6], no=3)
    assert (closed.yes, closed.no, closed.abstain) == (2, 4, 0)
    assert (closed.counted_yes, closed.counted_no, closed.counted_abstain) == (0, 0, 0)
    assert re.findall(r"<dd>(\d+)</dd>", page(client, people[5], "vote", vote.pk)) == ["2", "4", "0"]


def database() -> dict:
    """Every row of every table, without the one number that goes up."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            for row in model._base_manager.values():
                found[model._meta.label, row[model._meta.pk.attname]] = row
    return found


def changed(before) -> dict:
    return {name: row for name, row in database().items() if before.get(name) != row}


def test_no_row_says_how_anybody_voted(client):
    """By the form, as people do: there is a name on the roll without a time, and a number."""
    vote, people = opened()
    for person, choice in zip(people, [YES, NO, YES, YES, NO, NEITHER], strict=True):
        signed_in(client, person).get(url("vote", vote.pk))
        before, kept = database(), again(vote)
        answer = client.post(url("cast", vote.pk), {"choice": choice})
        assert answer.status_code == 302
        rows = changed(before)
        assert {label for label, _pk in rows} == {"groups.OnRoll", "groups.Vote"}
        (roll,) = [row for (label, _pk), row in rows.items() if label == "groups.OnRoll"]
        assert {name: roll[name] for name in roll if name != "id"} == {
            "vote_id": vote.pk,
            "person_id": person.pk,
            "on_paper": False,
        }
        counts = {YES: kept.yes, NO: kept.no, NEITHER: kept.abstain}
        counts[choice] += 1
        now = again(vote)
        assert (now.yes, now.no, now.abstain) == tuple(counts.values())
        others = [field.attname for field in Vote._meta.fields if field.name not in (YES, NO, NEITHER)]
        assert [getattr(now, name) for name in others] == [getattr(kept, name) for name in others], "no time either"
        assert not {YES, NO, NEITHER, "For it", "Against it"} & set(session_words(client))
    assert not Entry.objects.exclude(verb__in=["groups.vote_opened"]).filter(subject=vote.group.about).exists()


def session_words(client) -> list[str]:
    """What the session and the cookies of somebody hold, as words."""
    held = json.dumps(dict(client.session.items()), default=str)
    cookies = " ".join(morsel.value for morsel in client.cookies.values())
    return re.findall(r"\w+(?: it)?", f"{held} {cookies}")


def test_the_same_numbers_come_of_whoever_voted_how_and_in_whatever_order():
    """Two for it and one against, whoever that was: what the vote leaves behind is the same."""
    left = []
    for ballots in list(permutations([YES, YES, NO], 3))[:6]:
        vote, people = opened(sides=(LIVED, LIVED, STAFF))
        cast(vote, *zip(people, ballots, strict=True))
        close(vote)
        told = {name: getattr(again(vote), name) for name in ("yes", "no", "abstain", "was_enough")}
        entries = Entry.objects.filter(subject=vote.group.about).order_by("number")
        trail = [(entry.verb, entry.by == vote.opened_by, entry.detail.get("carried")) for entry in entries]
        left.append((told, trail, vote.roll.count(), OpenBallot.objects.count()))
    assert all(one == left[0] for one in left)


def test_the_trail_says_that_it_was_opened_and_closed_and_the_copy_of_somebody_that_they_took_part():
    vote, people = opened()
    cast(vote, *zip(people, [YES, NO, YES, YES, NO], strict=False))
    close(vote)
    assert verbs(vote.group) == ["groups.vote_opened", "groups.vote_closed"]
    assert set(Entry.objects.filter(subject=vote.group.about).values_list("by", flat=True)) == {vote.opened_by_id}
    copied = json.dumps(take_a_copy(person=people[1]), default=str)
    assert "At nine?" in copied
    assert not {"For it", "Against it", "Neither"} & set(re.findall(r"\w+ it|Neither", copied))
    assert list(problems()) == []


def test_no_two_screens_tell_apart_how_somebody_voted(client):
    """Whoever looks before and after somebody votes sees the same, whichever way they vote, until it is closed."""
    seen = {}
    for choice in (YES, NO, NEITHER):
        vote, people = opened()
        cast(vote, (people[0], YES))
        screens = []
        for looks in (people[1], vote.opened_by):
            before = page(client, looks, "vote", vote.pk)
            screens.append(before)
        cast(vote, (people[2], choice))
        for looks in (people[1], vote.opened_by):
            for where in ("vote", "close-vote", "count-paper"):
                screens.append(page(client, looks, where, vote.pk))
            screens.append(page(client, looks, "minutes", vote.meeting.pk))
        seen[choice] = [plain(text, people) for text in screens]
    assert seen[YES] == seen[NO] == seen[NEITHER]


def plain(text, people, *others) -> str:
    """Without what differs between any two groups."""
    text = re.sub(r'value="[0-9A-Za-z-]{20,}"', "", text)
    for number, person in enumerate([*others, *people]):
        text = text.replace(f"<bdi>{person}</bdi>", f"P{number}").replace(f"{person}", f"P{number}")
    return re.sub(r"\d+", "", text)


def test_after_it_is_closed_nobody_finds_in_the_cache_how_anybody_voted(client):
    vote, people = opened()
    before = set(cached())
    cast(vote, *zip(people, [YES, NO, YES, YES, NO], strict=False))
    assert set(cached()) - before == set()


def cached() -> list[str]:
    return [str(key) for key in getattr(cache, "_cache", {})]


def test_who_leaves_the_site_takes_no_vote_along_and_leaves_none_behind(client):
    vote, people = opened()
    cast(vote, *zip(people, [YES, NO, YES, YES, NO], strict=False))
    close(vote)
    before = numbers(vote)
    leave(person=again(people[4]))
    assert numbers(vote) == before
    assert vote.roll.count() == 5


# --- At the same moment -----------------------------------------------------------------------------------------------
@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("votes", ["open", "secret"])
def test_ballots_at_once_with_repeats_come_out_exactly(votes):
    """Everybody presses four times, twenty at a time, and changes their minds in between: 200 ballots, if thorough."""
    vote, people = opened(votes, sides=(LIVED, STAFF) * (VOTERS // 2))
    choices = [YES, NO, NEITHER]
    presses = [(person, choices[(number + time) % 3]) for time in range(4) for number, person in enumerate(people)]
    came = []
    for start in range(0, len(presses), 20):
        some = presses[start : start + 20]
        came += at_once(*(lambda ballot=ballot: cast(again(vote), ballot) for ballot in some))
    counted = [choice for (_who, choice), outcome in zip(presses, came, strict=True) if outcome is None]
    assert {type(one).__name__ for one in came} == {"NoneType", "HasVoted"}
    assert (len(presses), len(counted)) == (4 * VOTERS, VOTERS)
    assert numbers(vote) == tuple(counted.count(choice) for choice in choices)
    assert (vote.roll.count(), vote.roll.values("person").distinct().count()) == (VOTERS, VOTERS)
    assert OpenBallot.objects.count() == (VOTERS if votes == "open" else 0)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_the_same_person_presses_four_times_at_once_by_the_form():
    vote, people = opened()
    for person in people:
        browsers = [signed_in(Client(), person) for _window in range(4)]
        came = at_once(*(lambda b=b: b.post(url("cast", vote.pk), {"choice": YES}).status_code for b in browsers))
        assert came == [302] * 4
    assert numbers(vote) == (6, 0, 0)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_no_ballot_comes_in_after_it_is_closed():
    for _repeat in range(CLOSINGS):
        vote, people = opened("open", sides=(LIVED, LIVED, STAFF, STAFF))
        paper = {"counted": NOBODY | {NO: 1}}
        services.count_paper(vote=vote, people=[people[3]], by=people[0], **paper)
        services.check_paper(vote=vote, by=people[1], **paper)
        came = came_to(
            *(lambda who=who, vote=vote: services.cast(vote=again(vote), choice=YES, by=who) for who in people[:3]),
            lambda vote=vote: close(again(vote)),
        )
        assert came[3] == "done"
        assert set(came[:3]) <= {"done", "Closed"}
        closed, online = again(vote), came[:3].count("done")
        assert (closed.yes, closed.counted_no, closed.roll.count()) == (online, 1, online + 1)
        assert OpenBallot.objects.filter(vote=vote).count() == online


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_a_secret_vote_called_off_while_people_vote_keeps_nothing():
    for _repeat in range(CLOSINGS):
        vote, people = opened(sides=(LIVED, STAFF))
        came = came_to(
            *(lambda who=who, vote=vote: services.cast(vote=again(vote), choice=YES, by=who) for who in people),
            lambda vote=vote, by=people[0]: services.call_off_vote(vote=again(vote), by=by),
        )
        assert came[2] == "done"
        assert set(came[:2]) <= {"done", "Closed"}
        assert (numbers(vote), vote.roll.count()) == ((0, 0, 0), 0)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_whoever_votes_while_their_paper_is_counted_is_counted_once():
    for _repeat in range(CLOSINGS):
        vote, people = opened("open", sides=(LIVED, STAFF))
        paper = {"counted": NOBODY | {YES: 1}, "people": [people[1]]}
        came = came_to(
            lambda vote=vote, who=people[1]: services.cast(vote=again(vote), choice=YES, by=who),
            *(lambda vote=vote, p=paper, by=by: services.count_paper(vote=again(vote), by=by, **p) for by in people),
        )
        assert came in (["done", "DoesNotAddUp", "DoesNotAddUp"], ["HasVoted", "done", "done"])
        assert (numbers(vote), vote.roll.count()) == ((1, 0, 0), 1)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_closed_twice_at_once_it_is_closed_once():
    for _repeat in range(CLOSINGS):
        vote, people = opened("open", sides=(LIVED, STAFF))
        cast(vote, (people[0], YES))
        came = came_to(*(lambda vote=vote, who=who: close(again(vote), by=who) for who in people))
        assert sorted(came) == ["Closed", "done"]
        assert numbers(vote) == (1, 0, 0)


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_people_who_go_while_a_vote_is_opened_make_it_no_fuller():
    for _repeat in range(CLOSINGS):
        made, (ann, sue) = around(LIVED, STAFF)
        works(made, votes="open", quorum=2)
        there = on(made, ann, sue)
        one = item(there)
        came = came_to(
            lambda there=there, one=one, ann=ann: services.open_vote(
                meeting=again(there), item=one, question="At nine?", both_sides=True, by=ann
            ),
            lambda there=there, ann=ann: services.say_who_is_here(meeting=again(there), people=[ann], by=ann),
        )
        assert came in (["done", "done"], ["NotEnough", "done"])
        assert Vote.objects.filter(meeting=there).count() == came[0:1].count("done")


# --- Two who write how and why ----------------------------------------------------------------------------------------
def test_two_who_write_how_and_why_lose_nothing_and_who_changed_nothing_asks_nobody_again(client):
    made, (ann, ben) = around(LIVED, STAFF)
    there = on(made, ann, ben)
    one = item(there)
    given = {"meeting": there, "item": one, "how": "consensus", "question": "When?", "decided": "At nine."}
    services.write_decision(reasons="", by=ann, **given)
    services.send_to_check(meeting=there, by=ann)
    services.check(meeting=there, person=ben, answer="right", digest=services.digest_of(there), by=ben)
    before = given | {"reasons": "", "options": "", "expect": "", "review_on": ""}
    services.write_decision(reasons="", before=before, by=ann, **given)
    assert there.checks.get().digest, "nothing changed"
    services.write_decision(reasons="Because Ann says.", before=before, by=ann, **given)
    stood = {"before_question": "When?", "before_how": "consensus"}
    sent = BOXES | stood | {"reasons": "Because Ben says.", "how": "views"}
    answer = send(client, ben, "decision", there.pk, one.pk, **sent)
    assert answer.url == url("decision", there.pk, one.pk), "both stand there: put them in order"
    decision = Decision.objects.get()
    assert ("Ann" in decision.reasons, "Ben" in decision.reasons, decision.how) == (True, True, "views")
    assert there.checks.get().digest == ""


def test_a_day_to_look_again_that_has_passed_since_does_not_lock_the_form(client):
    made, (ann, _ben) = around(LIVED, STAFF)
    there = on(made, ann)
    one = item(there)
    Decision.objects.create(
        meeting=there, item=one, question="When?", review_on=timezone.localdate() - timedelta(days=2)
    )
    day = Decision.objects.get().review_on
    sent = BOXES | {"reasons": "A slip put right", "review_on": day.isoformat(), "before_review_on": day.isoformat()}
    assert send(client, ann, "decision", there.pk, one.pk, **sent).status_code == 302
    wrong = sent | {"review_on": (day + timedelta(days=1)).isoformat()}
    assert "That day is over already." in shown(send(client, ann, "decision", there.pk, one.pk, **wrong))
