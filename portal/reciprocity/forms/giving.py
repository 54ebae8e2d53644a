from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.days import DayField, is_near_day
from home.forms import OneLine, SaysWhatToDo
from portal.drafts.forms import KeyedForm
from portal.reciprocity.forms.amounts import PoundsField
from portal.reciprocity.forms.offering import LINE
from portal.reciprocity.models import Giving, Policy


def is_no_later_than_today(day) -> None:
    is_near_day(day)
    if day > timezone.localdate():
        raise ValidationError(_("That day is still to come. Write it down when it has been given."))


class SeenForm(KeyedForm):
    """About one thing as it was when the page was opened."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_seen(self):
        """Without it they looked at nothing."""
        return self.cleaned_data["seen"] or "nothing"


class GiveForm(SeenForm):
    how = forms.ChoiceField(
        label=_("How did you give it?"),
        choices=Giving.How.choices,
        initial=Giving.How.HAND,
        widget=forms.RadioSelect,
    )
    on = DayField(label=_("When?"), initial=timezone.localdate, validators=[is_no_later_than_today])
    code = OneLine(
        label=_("Code or number"),
        help_text=_("Of a voucher. They see it, and you. Never a bank account."),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs=LINE),
    )

    def clean(self):
        said = super().clean()
        if said.get("how") == Giving.How.CODE and not said.get("code") and "code" not in self.errors:
            self.add_error("code", ValidationError(_("Type the code, or choose another way.")))
        return said


class WhyForm(SeenForm):
    why = OneLine(
        label=_("What was wrong?"),
        help_text=_("They read it, with your name."),
        max_length=200,
        widget=forms.TextInput(attrs=LINE),
    )


class PolicyForm(KeyedForm, forms.ModelForm):
    no_receipt_pence = PoundsField(
        label=_("Up to how many pounds is no receipt needed?"),
        help_text=_("For a cost above it people send a photo of the receipt, or say why they have none."),
        least=0,
    )

    class Meta:
        model = Policy
        fields = ("adviser", "days_to_pay", "no_receipt_pence", "time_credits")
        widgets = {
            "adviser": forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        }


class PeriodForm(SaysWhatToDo, forms.Form):
    """From when to when; this tax year when nothing is said."""

    first = DayField(label=_("From"))
    last = DayField(label=_("To"))

    def clean(self):
        said = super().clean()
        if said.get("first") and said.get("last") and said["last"] < said["first"]:
            self.add_error("last", ValidationError(_("This day comes before the first. Look at the two again.")))
        return said
