"""A role's life, in whatever order people do things: written, agreed, open, closed, and filled, not filled or taken
back; and the applications for it. What is forbidden is refused in each state, and changes nothing."""

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import assume, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from portal.audit.services import problems
from portal.members.standing import COORDINATORS
from portal.roles import services
from portal.roles.models import Answer, Applicant, Application, Vacancy
from portal.roles.services.applying import Closed, NothingInIt, SentAlready, TakenBack
from portal.roles.services.keeping import due, let_go
from portal.roles.services.opening import HasClosed, HasEnded, IsOpen, NotAgreed
from tests.factories.people import UserFactory
from tests.factories.roles import again, agree, applies, in_days, opened, put_forward, role

pytestmark = pytest.mark.django_db
which = st.integers(0, 4)


class ARolesLife(RuleBasedStateMachine):
    def __init__(self):
        """Nothing that one run did is there in the next."""
        super().__init__()
        self.run = transaction.atomic()
        self.run.__enter__()

    def teardown(self):
        try:
            assert list(problems()) == []
        finally:
            transaction.set_rollback(True)
            self.run.__exit__(None, None, None)

    @initialize()
    def begin(self):
        self.mair, self.dev = UserFactory(), UserFactory()
        self.rosie = UserFactory(groups=[COORDINATORS])
        self.role = role(self.mair, self.dev)
        self.text = self.agreed = None  # what is asked, as it was agreed last
        self.vacancy, self.asks, self.ended, self.is_closed = None, "", False, False
        self.applications = []  # each with what is expected of it

    @property
    def is_open(self):
        return self.vacancy is not None and not self.ended

    @property
    def takes(self):
        return self.is_open and not self.is_closed

    def come_to(self, refusal, act):
        """Done, or refused as expected: what it gave, if it did."""
        if refusal is None:
            return act() or True
        with pytest.raises(refusal):
            act()
        return None

    def one(self, number):
        assume(self.applications)
        return self.applications[number % len(self.applications)]

    # --- the role -----------------------------------------------------------------------------------------------------
    @rule(words=st.sampled_from(["You can listen", "You can wait", "You have time"]))
    def write(self, words):
        """Also while it is open: what applicants are asked stays as it was."""
        services.change_criterion(criterion=self.role.criteria.get(), text=words, by=self.mair)
        self.text = words

    @rule()
    def all_agree(self):
        assume(self.role.criteria.get().text != self.agreed)
        put_forward(again(self.role), self.mair)
        self.role = agree(again(self.role), self.mair, self.dev)
        self.agreed = self.role.criteria.get().text

    @rule()
    def open(self):
        refusal = NotAgreed if self.agreed is None else IsOpen if self.is_open else None
        made = self.come_to(refusal, lambda: opened(again(self.role), self.rosie))
        if made:
            self.vacancy, self.asks, self.ended, self.is_closed = made, self.agreed, False, False
            self.applications = []

    @rule()
    def days_pass(self):
        """Past its last day."""
        assume(self.takes)
        Vacancy.objects.filter(pk=self.vacancy.pk).update(closes_on=in_days(-1))
        self.is_closed = True

    @rule(longer=st.booleans())
    def correct(self, longer):
        assume(self.vacancy)
        refusal = HasEnded if self.ended else HasClosed if longer and self.is_closed else None
        day = in_days(30) if longer else None
        given = {"words": "It is in Cardiff.", "closes_on": day, "by": self.dev}
        self.come_to(refusal, lambda: services.correct(vacancy=self.vacancy, **given))

    @rule(outcome=st.sampled_from([one for one in Vacancy.Outcome if one != Vacancy.Outcome.OPEN]))
    def end(self, outcome):
        assume(self.vacancy)
        given = {"outcome": outcome, "why": "So it is.", "by": self.rosie}
        refusal = HasEnded if self.ended else None
        if self.come_to(refusal, lambda: services.end_vacancy(vacancy=self.vacancy, **given)):
            self.ended = True

    # --- applications -------------------------------------------------------------------------------------------------
    @rule(told=st.booleans())
    def apply(self, told):
        assume(self.vacancy)
        number = len(self.applications)
        said = {"by": self.rosie, "came_by": Application.CameBy.PHONE} if told else {}
        act = lambda: applies(self.vacancy, address=f"a{number}@example.org", **said)  # noqa: E731
        made = self.come_to(None if self.takes else Closed, act)
        if made:
            self.applications.append({"is": made, "state": "begun", "words": ""})

    def refused(self, one, *, when_sent=SentAlready):
        if one["state"] in ("gone", "over"):
            return TakenBack
        if not self.takes:
            return Closed
        return when_sent if one["state"] == "sent" else None

    @rule(number=which, words=st.sampled_from(["I listen.", "I wait.", ""]))
    def answer(self, number, words):
        one = self.one(number)
        need = self.vacancy.asked[0].key
        act = lambda: services.write_answer(application=one["is"], need=need, words=words)  # noqa: E731
        if self.come_to(self.refused(one), act):
            one["words"] = words

    @rule(number=which)
    def send(self, number):
        one = self.one(number)
        refusal = None if one["state"] == "sent" else self.refused(one)
        if refusal is None and one["state"] == "begun" and not one["words"]:
            refusal = NothingInIt
        if self.come_to(refusal, lambda: services.send(application=one["is"])):
            one["state"] = "sent"

    @rule(number=which)
    def open_again(self, number):
        one = self.one(number)
        if self.come_to(self.refused(one, when_sent=None), lambda: services.change_again(application=one["is"])):
            one["state"] = "begun"

    @rule(number=which)
    def take_back(self, number):
        """At any time."""
        one = self.one(number)
        refusal = TakenBack if one["state"] in ("gone", "over") else None
        if self.come_to(refusal, lambda: services.withdraw(application=one["is"])):
            one |= {"state": "gone", "words": ""}

    @rule()
    def years_pass(self):
        """What was kept long enough goes."""
        assume(self.ended)
        Vacancy.objects.filter(pk=self.vacancy.pk).update(delete_on=timezone.localdate())
        for application in list(due()):
            let_go(application)
        for one in self.applications:
            if one["state"] in ("begun", "sent"):
                one |= {"state": "over", "words": ""}

    # --- what always holds --------------------------------------------------------------------------------------------
    @invariant()
    def what_is_asked_stays(self):
        if getattr(self, "vacancy", None):
            assert [need.text for need in again(self.vacancy).asked] == [self.asks]

    @invariant()
    def each_stands_as_expected(self):
        for one in getattr(self, "applications", []):
            now = again(one["is"])
            assert now.state == one["state"]
            said = Answer.objects.filter(application=now).values_list("words", flat=True)
            assert "".join(said) == one["words"]
            assert Applicant.objects.filter(application=now).exists() == (one["state"] in ("begun", "sent"))

    @invariant()
    def a_role_is_open_once(self):
        if hasattr(self, "role"):
            assert self.role.vacancies.not_ended().count() == (1 if self.is_open else 0)


def test_a_roles_life():
    run_state_machine_as_test(ARolesLife)
