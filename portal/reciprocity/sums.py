"""What people gave, and what they got, between two days. A sum of fewer than five people is not shown: it could be
somebody's. The database adds up, kind by kind and person by person; nothing is read row by row."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from django.db.models import BooleanField, Case, Count, ExpressionWrapper, F, Q, Sum, Value, When
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext

from portal.reciprocity.models import Contribution, Giving, Payable, Reward

SHOWN_FROM = 5  # people: of fewer, a sum says what somebody gave or got
SHOWN_AMONG = SHOWN_FROM + 1  # to those who may be in it themselves: less their own part, it is still of five


@dataclass
class Row:
    """So much (pence or minutes), so often, of these people; and what it is made of. `hidden`: of too few people, or
    it would give away another that is."""

    label: str = ""
    amount: int = 0
    times: int = 0
    people: set = field(default_factory=set, repr=False)
    parts: dict = field(default_factory=dict, repr=False)
    hidden: bool = False
    is_of_few: bool = False

    def add(self, person, amount: int, times: int) -> None:
        self.amount += amount
        self.times += times
        self.people.add(person)

    def part(self, key, label: Callable[[], str]) -> "Row":
        """Of thousands of rows that are added up most are of a part that is there."""
        if key not in self.parts:
            self.parts[key] = Row(label())
        return self.parts[key]

    @property
    def rows(self) -> list["Row"]:
        return in_order(self.parts.values())


def in_order(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (-row.amount, -row.times, row.label))


def hide(row: Row, least: int = SHOWN_FROM) -> Row:
    """Hide a sum of fewer than `least` people with all that it is made of. Of what a sum that is shown is made of, hide
    parts of too few people; and one more, the smallest, when what is hidden is of too few together: the sum less the
    parts that are shown would be theirs. So parts are always of one sum, and of one measure."""
    row.is_of_few = len(row.people) < least
    row.hidden = row.hidden or row.is_of_few
    parts = list(row.parts.values())
    for part in parts:
        part.hidden = row.hidden or len(part.people) < least
    shown = sorted((part for part in parts if not part.hidden), key=lambda part: len(part.people))
    while shown and 0 < len(_people_of(part for part in parts if part.hidden)) < least:
        shown.pop(0).hidden = True
    for part in parts:
        hide(part, least)
    return row


def _people_of(rows: Iterable[Row]) -> set:
    return set().union(*(row.people for row in rows))


def without_names_of_hidden(row: Row, rest: str) -> list[Row]:
    """What a sum is made of, for those who may not know either which kinds there are of a few people: these are one row
    together, called `rest`. Nothing when the sum is hidden."""
    rows = [part for part in row.rows if not part.hidden]
    others = [part for part in row.rows if part.hidden]
    if row.hidden or not rows:
        return []
    if others:
        together = Row(rest, people=_people_of(others))
        together.amount, together.times = (sum(getattr(one, name) for one in others) for name in ("amount", "times"))
        rows.append(together)
    return rows


# --- What people got --------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Got:
    """Pounds, and what has no amount: kind by kind. Where it is asked for, first by what the kinds count as."""

    pounds: Row
    things: Row


def _standing(first: date, last: date, among: Q):
    return Giving.objects.standing().order_by().filter(among, on__range=(first, last))


def what_people_got(first: date, last: date, *, by_line=False, among: Q | None = None, least: int = SHOWN_FROM) -> Got:
    """One query. `by_line`: so that it can be said what went to access, however few of its kinds may be shown."""
    name, line = (Coalesce(f"reward__kind__{of}", f"cost__kind__{of}") for of in ("name", "counts_as"))
    found = _standing(first, last, among or Q()).annotate(kind_name=name, line=line)
    found = found.values_list("reward__kind", "cost__kind", "kind_name", "line", "person")
    got = Got(Row(), Row())
    for reward, cost, kind, line, person, pence, times in found.annotate(Sum("pence"), Count("pk")):
        steps = [got.pounds if pence else got.things]
        if pence and by_line:
            steps.append(steps[0].part(line, partial(_line, line)))
        steps.append(steps[-1].part((reward, cost), partial(gettext, kind)))
        for row in steps:
            row.add(person, pence or 0, times)
    for row in (got.pounds, got.things):
        hide(row, least)
    return got


def _line(line) -> str:
    return str(Payable.Line(line).label)


def kinds_of(lines: Iterable[Row], *, of_costs: bool) -> list[Row]:
    """Of some lines together: those of costs, or those of what was offered."""
    kinds = (one for line in lines for one in line.parts.items())
    return in_order(part for (_reward, cost), part in kinds if bool(cost) == of_costs)


# --- What people gave -------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Gave:
    """Minutes, kind by kind; and what they wrote down in words alone."""

    time: Row
    words: Row


def what_people_gave(first: date, last: date, *, among: Q | None = None, least: int = SHOWN_FROM) -> Gave:
    """What they said themselves that they gave, whether somebody confirmed it or not. One query."""
    timed = ExpressionWrapper(Q(minutes__isnull=False), output_field=BooleanField())
    found = Contribution.objects.given().filter(among or Q(), on__range=(first, last)).order_by()
    found = found.annotate(timed=timed).values_list("timed", "kind", "kind__name", "person")
    gave = Gave(Row(), Row())
    for is_timed, kind, name, person, minutes, times in found.annotate(Sum("minutes"), Count("pk")):
        top = gave.time if is_timed else gave.words
        for row in (top, top.part(kind, partial(gettext, name))):
            row.add(person, minutes or 0, times)
    for row in (gave.time, gave.words):
        hide(row, least)
    return gave


# --- How it went ------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Days:
    """How long people waited, in days: the middle, and from where on the slowest tenth begins."""

    middle: int
    slowest: int


def days_until_given(first: date, last: date) -> Days | None:
    """From somebody's yes, or from when they sent a cost, until they had it. Two queries."""
    began = Coalesce("reward__answered_at", "cost__confirmed_at")
    found = _standing(first, last, Q()).annotate(began=TruncDate(began)).filter(began__isnull=False)
    people = found.aggregate(people=Count("person", distinct=True))["people"]
    by_days = found.values_list(F("on") - F("began")).annotate(Count("pk"))
    waited = sorted((max(0, wait.days), many) for wait, many in by_days)
    if people < SHOWN_FROM:
        return None
    all_of_them = sum(many for _wait, many in waited)
    return Days(_at(waited, (all_of_them - 1) // 2), _at(waited, (all_of_them * 9) // 10))


def _at(waited, place: int) -> int:
    """The days of whoever stands at a place, when all stand by how long they waited."""
    for days, many in waited:
        place -= many
        if place < 0:
            return days
    raise IndexError


def said_no_of_hundred(first: date, last: date) -> int | None:
    """Of a hundred answers, how many were no; nothing where fewer than five people said no, or anything else."""
    no = Case(When(answer=Reward.Answer.NO, then=Value(True)), default=Value(False))
    answers = Reward.objects.exclude(answer="").filter(answered_at__date__range=(first, last)).order_by()
    counted = answers.annotate(no=no).values_list("no").annotate(Count("pk"), Count("offer__person", distinct=True))
    answered = {is_no: (times, people) for is_no, times, people in counted}
    if len(answered) < 2 or any(people < SHOWN_FROM for _times, people in answered.values()):
        return None
    return round(100 * answered[True][0] / sum(times for times, _people in answered.values()))
