"""Amounts as a table with bars beside it: see components/bars.html."""

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from portal.reciprocity.hours import in_hours
from portal.reciprocity.money import pounds
from portal.reciprocity.sums import Row


def percent(part: int, whole: int) -> float:
    return max(0, min(100, round(100 * part / whole, 1))) if whole else 0


def bars(rows, most: int) -> list[dict]:
    """Rows of a table: what it is, pence, and how long the bar beside it is."""
    return [{"label": label, "value": pounds(pence), "percent": percent(pence, most)} for label, pence in rows]


def bars_of_sums(rows: Iterable[Row], say: Callable[[Row], str]) -> list[dict]:
    """Sums of one measure, each in words; as long as its amount, or as often as it was."""
    rows = list(rows)
    most = max((_length(row) for row in rows), default=0)
    return [{"label": row.label, "value": say(row), "percent": percent(_length(row), most)} for row in rows]


def _length(row: Row) -> int:
    return 0 if row.hidden else row.amount or row.times


def got_in_words(row: Row) -> str:
    """ "£100, 6 times, to 6 people"."""
    said = {"amount": pounds(row.amount), "times": row.times, "people": len(row.people)}
    if row.hidden:
        return not_shown(row)
    if not row.amount:
        return _("%(times)s times, to %(people)s people") % said
    return _("%(amount)s, %(times)s times, to %(people)s people") % said


def gave_in_words(row: Row) -> str:
    """ "12 hours, 6 times, by 6 people"."""
    said = {"amount": in_hours(row.amount), "times": row.times, "people": len(row.people)}
    if row.hidden:
        return not_shown(row)
    if not row.amount:
        return _("%(times)s times, by %(people)s people") % said
    return _("%(amount)s, %(times)s times, by %(people)s people") % said


def not_shown(row: Row) -> str:
    return _("Fewer than five people") if row.is_of_few else _("Not shown")
