"""What one person got between two days: income, costs that were paid back, and other things, each apart."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from portal.reciprocity.models import Giving, Reward


@dataclass(frozen=True)
class Statement:
    first: date
    last: date
    income: list[Giving]
    costs: list[Giving]
    others: list[Giving]
    missing: list[Giving]

    @property
    def total(self) -> int:
        """Pence, of fees and vouchers."""
        return sum(giving.pence for giving in self.income)

    @property
    def paid_back(self) -> int:
        """Pence, of costs: no income."""
        return sum(giving.pence for giving in self.costs)


def tax_year(day: date | None = None) -> tuple[date, date]:
    """The 6 April before a day, and the 5 April after it."""
    day = day or timezone.localdate()
    began = day.year if (day.month, day.day) >= (4, 6) else day.year - 1
    began = min(max(began, date.min.year), date.max.year - 1)  # whatever somebody typed
    return date(began, 4, 6), date(began + 1, 4, 5)


def statement_of(person, first: date, last: date) -> Statement:
    """What they gave to somebody else is not in it: they never had it. What they say did not reach them counts for
    nothing until it has been found."""
    got = Giving.objects.standing_of(person).filter(on__range=(first, last)).order_by("on", "pk")
    got = [giving for giving in got if giving.cost_id or giving.reward.answer != Reward.Answer.AWAY]
    missing, got = [one for one in got if one.missing_at], [one for one in got if not one.missing_at]
    return Statement(
        first,
        last,
        income=[giving for giving in got if giving.reward_id and giving.pence],
        costs=[giving for giving in got if giving.cost_id],
        others=[giving for giving in got if giving.reward_id and not giving.pence],
        missing=missing,
    )
