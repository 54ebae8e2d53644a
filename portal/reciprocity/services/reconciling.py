"""Whether the books hold together: what was given, in money and in hours, and what the ledger says was given."""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Sum

from portal.reciprocity.models import Account, Budget, Entry, Giving, Posting, Spending, TimeTransfer
from portal.reciprocity.services import budgets
from portal.reciprocity.services.hours import minutes_in_pot

GIVEN = "given."  # what the postings of givings begin with; other parts of the ledger answer for theirs
SPENT = "spent."  # and those of spendings
HOURS = "hours."
PENCE, MINUTES = Entry.Unit.PENCE, Entry.Unit.MINUTES


def add_up() -> bool:
    """Whether all that moved comes to nothing, in time and in money."""
    return not Entry.objects.values("unit").annotate(sum=Sum("amount")).exclude(sum=0).exists()


def problems() -> Iterator[str]:
    """What does not hold together, in numbers and without a word about anybody."""
    yield from _uneven()
    yield from _givings()
    yield from _spendings()
    yield from _postings()
    yield from _of_budgets()
    yield from _of_hours()


def _uneven():
    for row in Entry.objects.imbalances():
        yield f"Posting {row['posting']} does not come to nothing: {row['sum']} {row['unit']}."
    alone = Entry.objects.filter(~Exists(Posting.objects.filter(pk=OuterRef("posting"))))
    for pk in alone.order_by("pk").values_list("pk", flat=True):
        yield f"Entry {pk} belongs to no posting."


def _givings():
    found = _with_what_came(Giving.objects, PENCE)
    for giving in found.only("pk", "pence", "posting", "undone_at").iterator():
        yield from _of_giving(giving)


def _with_what_came(found, unit):
    """Beside each, what its posting moved, and whether that was taken back."""
    came = Entry.objects.filter(posting=OuterRef("posting"), unit=unit, amount__gt=0).order_by()
    came = came.values("posting").annotate(sum=Sum("amount")).values("sum")
    is_reversed = Exists(Posting.objects.filter(reverses=OuterRef("posting")))
    return found.order_by("pk").annotate(came=came, is_reversed=is_reversed)


def _of_giving(giving):
    if not giving.pence:
        if giving.posting_id:
            yield f"Giving {giving.pk} has no amount, and posting {giving.posting_id} moves one."
        return
    if giving.posting_id is None:
        yield f"Giving {giving.pk} of {giving.pence} pence is not in the ledger."
    elif giving.came != giving.pence:
        yield f"Giving {giving.pk} is of {giving.pence} pence, posting {giving.posting_id} of {giving.came}."
    elif giving.undone_at and not giving.is_reversed:
        yield f"Giving {giving.pk} was taken back, and posting {giving.posting_id} was not."
    elif giving.is_reversed and not giving.undone_at:
        yield f"Giving {giving.pk} stands, and posting {giving.posting_id} was taken back."


def _spendings():
    """What was paid from a budget, and to nobody here."""
    came = Entry.objects.filter(posting=OuterRef("posting"), unit=PENCE, amount__gt=0).order_by()
    came = came.values("posting").annotate(sum=Sum("amount")).values("sum")
    reversed_ = Exists(Posting.objects.filter(reverses=OuterRef("posting")))
    for one in Spending.objects.order_by("pk").annotate(came=came, is_reversed=reversed_).iterator():
        if one.came != one.pence:
            yield f"Spending {one.pk} is of {one.pence} pence, and the ledger says {one.came or 0}."
        elif bool(one.undone_at) != one.is_reversed:
            yield f"Spending {one.pk} and posting {one.posting_id} were not taken back together."


def _postings():
    given = Posting.objects.filter(what__startswith=GIVEN, giving=None, reverses=None)
    alone = given | Posting.objects.filter(what__startswith=SPENT, spending=None, reverses=None)
    for pk in alone.order_by("at").values_list("pk", flat=True):
        yield f"Posting {pk} is of nothing that was given."


def _of_budgets():
    """What was given of a budget is what its account gave."""
    found = list(Budget.objects.order_by("pk"))
    accounts = dict(
        Account.objects.filter(key__startswith="budget:", entries__unit=PENCE)
        .annotate(sum=Sum("entries__amount"))
        .values_list("key", "sum")
    )
    used = budgets.used(found)
    for budget in found:
        given = sum(use.given for use in used[budget.pk].values())
        took = -accounts.get(budget.about, 0)
        if given != took:
            yield f"Of budget {budget.pk} {given} pence were given, and its account says {took}."


def _of_hours():
    """Each transfer stands in the ledger with its minutes, the ledger has no other, and the pot gave what it had."""
    found = _with_what_came(TimeTransfer.objects, MINUTES)
    for one in found.only("pk", "minutes", "posting", "undone_at").iterator():
        if one.came != one.minutes:
            yield f"Transfer {one.pk} is of {one.minutes} minutes, posting {one.posting_id} of {one.came}."
        if one.is_reversed == one.stands:
            yield f"Transfer {one.pk} and posting {one.posting_id} do not say the same of whether it went back."
    alone = Posting.objects.filter(what__startswith=HOURS, transfer=None)
    for pk in alone.order_by("at").values_list("pk", flat=True):
        yield f"Posting {pk} is of no hours that somebody gave."
    if (left := minutes_in_pot()) < 0:
        yield f"The pot has {left} minutes."
