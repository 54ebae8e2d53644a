from django import forms
from django.utils.translation import gettext_lazy as _

from home.days import DayField, Moment, is_near, is_to_come
from portal.drafts.forms import KeptForm
from portal.members.models import Gathering, Interest, OneOff


class DoingForm(KeptForm, forms.ModelForm):
    interests = forms.ModelMultipleChoiceField(
        label=_("Who may like it?"),
        queryset=Interest.objects.filter(in_use=True),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class GatheringForm(DoingForm):
    starts_at = Moment(label=_("When does it begin?"), validators=[is_near])
    ends_at = Moment(
        label=_("When does it end?"),
        help_text=_("A time alone is enough: we take the same day."),
        required=False,
        validators=[is_near],
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
        if starts_at != self.initial.get("starts_at"):
            is_to_come(starts_at)
        return starts_at


class OneOffForm(DoingForm):
    until = DayField(label=_("Until when?"), required=False)

    class Meta:
        model = OneOff
        fields = ("title", "words", "until", "interests")


class FindForm(forms.Form):
    asks_nothing = True
    q = forms.CharField(label=_("Find something"), max_length=100, required=False)
