"""Budgets: what there is, what was offered, said yes to and given of each, and what is left."""

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import DetailView, FormView
from django.views.generic.detail import SingleObjectMixin

from portal.access import PortalObject, PortalView
from portal.reciprocity import services
from portal.reciprocity.forms.paying import BudgetForm, ChooseBudgetForm, SpendingBackForm, SpendingForm
from portal.reciprocity.models import Budget, Payable, Spending
from portal.reciprocity.money import pounds
from portal.reciprocity.services import Use
from portal.reciprocity.statement import tax_year
from portal.reciprocity.views.lists import Lists
from portal.reciprocity.views.paying import Sends
from portal.reciprocity.views.things import COSTS, OnThing


class Budgets(Lists):
    permission_required = "reciprocity.see_budgets"
    template_name = "portal/reciprocity/budgets.html"
    back_to = "portal:reciprocity:all"

    def get_context_data(self, **kwargs):
        page_obj = self.pages(Budget.objects.all())
        used = services.used([one.pk for one in page_obj.object_list])
        for budget in page_obj.object_list:
            budget.left = pounds(budget.pence - sum(use.all for use in used[budget.pk].values()))
        return super().get_context_data(page_obj=page_obj, **kwargs)


class ShowBudget(PortalObject, DetailView):
    permission_required = "reciprocity.see_budgets"
    queryset = Budget.objects.all()
    template_name = "portal/reciprocity/budget.html"
    back_to = "portal:reciprocity:budgets"

    def get_context_data(self, **kwargs):
        budget = self.object
        by_line = services.used([budget])[budget.pk]
        planned = dict(budget.lines.values_list("kind", "pence"))
        lines = [
            {"label": label, "planned": planned.get(line), "use": by_line.get(line, Use())}
            for line, label in Payable.Line.choices
            if line in planned or line in by_line
        ]
        rows = Use.of(by_line.values()).rows(budget.pence)
        spendings = budget.spendings.select_related("by", "undone_by")
        return super().get_context_data(rows=rows, lines=lines, spendings=spendings, **kwargs)


class Keeping(Sends):
    template_name = "portal/folded_form.html"
    form_class = BudgetForm
    budget = None

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"by": self.request.user, "budget": self.budget}

    def act(self, form) -> str:
        budget = services.keep_budget(budget=self.budget, by=self.request.user, **form.said)
        messages.success(self.request, _("Saved."))
        return reverse("portal:reciprocity:budget", args=[budget.pk])


class AddBudget(Keeping, PortalView, FormView):
    permission_required = "reciprocity.keep_budgets"
    back_to = "portal:reciprocity:budgets"
    heading = gettext_lazy("Add a budget")
    lead = gettext_lazy("Nothing needs one. With one you see what is left, and nobody can offer more.")

    def get_initial(self):
        first, last = tax_year()
        return super().get_initial() | {"first": first, "last": last}


class ChangeBudget(Keeping, PortalObject, SingleObjectMixin, FormView):
    permission_required = "reciprocity.keep_budgets"
    queryset = Budget.objects.all()
    heading = gettext_lazy("Change the budget")

    @property
    def budget(self) -> Budget:
        return self.object

    @property
    def back_url(self) -> str:
        return reverse("portal:reciprocity:budget", args=[self.budget.pk])


class Spend(Sends, PortalObject, SingleObjectMixin, FormView):
    """What nobody here gets, such as a room's hearing loop."""

    permission_required = "reciprocity.spend"
    queryset = Budget.objects.all()
    template_name = "portal/form.html"
    form_class = SpendingForm
    heading = gettext_lazy("Write down what was paid")

    @property
    def lead(self):
        return _("From “%(name)s”, for something that no one person gets.") % {"name": self.object}

    @property
    def back_url(self) -> str:
        return reverse("portal:reciprocity:budget", args=[self.object.pk])

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"budget": self.object}

    def act(self, form) -> str:
        services.spend(budget=self.object, by=self.request.user, **form.said)
        messages.success(self.request, _("Saved."))
        return self.back_url


class TakeSpendingBack(OnThing):
    permission_required = "reciprocity.take_spending_back"
    queryset = Spending.objects.select_related("budget")
    form_class = SpendingBackForm
    heading = gettext_lazy("It was not paid after all")
    button = gettext_lazy("Put it right")

    @property
    def lead(self):
        return f"{self.object}, {pounds(self.object.pence)}"

    def act(self, form) -> str:
        services.take_spending_back(spending=self.object, why=form.cleaned_data["why"], by=self.request.user)
        messages.success(self.request, _("Put right, in the books as well."))
        return self.back_url


class ChooseBudget(OnThing):
    permission_required = "reciprocity.choose_budget"
    queryset = COSTS
    form_class = ChooseBudgetForm
    heading = gettext_lazy("Which budget is it from?")

    @property
    def lead(self):
        return str(self.object)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"cost": self.object}

    def act(self, form) -> str:
        services.choose_budget(cost=self.object, budget=form.cleaned_data["budget"], by=self.request.user)
        messages.success(self.request, _("Saved."))
        return self.back_url
