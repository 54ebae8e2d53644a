"""What is under way, sorted by how far it is: of many the few that a list shows first, with how many more there are."""

from functools import reduce
from operator import or_

from django.db.models import Case, CharField, Q, QuerySet, Value, When


class InStages(QuerySet):
    """What waits for somebody, of one sort. `DAY`: the expression of the day it is meant for, or came.

    A query set of it says which are `under_way()`, which `stages()` there are (a thing is in the first that it fits),
    and how to fetch what a line `for_lists()` says.
    """

    def numbered(self, names) -> QuerySet:
        """(model, number, stage, day) of those in one of these stages."""
        stages = {name: fits for name, fits in self.stages().items() if name in names}
        named = Case(*(When(fits, then=Value(name)) for name, fits in stages.items()), output_field=CharField())
        found = self.under_way().filter(reduce(or_, stages.values(), Q(pk__in=[])))
        return found.order_by().values_list(Value(self.model.__name__), "pk", named, self.DAY)


def by_stage(*sorts: InStages, names, most: int) -> dict[str, list]:
    """By the `names` of the stages the first `most` things, the soonest first, and one more; each with its `day`, and
    `many`: how many there are. One query, and one for each sort of which there are some: few are shown of many."""
    first, *others = (sort.numbered(names) for sort in sorts)
    rows = {name: [] for name in names}
    for kind, number, name, day in sorted(first.union(*others, all=True), key=_soonest):
        rows[name].append((kind, number, day))
    shown = {name: found[: most + 1] for name, found in rows.items()}
    things = _fetched(sorts, shown)
    return {
        name: [_with(things[row[:2]], row[2], len(rows[name])) for row in found if row[:2] in things]
        for name, found in shown.items()
    }


def _soonest(row):
    _kind, number, _name, day = row
    return day is None, day, number


def _fetched(sorts, shown) -> dict:
    """Without what went between the two questions."""
    things = {}
    for sort in sorts:
        kind = sort.model.__name__
        if numbers := [number for found in shown.values() for of, number, _day in found if of == kind]:
            things |= {(kind, number): thing for number, thing in sort.for_lists().in_bulk(numbers).items()}
    return things


def _with(thing, day, many):
    thing.day, thing.many = day, many
    return thing
