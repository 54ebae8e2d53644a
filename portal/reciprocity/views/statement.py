"""What somebody got between two days: on a page, on paper, and as a file. Theirs alone."""

from itertools import chain

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from portal import pdf
from portal.access import PortalView
from portal.files import csv_file
from portal.reciprocity.forms.giving import PeriodForm
from portal.reciprocity.money import pounds
from portal.reciprocity.statement import statement_of, tax_year


class OfPeriod(PortalView):
    """The days are asked for in the address; this tax year, when they are not."""

    permission_required = "reciprocity.see_own"
    back_to = "portal:reciprocity:mine"

    @cached_property
    def form(self):
        asked = self.request.GET.dict()
        first, last = tax_year()
        return PeriodForm({"first": asked.get("first", first), "last": asked.get("last", last)})

    @cached_property
    def statement(self):
        days = (self.form.cleaned_data["first"], self.form.cleaned_data["last"]) if self.form.is_valid() else tax_year()
        return statement_of(self.request.user, *days)


class OnPaper:
    """The same page as a PDF. Of days that make no sense it is none: the page says so."""

    named = ""

    def render_to_response(self, context, **kwargs):
        if not context["form"].is_valid():
            return super().render_to_response(context, status=400)
        return pdf.pdf_file(self.request, name=self.named, template=self.template_name, context=context)


class ShowStatement(OfPeriod, TemplateView):
    template_name = "portal/reciprocity/statement.html"

    def get_context_data(self, **kwargs):
        statement = self.statement
        return super().get_context_data(
            form=self.form,
            statement=statement,
            total=pounds(statement.total),
            paid_back=pounds(statement.paid_back),
            person=self.request.user,
            has_pdf=pdf.IS_INSTALLED,
            **kwargs,
        )


class StatementPdf(OnPaper, ShowStatement):
    named = "statement.pdf"


class StatementFile(ShowStatement):
    def get(self, request, *args, **kwargs):
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data(), status=400)
        head = [_("Date"), _("What for"), _("What"), _("Pounds"), _("Counts as income")]
        yes, no = _("yes"), _("no")
        rows = chain(
            (_row(one, yes) for one in self.statement.income),
            (_row(one, no) for one in self.statement.costs),
            (_row(one, no) for one in self.statement.others),
        )
        return csv_file("statement.csv", head, rows)


def _row(giving, counts) -> list:
    pounds = f"{giving.pence / 100:.2f}" if giving.pence else ""
    return [giving.on, giving.thing.activity, giving.thing.taken_words, pounds, counts]
