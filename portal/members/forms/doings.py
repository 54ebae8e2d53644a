from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.drafts.forms import KeptForm
from portal.members.forms.days import AS_DAYS_ARE_WRITTEN, DayField
from portal.members.models import Gathering, Interest, OneOff

DAY, TIME = {"type": "date"}, {"type": "time"}


class Moment(forms.SplitDateTimeField):
    """A day and a time, in two boxes that phones help with."""

    default_error_messages = {
        "invalid_date": _("Please write the day as well, such as 31/12/2026."),
        "invalid_time": _("Please write the time as well, such as 14:30."),
    }

    def __init__(self, **given):
        widget = forms.SplitDateTimeWidget(date_attrs=DAY, time_attrs=TIME, date_format="%Y-%m-%d", time_format="%H:%M")
        super().__init__(widget=widget, input_date_formats=AS_DAYS_ARE_WRITTEN, **given)


class DoingForm(KeptForm, forms.ModelForm):
    interests = forms.ModelMultipleChoiceField(
        label=_("Who may like it?"),
        queryset=Interest.objects.filter(in_use=True),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


AHEAD = timedelta(days=5 * 365)  # nobody plans a coffee for longer, and calendars end somewhere


class GatheringForm(DoingForm):
    starts_at = Moment(label=_("When does it begin?"))
    ends_at = Moment(
        label=_("When does it end?"),
        help_text=_("A time alone is enough: we take the same day."),
        required=False,
    )

    class Meta:
        model = Gathering
        fields = ("title", "starts_at", "ends_at", "place", "words", "interests")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.is_bound and self.data.get("ends_at_1") and not self.data.get("ends_at_0"):
            self.data = self.data.copy()
            self.data["ends_at_0"] = self.data.get("starts_at_0", "")

    def clean_starts_at(self):
        starts_at = self.cleaned_data["starts_at"]
        if starts_at < timezone.now() and starts_at != self.initial.get("starts_at"):
            raise ValidationError(_("That is over already. Choose a day and a time that are still to come."))
        return starts_at

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
