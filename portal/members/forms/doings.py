from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.drafts.forms import KeyedForm
from portal.members.forms.days import WRITTEN, DayField
from portal.members.models import Gathering, Interest, OneOff

DAY, TIME = {"type": "date"}, {"type": "time"}


def when(label, **given):
    """A day and a time, in two boxes that phones help with."""
    widget = forms.SplitDateTimeWidget(date_attrs=DAY, time_attrs=TIME, date_format="%Y-%m-%d", time_format="%H:%M")
    return forms.SplitDateTimeField(label=label, widget=widget, input_date_formats=WRITTEN, **given)


class DoingForm(KeyedForm, forms.ModelForm):
    interests = forms.ModelMultipleChoiceField(
        label=_("Who may like it?"),
        queryset=Interest.objects.filter(in_use=True),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


AHEAD = timedelta(days=5 * 365)  # nobody plans a coffee for longer, and calendars end somewhere


class GatheringForm(DoingForm):
    starts_at = when(_("When does it begin?"))
    ends_at = when(_("When does it end?"), required=False)

    class Meta:
        model = Gathering
        fields = ("title", "starts_at", "ends_at", "place", "words", "interests")

    def clean(self):
        cleaned = super().clean()
        for name in ("starts_at", "ends_at"):
            when = cleaned.get(name)
            if when and not timezone.now() - AHEAD < when < timezone.now() + AHEAD:
                self.add_error(name, _("That is a long way off. Look at the year again."))
        return cleaned


class OneOffForm(DoingForm):
    until = DayField(label=_("Until when?"), required=False)

    class Meta:
        model = OneOff
        fields = ("title", "words", "until", "interests")


class FindForm(forms.Form):
    asks_nothing = True
    q = forms.CharField(label=_("Find something"), max_length=100, required=False)
