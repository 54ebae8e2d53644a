"""Somebody outside and one way to reach them: what every form about them has, whether they or we fill it in."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, gettext_lazy as _

from home.days import DayField
from home.forms import Bounded
from home.phone import is_phone
from portal.drafts.forms import KeptForm, KeyedForm
from portal.members.models import Asked, Interest
from portal.members.services.asking import Outsider
from portal.notices.routes import Means

NOT_AT_ALL = "none"  # no answer is wanted
BIG, SMALL = forms.Textarea(attrs={"rows": 6}), forms.Textarea(attrs={"rows": 3})
TOO_LONG = _("That is longer than we can take. %(limit_value)d letters at most: please shorten it, or ring us.")


class Words(forms.CharField):
    """Says what to do about words that are too long, or that no keyboard types."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        for validator in self.validators:
            if validator.code == "max_length":
                validator.message = TOO_LONG
            elif validator.code == "null_characters_not_allowed":
                validator.message = _("There is a sign in it that we cannot read. Please type it again.")


class ReachForm(KeyedForm):
    """Somebody, and one way to reach them."""

    name = Words(max_length=80, widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "name"}))
    means = forms.ChoiceField(choices=[], widget=forms.RadioSelect)
    address = Words(
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto", "autocapitalize": "none", "spellcheck": "false"}),
    )

    # What each field is called, with its hint.
    labels: dict[str, tuple] = {}
    ways: list[tuple] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["means"].choices = self.ways
        # Whether it is needed shows when a way is chosen; until then the one thing missing is the way.
        unasked = ["", Means.MEET, NOT_AT_ALL] if self.is_bound else []
        self.fields["address"].required = self.data.get("means", "") not in unasked
        for name, (label, hint) in self.labels.items():
            self.fields[name].label, self.fields[name].help_text = label, hint
        if "interests" in self.fields:
            self.fields["interests"].choices = [(str(one.pk), str(one)) for one in Interest.objects.filter(in_use=True)]

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())

    def clean_address(self):
        return " ".join(self.cleaned_data["address"].split())

    def clean(self):
        cleaned = super().clean()
        means = cleaned.get("means")
        if means == NOT_AT_ALL and cleaned.get("address"):
            words = _("You wrote where we reach you, and chose no answer. Please take one of the two away.")
            self.add_error("address", ValidationError(words))
        if means and "address" in cleaned:
            try:
                check_address(means, cleaned["address"])
            except ValidationError as problem:
                self.add_error("address", problem)
        return cleaned

    def outsider(self, **more) -> Outsider:
        given = {name: self.cleaned_data.get(name, "") for name in ("name", "address", "words")}
        means = self.cleaned_data["means"]
        return Outsider(means="" if means in ("", NOT_AT_ALL) else Means(means), **given, **more)


def check_address(means, address):
    """Whether words sent this way could arrive."""
    if means == Means.MAIL:
        try:
            validate_email(address)
        except ValidationError:
            raise ValidationError(gettext("Write an e-mail address, such as sam@example.org.")) from None
    elif means in (Means.CALL, Means.TEXT):
        is_phone(address)


# --- From outside -----------------------------------------------------------------------------------------------------
class OutsideForm(Bounded, ReachForm):
    ways = [
        (Means.CALL, _("Ring me")),
        (Means.TEXT, _("Send me a text message")),
        (Means.MAIL, _("Send me an e-mail")),
        (Means.POST, _("Write me a letter")),
        (Means.MEET, _("Tell me when you see me")),
    ]
    # Out of sight: whoever fills it in is a machine, or a browser that fills in everything.
    website = forms.CharField(
        label=_("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def clean(self):
        cleaned = super().clean()
        if self.data.get("website"):
            self.data = self.data.copy()
            self.data["website"] = ""
            self.add_error(None, gettext("Nearly there. Please press the button once more."))
        return cleaned

    def outsider(self):
        return super().outsider(language=get_language() or "")

    def told(self) -> dict:
        """What is asked besides who they are and what they say."""
        return {name: self.cleaned_data[name] for name in ("interests", "kind", "part_in") if name in self.cleaned_data}


# --- By phone, on paper, in a talk ------------------------------------------------------------------------------------
class WriteDownForm(ReachForm, KeptForm):
    ours = (Means.CALL, Means.TEXT, Means.MAIL, Means.POST, Means.MEET)
    ways = [(means.value, capfirst(means.label)) for means in ours]
    came_by = forms.ChoiceField(
        label=_("How did it come?"),
        choices=[(way.value, capfirst(way.label)) for way in Asked.CameBy if way != Asked.CameBy.FORM],
        widget=forms.RadioSelect,
        initial=Asked.CameBy.PHONE,
    )
    came_on = DayField(label=_("When?"), initial=timezone.localdate)

    def clean_came_on(self):
        if self.cleaned_data["came_on"] > timezone.localdate():
            raise ValidationError(gettext("That day is still to come. Choose the day on which it came."))
        return self.cleaned_data["came_on"]


# --- Answering --------------------------------------------------------------------------------------------------------
class FindForm(forms.Form):
    q = Words(label=_("Find a name or a number"), max_length=80, required=False)

    asks_nothing = True  # so that it need not say "you can skip this"


class NotesForm(KeptForm):
    notes = Words(
        label=_("Notes of your talk"),
        help_text=_("Coordinators see them, and the person if they ask what we hold. They are deleted with the rest."),
        max_length=4_000,
        required=False,
        widget=BIG,
    )
