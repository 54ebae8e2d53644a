from datetime import date

from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import DetailView

from portal.groups.views.groups import OneGroup
from portal.reciprocity.services import budget_of, sums_among, tax_year


class ShowBudget(OneGroup, DetailView):
    """What there is for the group, and what was given of it: by the end of a month, and of five people or more."""

    permission_required = "groups.see_budget"
    template_name = "portal/groups/budget.html"

    def get_context_data(self, **kwargs):
        budget = budget_of(self.group.about, by=self.request.user)
        if budget is None:
            raise Http404
        return super().get_context_data(budget=budget, **kwargs)


class ShowSums(OneGroup, DetailView):
    """What people gave and got in a year for what the group does: never by person, and none of fewer than six people,
    since whoever reads it may be one of them."""

    permission_required = "groups.see_sums"
    refused = Http404
    template_name = "portal/groups/sums.html"

    @cached_property
    def meetings(self) -> list:
        return list(self.group.meetings.order_by("pk").only("group", "starts_at"))

    @cached_property
    def years(self) -> range:
        """In each of them a tax year begins: from that of the first meeting to this one."""
        met = [timezone.localdate(one.starts_at) for one in self.meetings if one.starts_at]
        this = tax_year()[0].year
        return range(min(this, tax_year(min(met))[0].year if met else this), this + 1)

    @property
    def year(self) -> int:
        """The one that is asked for; this one, when none is, or one that is not there."""
        asked = self.request.GET.get("year", "")
        return next((year for year in self.years if str(year) == asked), self.years[-1])

    def get_context_data(self, **kwargs):
        group, year = self.group, self.year
        subjects = [group.about, *(one.about for one in self.meetings)]
        days = tax_year(date(year, 12, 31))
        return super().get_context_data(
            sums=sums_among(subjects=subjects, whose=group.about, year=days),
            before=tax_year(date(year - 1, 12, 31)) if year - 1 in self.years else None,
            after=tax_year(date(year + 1, 12, 31)) if year + 1 in self.years else None,
            **kwargs,
        )
