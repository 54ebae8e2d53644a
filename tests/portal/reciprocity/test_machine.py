"""Whatever people do in whatever order, from an offer to its giving and back: money is conserved, and so are hours."""

import pytest
from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone
from hypothesis import assume, strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from portal.audit.services import problems
from portal.members.services import erase_person
from portal.members.services.holding import HasLeft
from portal.reciprocity import services
from portal.reciprocity.models import Cost, CostKind, Entry, Giving, Posting, Reward, TimeTransfer
from portal.reciprocity.services import NotInThePot, NotSaidYes, NotTheirOwn, TooLate, ledger
from portal.reciprocity.services.giving import SomebodyElse
from portal.reciprocity.statement import statement_of
from tests.effort import THOROUGH
from tests.factories.people import UserFactory
from tests.factories.reciprocity import cost, hours, reward

pytestmark = pytest.mark.django_db
PENCE, MINUTES = Entry.Unit.PENCE, Entry.Unit.MINUTES
MINA, CORA, HELEN = range(3)  # a member; two who pay, and may be offered something as well
receives, pays = st.sampled_from([MINA, CORA]), st.sampled_from([CORA, HELEN])
which, anybody = st.integers(0, 5), st.sampled_from([MINA, CORA, HELEN])
POT = None
OFFERED, LESS = 2_000, 500


class GivingAndGetting(RuleBasedStateMachine):
    """Each thing is kept beside what is expected of it; whatever was forbidden is refused, and changes nothing."""

    def __init__(self):
        """Nothing that one run did is there in the next."""
        super().__init__()
        self.run = transaction.atomic()
        self.run.__enter__()

    def teardown(self):
        try:
            assert [*problems(), *services.problems()] == []
            self.each_and_everybody()
        finally:
            transaction.set_rollback(True)
            self.run.__exit__(None, None, None)

    @initialize()
    def people(self):
        self.who = [UserFactory(), UserFactory(groups=["Coordinators"]), UserFactory(groups=["Payers"])]
        self.rewards, self.costs, self.hours, self.left = [], [], [], set()

    def one_of(self, things, number):
        assume(things)
        return things[number % len(things)]

    def come_to(self, refusal, act) -> bool:
        """Done, or refused as expected."""
        if refusal is None:
            act()
            return True
        with pytest.raises(refusal):
            act()
        return False

    def refused_to(self, thing, by, *otherwise):
        """The first that holds: they left, it is their own, or one of `(holds, refusal)`."""
        own = by is not None and by == thing["whose"]
        told = [(thing["whose"] in self.left, HasLeft), (own, NotTheirOwn), *otherwise]
        return next((refusal for holds, refusal in told if holds), None)

    # --- offering and answering ---------------------------------------------------------------------------------------
    @rule(whose=receives, works=st.sampled_from(["fee", "voucher", "thing"]))
    def offer(self, whose, works):
        def act():
            made = reward(self.who[whose], by=self.who[HELEN], works=works, pence=OFFERED)
            pence = None if works == "thing" else OFFERED
            expected = {"pence": pence, "says": "", "withdrawn": False, "given": False, "missing": False, "ever": False}
            self.rewards.append({"is": made, "whose": whose} | expected)

        self.come_to(HasLeft if whose in self.left else None, act)

    @rule(number=which, says=st.sampled_from(list(Reward.Answer)), down=st.booleans())
    def answer(self, number, says, down):
        one = self.one_of(self.rewards, number)
        assume(one["pence"] or says != "less")
        more = {"takes_pence": LESS} if says == "less" else {"goes_to": "the food bank"} if says == "away" else {}
        by = self.who[HELEN if down else one["whose"]]
        down &= one["whose"] != HELEN
        said_themselves = one["says"] and not one.get("down")
        late = one["given"] or one["withdrawn"] or (down and said_themselves)
        refusal = self.refused_to(one, None, (late, TooLate))
        if self.come_to(refusal, lambda: services.answer(reward=one["is"], answer=says, by=by, **more)):
            one.update(says=says, down=down)

    @rule(number=which, by=pays)
    def withdraw(self, number, by):
        one = self.one_of(self.rewards, number)
        refusal = self.refused_to(one, by, (one["given"] or one["withdrawn"], TooLate))
        if self.come_to(refusal, lambda: services.withdraw(reward=one["is"], why="No.", by=self.who[by])):
            one["withdrawn"] = True

    # --- costs --------------------------------------------------------------------------------------------------------
    @rule(whose=receives, down=st.booleans(), pence=st.integers(1, 500))
    def claim(self, whose, down, pence):
        def act():
            made = cost(self.who[whose], by=self.who[HELEN] if down else None, pence=pence)
            expected = {"confirmed": not down, "approved": False, "back": False, "gone": False, "says": "yes"}
            given = {"given": False, "missing": False, "ever": False, "withdrawn": False}
            self.costs.append({"is": made, "whose": whose, "pence": pence} | expected | given)

        self.come_to(HasLeft if whose in self.left else None, act)

    @rule(number=which)
    def confirm(self, number):
        one = self.one_of(self.costs, number)
        refusal = self.refused_to(one, None, (one["gone"], TooLate))
        if self.come_to(refusal, lambda: services.confirm(cost=one["is"], by=self.who[one["whose"]])):
            one["confirmed"] = True

    @rule(number=which, pence=st.integers(1, 500))
    def put_right(self, number, pence):
        one = self.one_of(self.costs, number)
        said = {"title": "Another", "kind": CostKind.objects.get(name="Bus, tram or train"), "pence": pence}
        said |= {"on": timezone.localdate(), "by": self.who[one["whose"]]}
        refusal = self.refused_to(one, None, (one["gone"] or one["approved"], TooLate))
        if self.come_to(refusal, lambda: services.put_right(cost=one["is"], **said)):
            one.update(pence=pence, confirmed=True, back=False)

    @rule(number=which)
    def take_cost_back(self, number):
        one = self.one_of(self.costs, number)
        refusal = self.refused_to(one, None, (one["gone"] or one["approved"], TooLate))
        if self.come_to(refusal, lambda: services.drop_cost(cost=one["is"], by=self.who[one["whose"]])):
            one["gone"] = True

    @rule(number=which, by=pays, more=st.sampled_from([0, 0, 1]))
    def approve(self, number, by, more):
        """Sometimes by somebody who had another amount before them."""
        one = self.one_of(self.costs, number)
        refusal = self.refused_to(one, None, (more, TooLate)) or self.to_look_at(one, by)
        given = {"by": self.who[by], "seen": "something else" if more else ""}
        if self.come_to(refusal, lambda: services.approve(cost=one["is"], **given)):
            one["approved"] = True

    @rule(number=which, by=pays)
    def send_back(self, number, by):
        one = self.one_of(self.costs, number)
        given = {"why": "Which bus?", "by": self.who[by]}
        if self.come_to(self.to_look_at(one, by), lambda: services.send_back(cost=one["is"], **given)):
            one["back"] = True

    def to_look_at(self, one, by):
        looks = one["confirmed"] and not (one["approved"] or one["back"])
        # one that is gone belongs to nobody any more
        own = None if one["gone"] else by
        return self.refused_to(one, own, (one["gone"] or not looks, TooLate))

    # --- giving -------------------------------------------------------------------------------------------------------
    def things(self):
        return [*self.rewards, *self.costs]

    @rule(number=st.integers(0, 11), by=pays)
    def give(self, number, by):
        one = self.one_of(self.things(), number)
        gone = one.get("gone", False)
        taken = one["says"] in Reward.TAKES and one.get("approved", True)
        late = one["given"] or one["withdrawn"]
        heard_alone = one.get("down") and by == HELEN
        refusal = self.refused_to(one, None, (gone, TooLate)) or self.refused_to(
            one, by, (late, TooLate), (not taken, NotSaidYes), (heard_alone, SomebodyElse)
        )
        how = {"on": timezone.localdate(), "how": "hand", "by": self.who[by]}
        if self.come_to(refusal, lambda: services.give(thing=one["is"], **how)):
            one.update(given=True, ever=True, missing=False)

    @rule(number=st.integers(0, 11), missing=st.booleans())
    def say_whether_it_came(self, number, missing):
        one = self.one_of(self.things(), number)
        verb = services.say_missing if missing else services.say_it_came
        refusal = self.refused_to(one, None, (not one["given"], TooLate))
        if self.come_to(refusal, lambda: verb(thing=one["is"], by=self.who[one["whose"]])):
            one["missing"] = missing

    @rule(number=st.integers(0, 11), by=pays)
    def take_back(self, number, by):
        """Also from somebody who has left: then nobody is to give it to them any more."""
        one = self.one_of(self.things(), number)
        left = one["whose"] in self.left
        own = by == one["whose"] and not one.get("gone")
        told = [(left and not one["ever"], TooLate), (own, NotTheirOwn), (not one["given"], TooLate)]
        refusal = next((refusal for holds, refusal in told if holds), None)
        given = {"why": "Pressed by mistake.", "by": self.who[by]}
        if self.come_to(refusal, lambda: services.take_back(thing=one["is"], **given)):
            one.update(given=False, missing=False)
            one["withdrawn"] = one["withdrawn"] or (left and one in self.rewards)

    # --- hours --------------------------------------------------------------------------------------------------------
    def has(self, whose) -> int:
        """A person, or the pot."""
        got = sum(one["minutes"] for one in self.hours if one["stands"] and one["to"] == whose)
        return got - sum(one["minutes"] for one in self.hours if one["stands"] and one["from"] == whose)

    @rule(by=anybody, to=st.sampled_from([MINA, CORA, HELEN, POT]), minutes=st.integers(1, 120), from_pot=st.booleans())
    def give_hours(self, by, to, minutes, from_pot):
        assume(by != MINA or not from_pot)
        assume(to is not POT or not from_pot)

        def act():
            made = hours(self.who[by], to if to is POT else self.who[to], minutes=minutes, from_pot=from_pot)
            moved = {"from": POT if from_pot else by, "to": to, "minutes": minutes, "stands": True}
            self.hours.append({"is": made, "by": by} | moved)

        told = [(by == to, NotTheirOwn), ({by, to} & self.left, HasLeft)]
        told.append((from_pot and minutes > self.has(POT), NotInThePot))
        self.come_to(next((refusal for holds, refusal in told if holds), None), act)

    @rule(number=which, by=anybody, hands=st.booleans())
    def hours_go_back(self, number, by, hands):
        one = self.one_of(self.hours, number)
        may = by == one["to" if hands else "by"]
        told = [({one["by"], one["to"]} & self.left, HasLeft), (not may or not one["stands"], TooLate)]
        told.append((not hands and one["to"] is POT and one["minutes"] > self.has(POT), NotInThePot))
        verb, why = (services.hand_hours_back, {}) if hands else (services.take_hours_back, {"why": "By mistake."})
        refusal = next((refusal for holds, refusal in told if holds), None)
        if self.come_to(refusal, lambda: verb(transfer=one["is"], by=self.who[by], **why)):
            one["stands"] = False

    @precondition(lambda self: MINA not in self.left and len(self.rewards) + len(self.costs) > 2)
    @rule()
    def leave_for_good(self):
        erase_person(person=self.who[MINA], by=None)
        self.left.add(MINA)

    # --- what always holds --------------------------------------------------------------------------------------------
    def got(self, one) -> int:
        if not one["given"] or not one["pence"]:
            return 0
        return LESS if one["says"] == "less" else one["pence"]

    @invariant()
    def money_is_conserved(self):
        assert not Entry.objects.imbalances()
        assert [row["sum"] for row in Entry.objects.values("unit").annotate(sum=Sum("amount")) if row["sum"]] == []
        given = sum(self.got(one) for one in self.things()) if hasattr(self, "who") else 0
        assert Entry.objects.balance(ledger.account(ledger.ORGANISATION), PENCE) == -given
        assert Posting.objects.count() * 2 == Entry.objects.count()

    @invariant()
    def hours_are_conserved(self):
        """Also below nothing; but the pot never is."""
        if hasattr(self, "who"):
            assert [services.minutes_of(person) for person in self.who] == [
                self.has(one) for one in (MINA, CORA, HELEN)
            ]
            assert services.minutes_in_pot() == self.has(POT) >= 0
            stands = TimeTransfer.objects.filter(undone_at=None).count()
            assert stands == sum(one["stands"] for one in self.hours)

    @invariant()
    def all_is_as_expected(self):
        """It asks much, and what is wrong once stays so: each run ends with it."""
        if THOROUGH:
            self.each_and_everybody()

    def each_and_everybody(self):
        self.everybody_has_what_was_given_to_them()
        self.each_is_as_expected()

    def everybody_has_what_was_given_to_them(self):
        today = timezone.localdate()
        for number, person in enumerate(getattr(self, "who", [])):
            theirs = [one for one in self.things() if one["whose"] == number and one["says"] != "away"]
            assert Entry.objects.balance(ledger.account_of(person), PENCE) == sum(map(self.got, theirs))
            statement = statement_of(person, today, today)
            came = [one for one in theirs if not one["missing"]]
            income = [one for one in came if one in self.rewards]
            assert (statement.total, statement.total + statement.paid_back) == (
                sum(map(self.got, income)),
                sum(map(self.got, came)),
            )

    @invariant()
    def nobody_gives_to_themselves(self):
        assert not Giving.objects.filter(by=F("person")).exists()
        assert not Giving.objects.filter(undone_by=F("person")).exists()
        assert not Cost.objects.filter(approved_by=F("person")).exists()

    def each_is_as_expected(self):
        for one in self.things() if hasattr(self, "who") else []:
            now = type(one["is"]).objects.with_all().filter(pk=one["is"].pk).first()
            left = one["whose"] in self.left and not one["ever"]
            if now is None:
                assert one.get("gone") or left
                continue
            assert not left
            assert not one.get("gone")
            assert (now.given_id is not None, now.is_to_give) == (one["given"], self.is_to_give(one))
            assert now.givings.filter(undone_at=None).count() == one["given"]
            assert not one["given"] or bool(now.given.missing_at) == one["missing"]

    def is_to_give(self, one) -> bool:
        taken = one["says"] in Reward.TAKES and one.get("approved", True)
        return taken and not (one["given"] or one["withdrawn"])


def test_giving_and_getting_in_whatever_order():
    run_state_machine_as_test(GivingAndGetting)
