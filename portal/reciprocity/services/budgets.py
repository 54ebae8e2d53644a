"""Budgets: what was offered, said yes to and given of each, and that nothing is offered beyond one."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.db import IntegrityError, transaction
from django.db.models import Case, F, Sum, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from portal.audit.services import audited, record
from portal.reciprocity.bars import bars
from portal.reciprocity.models import Budget, BudgetLine, Cost, Entry, Reward, Spending
from portal.reciprocity.money import pounds
from portal.reciprocity.services.holding import NotTheirOwn, TooLate, hold_one
from portal.reciprocity.sums import SHOWN_AMONG
from portal.refusal import Refusal


class BeyondBudget(Refusal):
    def __init__(self, budget, left: int):
        super().__init__(budget, left)
        self.budget, self.left = budget, left

    def __str__(self):
        said = {"name": self.budget, "left": pounds(self.left)}
        if self.left <= 0:
            return _("Nothing is left of “%(name)s”. Choose another budget, or none.") % said
        return _("“%(name)s” has %(left)s left. Offer less, or choose another budget, or none.") % said


class LessThanPromised(Refusal):
    sentence = gettext_lazy("More than that was offered or given already. Type a larger amount.")


class BudgetStands(Refusal):
    sentence = gettext_lazy("This group has a budget from that day on already. Change that one, or choose another day.")


class NotEnoughLeft(Refusal):
    """Said to whoever it was offered to: how much is left is not theirs to know."""

    sentence = gettext_lazy("This cannot be changed back any more. Please ask whoever offered it to you.")


# --- Whose a budget may be: the parts say ----------------------------------------------------------------------------
_whose: list[Callable[[object], Iterable[tuple[str, str]]]] = []


def register_whose(source: Callable[[object], Iterable[tuple[str, str]]]) -> None:
    """Add a function from a user to subjects, such as "group:7", each with its name."""
    _whose.append(source)


def whose(user) -> list[tuple[str, str]]:
    return [one for source in _whose for one in source(user)]


# --- What is left ----------------------------------------------------------------------------------------------------
@dataclass
class Use:
    """Pence of one budget, or of one kind of thing in it."""

    offered: int = 0
    agreed: int = 0
    given: int = 0

    @classmethod
    def of(cls, uses) -> "Use":
        """Of some lines together."""
        return cls(*(sum(getattr(use, name) for use in uses) for name in ("offered", "agreed", "given")))

    @property
    def all(self) -> int:
        return self.offered + self.agreed + self.given

    def rows(self, pence: int) -> list[dict]:
        """Of so much money: a table with bars."""
        found = [
            (_("Offered, no answer yet"), self.offered),
            (_("Said yes"), self.agreed),
            (_("Given"), self.given),
            (_("Left"), pence - self.all),
        ]
        return bars(found, pence)


def used(budgets) -> dict[int, dict[str, Use]]:
    """By budget and by what the kinds count as. What was said no to, or is not offered any more, uses nothing."""
    found: dict[int, dict[str, Use]] = defaultdict(lambda: defaultdict(Use))
    for sums in (_of_rewards(budgets), _of_costs(budgets), _of_spendings(budgets)):
        for budget, line, state, pence in sums:
            use = found[budget][line]
            setattr(use, state, getattr(use, state) + pence)
    return found


def _of_rewards(budgets):
    state = Case(
        When(given__isnull=False, then=Value("given")),
        When(answer__in=Reward.TAKES, then=Value("agreed")),
        default=Value("offered"),
    )
    found = Reward.objects.filter(offer__budget__in=budgets, withdrawn_at=None, pence__isnull=False)
    return _sums(found.exclude(answer=Reward.Answer.NO), "offer__budget", state, Coalesce("takes_pence", "pence"))


def _of_costs(budgets):
    state = Case(When(given__isnull=False, then=Value("given")), default=Value("agreed"))
    return _sums(Cost.objects.filter(budget__in=budgets), "budget", state, F("pence"))


def _of_spendings(budgets):
    return _sums(Spending.objects.standing().filter(budget__in=budgets), "budget", Value("given"), F("pence"), "line")


def _sums(found, budget, state, pence, line="kind__counts_as"):
    found = found.order_by().annotate(how_far=state).values(budget, line, "how_far")
    return found.annotate(sum=Sum(pence)).values_list(budget, line, "how_far", "sum")


def use_of(budget) -> Use:
    return Use.of(used([budget])[budget.pk].values())


def left_of(budget) -> int:
    return budget.pence - use_of(budget).all


def hold_room(budget_pk, pence: int) -> None:
    """Hold a budget, so that of two who offer the last of it one is refused, with what is left."""
    held = Budget.objects.select_for_update(no_key=True).get(pk=budget_pk)
    left = left_of(held)
    if pence > left:
        raise BeyondBudget(held, left)


def hold_for_answer(reward, answer: str, takes_pence: int | None, by) -> None:
    """Somebody who had said no, or less, takes it after all, or more of it: as long as there is enough. Of themselves
    always all of it has to be there: asked with one amount after another, it would say how much is left."""
    if not reward.budget_id or not reward.pence or answer == Reward.Answer.NO:
        return
    before = 0 if reward.answer == Reward.Answer.NO else reward.taken_pence
    after = takes_pence if answer == Reward.Answer.LESS else reward.pence
    if after <= before:
        return
    if by != reward.person:
        hold_room(reward.budget_id, after - before)
        return
    try:
        hold_room(reward.budget_id, reward.pence - before)
    except BeyondBudget as beyond:
        raise NotEnoughLeft from beyond


# --- Keeping them ----------------------------------------------------------------------------------------------------
@audited()
def keep_budget(*, by, lines: dict[str, int], budget: Budget | None = None, seen: str = "", **said) -> Budget:
    """A new one, or one that is changed, as it stood when they opened it; never to less than what was offered and given
    of it."""
    if budget:
        held = Budget.objects.select_for_update(no_key=True).get(pk=budget.pk)
        if seen and seen != held.stamp:
            raise TooLate
        if said["pence"] < use_of(held).all:
            raise LessThanPromised
    else:
        held = Budget(by=by)
    for name, value in said.items():
        setattr(held, name, value)
    try:
        with transaction.atomic():
            held.save()
    except IntegrityError as stands:
        raise BudgetStands from stands
    held.lines.all().delete()
    BudgetLine.objects.bulk_create(BudgetLine(budget=held, kind=kind, pence=pence) for kind, pence in lines.items())
    record("reciprocity.budget_kept", subject=held.about, by=by)
    return held


@audited()
def choose_budget(*, cost, budget: Budget | None, by) -> None:
    """Which budget a cost is paid from, or none: once somebody said yes to it, and before it is paid."""
    held = hold_one(cost)
    if held.person == by:
        raise NotTheirOwn
    if not held.is_to_give:
        raise TooLate(held)
    if budget and budget.pk != held.budget_id:
        hold_room(budget.pk, held.pence)
    held.budget = budget
    held.save(update_fields=["budget"])
    record("reciprocity.budget_chosen", subject=held.about, by=by, concerns=held.person)


# --- What whoever works with it may know -----------------------------------------------------------------------------
@dataclass(frozen=True)
class Shared:
    """A budget as those see it who work with it. `rows` stand when they are of so many that they are nobody's;
    `until`: the day that they are of, where they are not of now."""

    name: str
    first: date
    last: date
    amount: str
    rows: list[dict]
    until: date | None = None


def has_budget(subject: str) -> bool:
    return Budget.objects.filter(subject=subject).on(timezone.localdate()).exists()


def budget_of(subject: str, *, by, today: date | None = None) -> Shared | None:
    """The one in force. Whoever pays sees all of it. Whoever else works with it sees what was given and what is left,
    as of the end of a month: never who answered what, nor how many. Who may read it is for the part to say whose
    subject it is."""
    today = today or timezone.localdate()
    budget = Budget.objects.filter(subject=subject).on(today).order_by("-first").first()
    if budget is None:
        return None
    about = (budget.name, budget.first, budget.last, pounds(budget.pence))
    if by.pays:
        return Shared(*about, use_of(budget).rows(budget.pence))
    given, until = _given_by_enough(budget, today.replace(day=1))
    if until is None:
        return Shared(*about, [])
    found = [(_("Given"), given), (_("Left"), budget.pence - given)]
    return Shared(*about, bars(found, budget.pence), until)


def _given_by_enough(budget, before: date) -> tuple[int, date | None]:
    """What was given by the end of a month before a day, as the ledger has it: what stands there never changes. From
    the month that was shown last it goes on to the next one only when enough people got something since, so that what
    is shown later, less what was shown before, is of nobody alone."""
    moved = Entry.objects.filter(account__key=budget.about, unit=Entry.Unit.PENCE, posting__at__lt=_begins(before))
    whose = Coalesce("posting__giving__person", "posting__reverses__giving__person")
    shown, until = 0, None
    pence, people = 0, set()
    rows = moved.order_by("posting__at", "pk").values_list("posting__at", "amount", whose)
    for month, entries in groupby(rows, key=lambda row: timezone.localdate(row[0]).replace(day=1)):
        for _at, amount, person in entries:
            pence -= amount
            if person is not None:  # what is bought for everybody is nobody's
                people.add(person)
        if len(people) >= SHOWN_AMONG:
            shown, until = shown + pence, (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
            pence, people = 0, set()
    return shown, until


def _begins(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
