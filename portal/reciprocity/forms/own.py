"""What somebody asks for themselves: to be warned before an amount, a certificate, and a reference."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from home.days import DayField, is_not_past
from home.forms import SomeOf
from portal.drafts.forms import KeyedForm
from portal.reciprocity.forms.amounts import PoundsField
from portal.reciprocity.forms.giving import PeriodForm
from portal.reciprocity.models import Contribution, Limit


class LimitForm(KeyedForm):
    each = forms.ChoiceField(
        label=_("When shall we warn you?"),
        choices=[
            ("", _("No warning")),
            (Limit.Each.WEEK, _("Before I get more than this a week")),
            (Limit.Each.MONTH, _("Before I get more than this a month")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    pence = PoundsField(label=_("How much, in pounds?"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["pence"].depends = True

    def clean(self):
        said = super().clean()
        if said.get("each") and not said.get("pence") and "pence" not in self.errors:
            self.add_error("pence", ValidationError(_("Type an amount in pounds, such as 40.")))
        return said


class GaveChoices(SomeOf):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, gave):
        return f"{gave}, {date_format(gave.on, 'j F Y')}"


class CertificateForm(PeriodForm):
    """Of one thing, or of everything; without days it is of all of it."""

    asks_nothing = True
    which = forms.ChoiceField(label=_("What is it for?"), required=False)
    hours = forms.BooleanField(label=_("Show my hours"), required=False)

    def __init__(self, *args, done, **kwargs):
        super().__init__(*args, **kwargs)
        every = [(one.which, f"{one.title}, {date_format(one.day, 'j F Y')}" if one.day else one.title) for one in done]
        self.fields["which"].choices = [("", _("Everything I did")), *every]
        for name in ("first", "last"):
            self.fields[name].required = False
        self.fields["first"].help_text = _("Leave both days empty for all of it.")
        self.order_fields(("which", "first", "last", "hours"))


class ReferenceForm(KeyedForm):
    words = forms.CharField(
        label=_("What is it for?"),
        help_text=_("Such as: a job in a café, a course. Say as well who should get it."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    by_when = DayField(label=_("By which day?"), required=False, validators=[is_not_past])
    shows = GaveChoices(
        label=_("What may they see of what you gave?"),
        help_text=_("They see it until the reference is written. They know what you were offered something for."),
        queryset=Contribution.objects.none(),
        required=False,
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        gave = Contribution.objects.given_by(person).with_all().order_by("-on", "-pk")
        self.fields["shows"].queryset = gave
        if not gave.exists():
            del self.fields["shows"]
