"""What whoever pays sets once in a while: rates by date, how each kind is paid, and budgets."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from home.days import DayField
from home.forms import OneLine
from portal.drafts.forms import Folded, KeyedForm
from portal.reciprocity.forms.amounts import BudgetField, PoundsField
from portal.reciprocity.forms.giving import SeenForm, is_no_later_than_today
from portal.reciprocity.forms.offering import LINE
from portal.reciprocity.models import Budget, CostKind, Payable
from portal.reciprocity.services import whose

HOUR = "hour"


class RateField(PoundsField):
    TOO_MUCH = _("Type an amount from 1p to £200.")
    most = 20_000


class RateForm(KeyedForm):
    of = forms.ChoiceField(label=_("What is it for?"), widget=forms.RadioSelect)
    pence = RateField(label=_("How much, in pounds?"), help_text=_("Such as 15 for an hour, or 0.45 for a mile."))
    since = DayField(label=_("From which day on?"), initial=timezone.localdate)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.kinds = {str(kind.pk): kind for kind in CostKind.objects.filter(by_the_mile=True, in_use=True)}
        miles = [(pk, _("A mile: %(kind)s") % {"kind": kind}) for pk, kind in self.kinds.items()]
        self.fields["of"].choices = [(HOUR, _("An hour of a fee")), *miles]

    @property
    def said(self) -> dict:
        kind = self.kinds.get(self.cleaned_data["of"])
        return {"kind": kind, "pence": self.cleaned_data["pence"], "since": self.cleaned_data["since"]}


class WayForm(KeyedForm):
    way = forms.ChoiceField(
        label=_("How is it paid?"),
        help_text=_("It stands in the file for whoever does the payments. Nothing is paid from here."),
        choices=[("", _("Not said")), *Payable.Way.choices],
        required=False,
    )
    counts_as = forms.ChoiceField(
        label=_("What does it count as?"),
        help_text=_("In budgets and in your sums."),
        choices=Payable.Line.choices,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, kind, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial |= {"way": kind.way, "counts_as": kind.counts_as}


class BudgetForm(Folded, SeenForm):
    """The parts of it may be left out; together they are no more than there is."""

    name = OneLine(
        label=_("What is it for?"),
        help_text=_("Such as: the art group, the new leaflet."),
        max_length=80,
        widget=forms.TextInput(attrs=LINE),
    )
    subject = forms.ChoiceField(
        label=_("Which group is it for?"), help_text=_("Its members see what is left."), required=False
    )
    pence = BudgetField(label=_("How much is there, in pounds?"))
    first = DayField(label=_("From"))
    last = DayField(label=_("To"))
    PARTS = {
        Payable.Line.PEOPLE: _("Of that, for people, in pounds"),
        Payable.Line.ACCESS: _("So that everybody can take part, in pounds"),
        Payable.Line.FORMATS: _("For Easy Read, translations and other formats, in pounds"),
        Payable.Line.TRAINING: _("For training first, in pounds"),
        Payable.Line.OTHER: _("For other things, in pounds"),
    }
    FOLDED = tuple(PARTS)

    def __init__(self, *args, by, budget: Budget | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        subjects = whose(by)
        stands = budget.subject if budget else ""
        if stands and stands not in dict(subjects):
            subjects = [(stands, _("As it is")), *subjects]
        self.fields["subject"].choices = [("", _("None")), *subjects]
        for kind, label in self.PARTS.items():
            self.fields[kind] = BudgetField(label=label, required=False)
        if not subjects:
            del self.fields["subject"]
        if budget:
            self.initial["seen"] = budget.stamp
            self.initial |= {name: getattr(budget, name) for name in ("name", "subject", "pence", "first", "last")}
            self.initial |= dict(budget.lines.values_list("kind", "pence"))

    def clean(self):
        said = super().clean()
        if said.get("first") and said.get("last") and said["last"] < said["first"]:
            self.add_error("last", ValidationError(_("This day comes before the first. Look at the two again.")))
        if said.get("pence") and sum(self.lines.values()) > said["pence"]:
            self.add_error("pence", ValidationError(_("The parts come to more than this. Look at them again.")))
        return said

    @property
    def lines(self) -> dict[str, int]:
        return {kind.value: self.cleaned_data[kind] for kind in self.PARTS if self.cleaned_data.get(kind)}

    @property
    def said(self) -> dict:
        said = {name: self.cleaned_data[name] for name in ("name", "pence", "first", "last", "seen")}
        return said | {"subject": self.cleaned_data.get("subject", ""), "lines": self.lines}


class SpendingForm(KeyedForm):
    what = OneLine(
        label=_("What was it?"),
        help_text=_("Such as: a hearing loop for the meeting room, printing Easy Read. Name nobody here."),
        max_length=120,
    )
    line = forms.ChoiceField(label=_("What does it count as?"), choices=Payable.Line.choices, widget=forms.RadioSelect)
    pence = PoundsField(label=_("How much, in pounds?"))
    on = DayField(label=_("When?"), initial=timezone.localdate, validators=[is_no_later_than_today])

    def __init__(self, *args, budget: Budget, **kwargs):
        super().__init__(*args, **kwargs)
        self.budget = budget

    def clean_on(self):
        day = self.cleaned_data["on"]
        if not self.budget.first <= day <= self.budget.last:
            said = {"first": date_format(self.budget.first, "j F Y"), "last": date_format(self.budget.last, "j F Y")}
            raise ValidationError(_("This budget is from %(first)s to %(last)s. Choose a day of those.") % said)
        return day

    @property
    def said(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("what", "line", "pence", "on")}


class SpendingBackForm(KeyedForm):
    why = OneLine(label=_("What was wrong?"), max_length=200)


class ChooseBudgetForm(KeyedForm):
    budget = forms.ModelChoiceField(
        label=_("Which budget is it paid from?"),
        queryset=Budget.objects.none(),
        empty_label=_("No budget"),
        required=False,
    )

    def __init__(self, *args, cost, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["budget"].queryset = Budget.objects.on(cost.on) | Budget.objects.filter(pk=cost.budget_id)
        self.initial["budget"] = cost.budget_id
