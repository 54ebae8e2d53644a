from django.utils.translation import gettext as _

from home.sums import Table
from portal.reciprocity.bars import bars_of_sums, got_in_words
from portal.reciprocity.forms.giving import PeriodForm
from portal.reciprocity.services import gave_in
from portal.reciprocity.statement import tax_year
from portal.reciprocity.sums import days_until_given, kinds_of, said_no_of_hundred, what_people_got
from portal.reciprocity.views.lists import Lists


class OurSums(Lists):
    """What people got between two days; this tax year, when none are named. What they gave is of a whole tax year, the
    one with the last of the days: day by day it could be worked out who gave what."""

    permission_required = "reciprocity.see_sums"
    template_name = "portal/reciprocity/sums.html"
    back_to = "portal:reciprocity:all"

    def get_context_data(self, **kwargs):
        first, last = tax_year()
        asked = self.request.GET.dict()
        form = PeriodForm({"first": asked.get("first", first), "last": asked.get("last", last)})
        days = (form.cleaned_data["first"], form.cleaned_data["last"]) if form.is_valid() else (first, last)
        got, year = what_people_got(*days, by_line=True), tax_year(days[1])
        return super().get_context_data(
            form=form,
            days=days,
            all=got_in_words(got.pounds),
            got=[Table(caption, bars_of_sums(rows, got_in_words)) for caption, rows in self.parts(got) if rows],
            waited=days_until_given(*days),
            said_no=said_no_of_hundred(*days),
            year=year,
            gave=gave_in(year),
            **kwargs,
        )

    def parts(self, got) -> list:
        lines = got.pounds.rows
        return [
            (_("What people got"), kinds_of(lines, of_costs=False)),
            (_("Things without an amount"), got.things.rows),
            (_("Costs that were paid back"), kinds_of(lines, of_costs=True)),
            (_("What it went to"), lines),
        ]
