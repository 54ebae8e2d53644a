from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from home.days import DayField
from portal.drafts.forms import KeyedForm
from portal.members.forms.supporting import OneOf
from portal.members.models import Review
from portal.members.services import Noted, a_year_on

OUTCOMES = [("", gettext_lazy("I do not know yet")), *Review.Outcome.choices]


def words(label, help_text=""):
    box = forms.Textarea(attrs={"rows": 3, "dir": "auto"})
    return forms.CharField(label=label, help_text=help_text, max_length=2_000, required=False, widget=box)


class ReviewForm(KeyedForm):
    """Plain questions about how it is going. Every one of them can be left out."""

    asks_nothing = True
    going = words(gettext_lazy("How is it going?"), gettext_lazy("With us, and with the rest of your life."))
    helps = words(gettext_lazy("What helps?"))
    change = words(gettext_lazy("What should change?"))
    outcome = forms.ChoiceField(
        label=gettext_lazy("How does it go on?"), choices=OUTCOMES, required=False, widget=forms.RadioSelect
    )
    again_on = DayField(
        label=gettext_lazy("When shall we talk again?"),
        help_text=gettext_lazy("Your space reminds you. Leave it empty if you like."),
        required=False,
    )
    companion = OneOf(
        label=gettext_lazy("Whom would you like to talk with about it?"),
        help_text=gettext_lazy("They are told that you would like to talk, and can read this page. Nobody else can."),
        queryset=None,
        required=False,
        empty_label=gettext_lazy("Nobody, it is for me alone"),
        blank=True,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, companions, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["companion"]
        field.names = [str(person).casefold() for person in companions]
        field.queryset = companions
        if not field.names:
            del self.fields["companion"]

    def clean_again_on(self):
        day = self.cleaned_data["again_on"]
        if day and day != self.initial.get("again_on"):
            today = timezone.localdate()
            if day <= today:
                raise forms.ValidationError(_("Please choose a day from tomorrow on."))
            if day > a_year_on(today):
                raise forms.ValidationError(_("That is a long way off. Please choose a day within a year."))
        return day

    @property
    def noted(self) -> Noted:
        return Noted(**{name: value for name, value in self.cleaned_data.items() if name != "key"})
