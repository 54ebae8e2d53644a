"""What is paid from a budget, and nobody here gets: Easy Read that is printed, a room's hearing loop."""

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit.services import audited, record
from portal.reciprocity.models import Budget, Entry, Spending
from portal.reciprocity.money import pounds
from portal.reciprocity.services import budgets, ledger
from portal.reciprocity.services.holding import TooLate


class MoreThanIsLeft(budgets.BeyondBudget):
    def __str__(self):
        said = {"name": self.budget, "left": pounds(max(self.left, 0))}
        return _("“%(name)s” has %(left)s left. Look at the amount again, or change the budget first.") % said


@audited()
def spend(*, budget, line: str, what: str, pence: int, on, by) -> Spending:
    """Written down once it is paid. It moves from the budget to whoever is not here."""
    try:
        budgets.hold_room(budget.pk, pence)
    except budgets.BeyondBudget as beyond:
        raise MoreThanIsLeft(beyond.budget, beyond.left) from beyond
    made = Spending.objects.create(budget=budget, line=line, what=what, pence=pence, on=on, by=by)
    moves = {ledger.account(budget.about): -pence, ledger.account(ledger.OUTSIDE): pence}
    said = {"key": f"spending:{made.pk}", "what": f"spent.{line}", "unit": Entry.Unit.PENCE}
    made.posting = ledger.post(moves=moves, by=by, on=on, **said)
    made.save(update_fields=["posting"])
    record("reciprocity.spent", subject=budget.about, by=by)
    return made


@audited()
def take_spending_back(*, spending, why: str, by) -> None:
    """Written down by mistake: the ledger gets the opposite."""
    Budget.objects.select_for_update(no_key=True).get(pk=spending.budget_id)
    held = Spending.objects.select_for_update(of=["self"], no_key=True).select_related("posting").get(pk=spending.pk)
    if held.undone_at:
        raise TooLate(held)
    held.undone_at, held.undone_by, held.undone_why = timezone.now(), by, why
    held.save(update_fields=["undone_at", "undone_by", "undone_why"])
    ledger.reverse(posting=held.posting, by=by)
    record("reciprocity.spending_taken_back", subject=held.budget.about, by=by)
