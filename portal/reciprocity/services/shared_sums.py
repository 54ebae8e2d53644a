"""What people gave and got in a year, for others than whoever pays: those in a group, and everybody.

Always a whole tax year. If readers chose the days, two sums a day apart would say what one person gave or got on it.
"""

from dataclasses import replace
from datetime import date, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from home.sums import Sums, Table
from portal.reciprocity.bars import bars_of_sums, gave_in_words, got_in_words
from portal.reciprocity.models import Contribution
from portal.reciprocity.statement import tax_year
from portal.reciprocity.sums import (
    SHOWN_AMONG,
    Row,
    what_people_gave,
    what_people_got,
    without_names_of_hidden,
)


def _tables(sums, say) -> list[Table]:
    """Of the sums that may be shown, each with what it is made of."""
    return [Table(caption, bars_of_sums(_with_its_parts(row), say)) for caption, row in sums if not row.hidden]


def _with_its_parts(row: Row) -> list[Row]:
    parts = without_names_of_hidden(row, _("Other things"))
    return parts if len(parts) == 1 else [replace(row, label=_("All together")), *parts]


def _gave(year, **narrowed) -> list[Table]:
    gave = what_people_gave(*year, least=SHOWN_AMONG, **narrowed)
    return _tables([(_("Time that people gave"), gave.time), (_("Without hours, in words"), gave.words)], gave_in_words)


def _got(year, **narrowed) -> list[Table]:
    got = what_people_got(*year, least=SHOWN_AMONG, **narrowed)
    return _tables(
        [(_("Money, vouchers and costs"), got.pounds), (_("Things without an amount"), got.things)], got_in_words
    )


# --- For those who may be in it themselves ----------------------------------------------------------------------------
def sums_among(*, subjects, whose: str, year: tuple[date, date]) -> Sums:
    """Of what is done for one of the `subjects`, such as "meeting:7", and what was paid from the budget of `whose`.
    Who may read it is for the part to say whose they are."""
    for_it = Q(reward__offer__activity__subject__in=subjects) | Q(cost__activity__subject__in=subjects)
    from_it = Q(reward__offer__budget__subject=whose) | Q(cost__budget__subject=whose)
    gave = _gave(year, among=Q(activity__subject__in=subjects))
    return Sums(*year, gave=gave, got=_got(year, among=for_it | from_it))


def gave_in(year: tuple[date, date]) -> list[Table]:
    """For whoever pays: they know what everybody got, and of nobody what they gave."""
    return _gave(year)


# --- For everybody ----------------------------------------------------------------------------------------------------
def sums_for_everybody() -> Sums:
    """Of the last tax year that is over: of this one, a sum would say each day what came since the day before."""
    this, end = tax_year()
    year = tax_year(this - timedelta(days=1))
    return Sums(*year, gave=_gave(year), got=_got(year, by_line=True), until=end)


def changed_for_everybody():
    """The words alone: never who gave it, who wrote it, when, or what it was."""
    return Contribution.objects.in_public().order_by("-on", "-pk").values_list("impact", flat=True)
