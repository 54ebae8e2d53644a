from datetime import date, timedelta

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _, gettext_lazy

from home.days import DayField
from home.forms import SaysWhatToDo
from portal.drafts.forms import KeyedForm
from portal.members.models import Support, User
from portal.members.services import a_year_on

SHOWN = 10  # people at most, of those whose name somebody typed


def half_a_year_on() -> date:
    """Long enough for most, and short enough to be asked again."""
    return timezone.localdate() + timedelta(days=182)


class FindForm(SaysWhatToDo, forms.Form):
    name = forms.CharField(
        label=gettext_lazy("What is their name?"),
        help_text=gettext_lazy("A part of it is enough."),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )


class OneOf(forms.ModelChoiceField):
    """People by name; with the month since which they are here when two of them are called the same."""

    def label_from_instance(self, person) -> str:
        name = str(person)
        if self.names.count(name.casefold()) > 1:
            since = date_format(person.date_joined, "F Y")
            return _("%(name)s, here since %(month)s") % {"name": name, "month": since}
        return name


class SupportForm(KeyedForm):
    supporter = OneOf(
        label=gettext_lazy("Who?"),
        queryset=User.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        blank=False,
    )
    scope = forms.MultipleChoiceField(
        label=gettext_lazy("What may they do for you?"),
        choices=Support.Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Please tick what they may do.")},
    )
    ends_on = DayField(label=gettext_lazy("Until when?"), initial=half_a_year_on)

    def __init__(self, *args, people, found, **kwargs):
        """`people` may be chosen; `found`, at most SHOWN of them, are offered."""
        super().__init__(*args, **kwargs)
        field = self.fields["supporter"]
        found = list(found)
        field.names = [str(person).casefold() for person in found]
        field.queryset = people
        field.widget.choices = [(person.pk, field.label_from_instance(person)) for person in found]
        if len(found) == 1:
            self.initial.setdefault("supporter", found[0].pk)
        self.last = a_year_on(timezone.localdate())
        self.fields["ends_on"].help_text = _("12 months from now at most: %(day)s. You can end it sooner.") % {
            "day": date_format(self.last, "j F Y")
        }

    def clean_ends_on(self):
        day = self.cleaned_data["ends_on"]
        if day <= timezone.localdate():
            raise forms.ValidationError(_("Please choose a day from tomorrow on."))
        if day > self.last:
            said = _("That is too long. The last day can be %(day)s; then you can name them again.")
            raise forms.ValidationError(said % {"day": date_format(self.last, "j F Y")})
        return day


class RecordSupportForm(SupportForm):
    """A coordinator writes down what a member said who has no screen."""

    said_yes = forms.ChoiceField(
        label=gettext_lazy("How did they say yes?"),
        choices=[(one.value, one.label) for one in (Support.SaidYes.SAID, Support.SaidYes.PAPER)],
        widget=forms.RadioSelect,
    )
    accepted = forms.ChoiceField(
        label=gettext_lazy("Has the supporter said yes as well?"),
        choices=[
            ("", gettext_lazy("Not yet: ask them")),
            *((one.value, one.label) for one in (Support.SaidYes.SAID, Support.SaidYes.PAPER)),
        ],
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["scope"].label = _("What may they do for them?")
        self.fields["scope"].help_text = _("In the words of the person: read them out.")
        self.fields["ends_on"].help_text = _("12 months from now at most: %(day)s. Either can end it sooner.") % {
            "day": date_format(self.last, "j F Y")
        }
