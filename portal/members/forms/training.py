from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from home.days import DayField
from portal.drafts.forms import KeyedForm


class TrainingForm(KeyedForm):
    title = forms.CharField(
        label=gettext_lazy("What was it about?"), max_length=120, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    taken_on = DayField(
        label=gettext_lazy("When?"),
        help_text=gettext_lazy("The last day, if it was more than one."),
    )

    def clean_taken_on(self):
        day = self.cleaned_data["taken_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("That day is still to come. Please note it afterwards."))
        return day
