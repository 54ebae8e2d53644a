"""Opening a role to everybody, putting something right, and writing down what became of it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _

from home.days import DayField, is_near_day, is_not_past
from home.forms import OneLine
from portal.drafts.forms import Folded, KeptForm
from portal.members.models import User
from portal.members.standing import COORDINATORS
from portal.roles.models import Vacancy

Outcome = Vacancy.Outcome


def _day(label, **given):
    return DayField(label=label, validators=[is_not_past, is_near_day], **given)


class OpenForm(Folded, KeptForm):
    closes_on = _day(_("Until the end of which day can people apply?"))
    talks_on = _day(_("On which day do you talk with people?"), required=False)
    answers_by = _day(
        _("By when does everybody hear from you?"), help_text=_("Everybody, also those whom you do not choose.")
    )
    looked_after_by = forms.ModelChoiceField(
        User.objects.none(),
        empty_label=_("Choose a person"),
        label=_("Who looks after the applications?"),
        help_text=_("They alone see names. Those who choose do not."),
    )
    town = OneLine(label=_("In which town is it?"), max_length=80, required=False)
    from_home = forms.BooleanField(label=_("All of it can be done from home"), required=False)
    words_each = forms.IntegerField(
        label=_("How many words for each answer, at most?"), min_value=50, max_value=1_000, initial=250
    )
    kept_months = forms.IntegerField(
        label=_("How many months do you keep applications after you have decided?"),
        help_text=_("Twelve, unless you have a reason: so long somebody may ask why they were not chosen."),
        min_value=1,
        max_value=24,
        initial=12,
    )
    instead_of_education = forms.BooleanField(
        label=_("Tell search engines that experience counts in place of education"), required=False
    )

    FOLDED = ("town", "from_home", "words_each", "kept_months", "instead_of_education")
    SAID = ("closes_on", "talks_on", "answers_by", "looked_after_by", *FOLDED)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        there = User.objects.here().filter(groups__name=COORDINATORS).order_by("known_as", "pk")
        self.fields["looked_after_by"].queryset = there

    @property
    def said(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.SAID}

    def clean(self):
        said = super().clean()
        closes, talks, answers = (said.get(name) for name in ("closes_on", "talks_on", "answers_by"))
        if closes and talks and talks <= closes:
            self.add_error("talks_on", gettext("That is before it closes. Choose a later day."))
        if closes and answers and answers < max(closes, talks or closes):
            self.add_error("answers_by", gettext("That is too early. You need time to read, and to talk with people."))
        return said


class CorrectForm(KeptForm):
    words = OneLine(
        label=_("What has changed?"),
        help_text=_("It stands with the role, with its day, and everybody who has begun to apply is told."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    closes_on = DayField(label=_("More time? Until the end of which day?"), required=False, validators=[is_near_day])

    def __init__(self, *args, vacancy, **kwargs):
        super().__init__(*args, **kwargs)
        self.vacancy = vacancy
        self.fields["closes_on"].help_text = gettext("People count on the day that was said: it can only be later.")

    def clean_closes_on(self):
        day = self.cleaned_data["closes_on"]
        if day and day < max(self.vacancy.closes_on, timezone.localdate()):
            raise ValidationError(gettext("You can give people more time, and not less. Choose a later day."))
        return day


class EndForm(KeptForm):
    outcome = forms.ChoiceField(
        label=_("What became of it?"),
        choices=[(one.value, one.label) for one in Outcome if one != Outcome.OPEN],
        widget=forms.RadioSelect,
    )
    why = OneLine(
        label=_("Why?"),
        help_text=_("When you take it back: everybody who applied reads it."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def clean(self):
        said = super().clean()
        if said.get("outcome") == Outcome.WITHDRAWN and not said.get("why"):
            self.add_error("why", gettext("Say why. People have given their time to it."))
        return said
