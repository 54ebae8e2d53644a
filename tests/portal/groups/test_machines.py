"""Whatever people do in whatever order: minutes and votes go through their states, and nothing goes round them."""

from datetime import timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from portal.audit.services import problems
from portal.groups import services
from portal.groups.models import Check, Minute
from portal.groups.services import (
    AgendaClosed,
    Approved,
    Changed,
    Closed,
    CountedAlready,
    CountedByOne,
    CountsDiffer,
    DoesNotAddUp,
    HasVoted,
    NotEnough,
    NothingWritten,
    NotToCheck,
    NoVote,
    TalkedAbout,
    TooFew,
    TooFewOnPaper,
)
from portal.groups.services.minutes import NotTheNext, StillThere, StillVoting
from portal.groups.waiting import in_my_groups
from tests.portal.groups.working import LIVED, STAFF, again, around, item, on, works, write

pytestmark = pytest.mark.django_db
MINA, DEV, SUE, LATE = range(4)
who = st.sampled_from([MINA, DEV, SUE, LATE])
which = st.sampled_from([0, 1])
ITS_WORDS = ("It goes at eight.", "It goes at nine.", "We walk home.", "")


class Minutes(RuleBasedStateMachine):
    """Written, sent to those who were there, put right, said to be right or not, approved. `Late` was never there."""

    @initialize()
    def a_meeting(self):
        self.made, self.people = around(LIVED, LIVED, STAFF, LIVED)
        self.there = on(self.made, *self.people[:LATE], ago=timedelta(days=7))
        self.next = on(self.made, self.people[SUE], self.people[LATE])
        self.items = [item(self.there, "A"), item(self.there, "B")]
        self.present, self.said, self.actions = {MINA, DEV, SUE}, ["", ""], 0
        self.sent = self.approved = False
        self.checked, self.dissents = {}, set()

    def refused(self, refusal, act):
        with pytest.raises(refusal):
            act()

    @property
    def written(self):
        return any(self.said) or self.actions > 0

    def changes(self):
        self.checked = {}

    @rule(by=who, which=which, words=st.sampled_from(ITS_WORDS))
    def write(self, by, which, words):
        def act():
            write(self.there, self.items[which], words, before={"said": self.said[which]}, by=self.people[by])

        if self.approved:
            return self.refused(Approved, act)
        act()
        if words != self.said[which]:
            self.changes()
        self.said[which] = words

    @rule(which=which)
    def add_an_action(self, which):
        def act():
            given = {"what": "Write", "owner": None, "by": self.people[MINA]}
            services.add_action(meeting=self.there, item=self.items[which], **given)

        if self.approved:
            return self.refused(Approved, act)
        act()
        self.actions += 1
        self.changes()

    @rule(people=st.sets(st.sampled_from([MINA, DEV, SUE])))
    def tick(self, people):
        def act():
            people_there = [self.people[number] for number in people]
            services.say_who_is_here(meeting=self.there, people=people_there, by=self.people[MINA])

        if self.approved:
            return self.refused(Approved, act)
        if self.present and (not people or (self.sent and self.present - people)):
            return self.refused(StillThere, act)
        act()
        if people != self.present:
            self.changes()
        self.present = set(people)

    @rule(by=who)
    def send(self, by):
        def act():
            services.send_to_check(meeting=self.there, by=self.people[by])

        if self.approved:
            return self.refused(Approved, act)
        if not self.sent and not (self.written and self.present):
            return self.refused(NothingWritten, act)
        act()
        self.sent = True

    @rule(by=who, answer=st.sampled_from(list(Check.Answer)), stale=st.booleans())
    def check(self, by, answer, stale):
        def act():
            digest = "of other words" if stale else services.digest_of(self.there)
            given = {"person": self.people[by], "by": self.people[by], "words": "Hm", "digest": digest}
            services.check(meeting=self.there, answer=answer, **given)

        if self.approved:
            return self.refused(Approved, act)
        if not self.sent or by not in self.present:
            return self.refused(NotToCheck, act)
        if stale:
            return self.refused(Changed, act)
        act()
        self.checked[by] = answer
        self.dissents.discard(by)
        if answer == Check.Answer.NOT_RIGHT:
            self.dissents.add(by)

    @rule(by=who)
    def approve_at_the_next(self, by):
        def act():
            services.approve(meeting=self.there, at=self.next, by=self.people[by])

        if self.approved:
            return self.refused(Approved, act)
        if not self.sent:
            return self.refused(NotToCheck, act)
        if by not in (SUE, LATE):
            return self.refused(NotTheNext, act)
        act()
        self.approved = True

    @rule(by=who)
    def approve_at_the_same(self, by):
        refusal = Approved if self.approved else NotTheNext if self.sent else NotToCheck
        act = lambda: services.approve(meeting=self.there, at=self.there, by=self.people[by])  # noqa: E731
        self.refused(refusal, act)

    @rule(which=which)
    def park(self, which):
        """An item that was talked about stays; once all of it is checked, each does."""
        one = self.items[which]
        if self.sent or self.said[which] or one.actions.exists():
            refusal = AgendaClosed if self.sent else TalkedAbout
            self.refused(refusal, lambda: services.park_item(item=one, why="Later.", by=self.people[MINA]))

    @invariant()
    def is_as_it_was_written(self):
        if not hasattr(self, "there"):
            return
        stands = dict(Minute.objects.filter(meeting=self.there).values_list("item", "said"))
        assert [stands.get(one.pk, "") for one in self.items] == self.said
        now = again(self.there)
        assert (now.to_check_since is not None, now.approved_at is not None) == (self.sent, self.approved)
        digest = services.digest_of(self.there)
        held = {one.person: one for one in self.there.checks.select_related("person")}
        fresh = {self.people.index(person): one.answer for person, one in held.items() if one.digest == digest}
        assert fresh == self.checked
        seen = {self.people.index(p) for p, one in held.items() if one.answer == Check.Answer.NOT_RIGHT}
        assert seen == self.dissents

    @invariant()
    def asks_who_was_there_and_has_not_answered(self):
        if not hasattr(self, "there"):
            return
        for number, person in enumerate(self.people):
            asked = any("is this right?" in need.words for need in in_my_groups(person))
            to_answer = self.sent and not self.approved and number in self.present and number not in self.checked
            assert asked == to_answer, number


class AVote(RuleBasedStateMachine):
    """Opened with enough people there, voted in once each, with some counted on paper by two, closed or called off, and
    never again. Whoever is asked says that people from both sides are there, or not; nobody's side is counted."""

    votes = "secret"

    @initialize(quorum=st.integers(1, 4), each_side=st.integers(0, 2))
    def a_meeting(self, quorum, each_side):
        self.made, self.people = around(LIVED, LIVED, STAFF, STAFF, "")
        works(self.made, votes=self.votes, quorum=quorum, each_side=each_side, secret_numbers="shown")
        self.there = on(self.made, *self.people)
        self.item, self.vote, self.present = item(self.there), None, set(range(5))
        self.quorum, self.each_side, self.closed = quorum, each_side, None
        self.tally, self.voted = {"yes": 0, "no": 0, "abstain": 0}, set()
        self.papers, self.counted_by, self.checked, self.off = {}, None, False, False

    def refused(self, refusal, act):
        with pytest.raises(refusal):
            act()

    def is_enough(self, both):
        return len(self.present) >= self.quorum and (both or self.each_side == 0)

    def of_papers(self, choice):
        return list(self.papers.values()).count(choice)

    @rule(present=st.sets(st.integers(0, 4)))
    def tick(self, present):
        people = [self.people[number] for number in present]
        try:
            services.say_who_is_here(meeting=self.there, people=people, by=self.people[0])
        except StillThere:
            return
        self.present = set(present)

    @precondition(lambda self: self.vote is None)
    @rule(both=st.booleans())
    def open(self, both):
        def act():
            given = {"question": "At nine?", "both_sides": both, "by": self.people[0]}
            return services.open_vote(meeting=self.there, item=self.item, **given)

        if not self.is_enough(both):
            return self.refused(NotEnough, act)
        self.vote = act()

    @precondition(lambda self: self.vote)
    @rule(by=st.integers(0, 4), choice=st.sampled_from(["yes", "no", "abstain"]))
    def cast(self, by, choice):
        def act():
            services.cast(vote=self.vote, choice=choice, by=self.people[by])

        if self.closed is not None:
            return self.refused(Closed, act)
        if by in self.voted or by in self.papers:
            return self.refused(HasVoted, act)
        act()
        self.tally[choice] += 1
        self.voted.add(by)

    @precondition(lambda self: self.vote)
    @rule(papers=st.dictionaries(st.integers(0, 4), st.sampled_from(["yes", "no", "abstain"])), by=st.integers(0, 1))
    def count_papers(self, papers, by):
        counted = {choice: list(papers.values()).count(choice) for choice in self.tally}

        def act():
            people = [self.people[number] for number in papers]
            services.count_paper(vote=self.vote, counted=counted, people=people, by=self.people[by])

        if self.closed is not None:
            return self.refused(Closed, act)
        if self.checked:
            return self.refused(CountedAlready, act)
        secret = self.votes == "secret"
        if self.voted & papers.keys() or (secret and papers.keys() - self.present):
            return self.refused(DoesNotAddUp, act)
        if secret and 0 < len(papers) < 3:
            return self.refused(TooFewOnPaper, act)
        act()
        self.papers, self.counted_by = papers, by if papers else None

    @precondition(lambda self: self.vote)
    @rule(more=st.integers(1, 3))
    def count_papers_of_nobody(self, more):
        refusal = Closed if self.closed is not None else CountedAlready if self.checked else DoesNotAddUp
        given = {"counted": {"yes": more, "no": 0, "abstain": 0}, "people": [], "by": self.people[0]}
        self.refused(refusal, lambda: services.count_paper(vote=self.vote, **given))

    @precondition(lambda self: self.vote)
    @rule(by=st.integers(0, 1), right=st.booleans())
    def count_them_too(self, by, right):
        counted = {choice: self.of_papers(choice) + (not right) for choice in self.tally}

        def act():
            services.check_paper(vote=self.vote, counted=counted, by=self.people[by])

        if self.closed is not None:
            return self.refused(Closed, act)
        if self.checked or not self.papers:
            return self.refused(CountedAlready, act)
        if by == self.counted_by:
            return self.refused(CountedByOne, act)
        if not right:
            return self.refused(CountsDiffer, act)
        act()
        self.checked = True

    @precondition(lambda self: self.vote)
    @rule(both=st.booleans())
    def close(self, both):
        def act():
            services.close_vote(vote=self.vote, both_sides=both, by=self.people[0])

        if self.closed is not None:
            return self.refused(Closed, act)
        if self.papers and not self.checked:
            return self.refused(CountedByOne, act)
        online = len(self.voted)
        if self.votes == "secret" and (online + len(self.papers) < 3 or 0 < online < 3):
            return self.refused(TooFew, act)
        act()
        self.closed = self.is_enough(both)

    @precondition(lambda self: self.vote)
    @rule()
    def call_off(self):
        def act():
            services.call_off_vote(vote=self.vote, by=self.people[1])

        if self.closed is not None:
            return self.refused(Closed, act)
        act()
        self.closed, self.off, self.voted, self.papers = False, True, set(), {}
        self.tally = dict.fromkeys(self.tally, 0)

    @precondition(lambda self: self.vote)
    @rule()
    def decide_by_it(self):
        def act():
            given = {"question": "When?", "decided": "At nine.", "how": "vote", "by": self.people[0]}
            services.write_decision(meeting=self.there, item=self.item, vote=again(self.vote), **given)

        if self.closed is None or self.off:
            return self.refused(NoVote, act)
        act()

    @precondition(lambda self: self.vote)
    @rule()
    def approve_the_minutes(self):
        """They are not being checked, or a vote is open; either way they are not approved here."""
        later = on(self.made, self.people[0], ago=timedelta(minutes=1))
        write(self.there, self.item, "Hello.")
        if self.present:
            services.send_to_check(meeting=self.there, by=self.people[0])
        if again(self.there).to_check_since and self.closed is None:
            self.refused(StillVoting, lambda: services.approve(meeting=self.there, at=later, by=self.people[0]))

    @invariant()
    def counts_exactly_who_voted(self):
        if not getattr(self, "vote", None):
            return
        now, everybody = again(self.vote), self.voted | self.papers.keys()
        tally = {choice: number + self.of_papers(choice) for choice, number in self.tally.items()}
        assert now.numbers == tuple(tally.values())
        assert set(now.roll.values_list("person", flat=True)) == {self.people[one].pk for one in everybody}
        assert (now.is_open, now.is_decided) == (self.closed is None, self.closed is not None and not self.off)
        assert now.was_enough == bool(self.closed)
        assert now.is_carried == (bool(self.closed) and tally["yes"] > tally["no"])
        ballots = {(one.person_id, one.choice) for one in now.ballots.all()}
        if self.votes == "secret":
            assert ballots == set()
            assert now.is_open or (now.counted_yes, now.counted_no, now.counted_abstain) == (0, 0, 0)
            alike = max(tally.values()) == len(everybody)
            assert now.shows_numbers == (now.is_decided and len(everybody) >= 5 and not alike)
        else:
            assert len(ballots) == now.yes + now.no + now.abstain
            assert now.shows_numbers == now.is_decided


class AnOpenVote(AVote):
    votes = "open"


def test_minutes_in_whatever_order():
    run_state_machine_as_test(Minutes)
    assert list(problems()) == []


@pytest.mark.parametrize("machine", [AVote, AnOpenVote])
def test_a_vote_in_whatever_order(machine):
    run_state_machine_as_test(machine)
    assert list(problems()) == []
