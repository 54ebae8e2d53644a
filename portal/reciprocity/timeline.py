"""What somebody gave and got, on one line of days: time and words, things and thanks, and hours that moved."""

from dataclasses import dataclass

from django.db.models import CharField, Count, F, QuerySet, Sum, Value
from django.utils.translation import gettext as _

from portal.reciprocity.hours import in_hours
from portal.reciprocity.models import Contribution, ContributionKind, Giving, Thanks, TimeTransfer

GAVE, GOT, THANKS, HOURS = "gave", "got", "thanks", "hours"


@dataclass(frozen=True)
class Line:
    which: str
    of: Contribution | Giving | Thanks | TimeTransfer


def timeline_of(person, hours=False) -> QuerySet:
    """Which, its number and its day, the last first: to be counted and cut into pages by the database. With the `hours`
    that moved, where time credits are on."""
    first, *others = _sorts(person, hours).values()
    return first.union(*others, all=True).order_by("-day", "which", "-number")


def _sorts(person, hours) -> dict[str, QuerySet]:
    found = {
        GAVE: Contribution.objects.given_by(person),
        GOT: Giving.objects.standing_of(person),
        THANKS: Thanks.objects.visible_to(person),
    }
    if hours:
        found[HOURS] = TimeTransfer.objects.moved_for(person)
    return {which: _numbered(rows, which) for which, rows in found.items()}


def _numbered(rows, which):
    rows = rows.order_by().annotate(which=Value(which, CharField()), number=F("pk"), day=F("on"))
    return rows.values_list("which", "number", "day")


def lines_of(found) -> list[Line]:
    """What stands on a page of it; a query a sort, however many there are."""
    found = list(found)
    rows = {
        GAVE: Contribution.objects.with_all(),
        GOT: Giving.objects.standing(),
        THANKS: Thanks.objects.with_all(),
        HOURS: TimeTransfer.objects.with_all(),
    }
    for which, sort in rows.items():
        numbers = [number for one, number, _day in found if one == which]
        rows[which] = sort.in_bulk(numbers) if numbers else {}
    return [Line(which, rows[which][number]) for which, number, _day in found if number in rows[which]]


def bars_of(person) -> list[dict]:
    """The hours of each kind, for components/bars.html."""
    theirs = ContributionKind.objects.filter(contributions__in=Contribution.objects.given_by(person))
    summed = theirs.annotate(minutes=Sum("contributions__minutes"), times=Count("contributions"))
    kinds = sorted(summed, key=lambda kind: (-(kind.minutes or 0), kind.order, kind.pk))
    most = max((kind.minutes or 0 for kind in kinds), default=0)
    return [
        {
            "label": str(kind),
            "value": in_hours(kind.minutes) if kind.minutes else _("In words"),
            "percent": round(100 * (kind.minutes or 0) / most) if most else 0,
        }
        for kind in kinds
    ]
