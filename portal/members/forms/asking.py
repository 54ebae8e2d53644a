"""What people outside are asked, and what a coordinator writes for them or answers."""

import re
from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy as _

from home.forms import Bounded
from portal.drafts.forms import KeyedForm
from portal.members.models import Asked, Interest
from portal.members.services.asking import Outsider
from portal.notices.routes import Means

PHONE = re.compile(r"\+?[0-9][0-9 ()./-]{4,24}")
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
        self.fields["address"].required = self.data.get("means") != Means.MEET
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
        if means and "address" in cleaned:
            try:
                check_address(means, cleaned["address"])
            except ValidationError as problem:
                self.add_error("address", problem)
        return cleaned

    def outsider(self, **more) -> Outsider:
        given = {name: self.cleaned_data.get(name, "") for name in ("name", "address", "words")}
        return Outsider(means=Means(self.cleaned_data["means"]), **given, **more)


def check_address(means, address):
    """Whether words sent this way could arrive."""
    if means == Means.MAIL:
        try:
            validate_email(address)
        except ValidationError:
            raise ValidationError(gettext("Write an e-mail address, such as sam@example.org.")) from None
    elif means in (Means.CALL, Means.TEXT) and not PHONE.fullmatch(address):
        raise ValidationError(gettext("Write a phone number, such as 01632 960 001."))


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


class HelpForm(OutsideForm):
    interests = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    words = Words(max_length=4_000, required=False, widget=BIG)

    labels = {
        "name": (_("What shall we call you?"), _("A first name is enough.")),
        "means": (_("How shall we answer?"), ""),
        "address": (
            _("Where does that reach you?"),
            _("A phone number, an e-mail address or a postal address. Nothing, if we tell you when we see you."),
        ),
        "interests": (_("What interests you?"), _("Tick as many as you like.")),
        "words": (
            _("Anything else?"),
            _("In any language. You need not say anything about your health or your past."),
        ),
    }


class ComplaintForm(OutsideForm):
    words = Words(max_length=4_000, widget=BIG)

    field_order = ["words", "name", "means", "address"]
    labels = {
        "words": (
            _("What happened?"),
            _("What was it about, when was it, and what would you like to happen now? In any language."),
        ),
        "name": (_("What shall we call you?"), _("You do not have to give a name.")),
        "means": (_("How shall we answer?"), ""),
        "address": HelpForm.labels["address"],
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].required = False


# --- By phone, on paper, in a talk ------------------------------------------------------------------------------------
class WriteDownForm(ReachForm):
    ways = [(means.value, means.label) for means in (Means.CALL, Means.TEXT, Means.MAIL, Means.POST, Means.MEET)]
    came_by = forms.ChoiceField(
        label=_("How did it come?"),
        choices=[(way.value, way.label) for way in Asked.CameBy if way != Asked.CameBy.FORM],
        widget=forms.RadioSelect,
        initial=Asked.CameBy.PHONE,
    )
    came_on = forms.DateField(label=_("When?"), widget=forms.SelectDateWidget)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        self.fields["came_on"].widget.years = sorted({today.year, (today - timedelta(days=90)).year}, reverse=True)
        self.initial.setdefault("came_on", today)

    def clean_came_on(self):
        if self.cleaned_data["came_on"] > timezone.localdate():
            raise ValidationError(gettext("That day is still to come. Choose the day on which it came."))
        return self.cleaned_data["came_on"]


class OfferDownForm(WriteDownForm):
    interests = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    words = Words(max_length=4_000, required=False, widget=SMALL)

    labels = {
        "name": (_("What shall we call them?"), ""),
        "means": (_("How would they like to hear from us?"), ""),
        "address": (
            _("Where does that reach them?"),
            _("A phone number, an e-mail address or a postal address. Nothing, if somebody tells them."),
        ),
        "interests": (_("What interests them?"), ""),
        "words": (_("In their words"), ""),
    }
    field_order = ["key", "name", "means", "address", "interests", "words", "came_by", "came_on"]


class ComplaintDownForm(WriteDownForm):
    words = Words(max_length=4_000, widget=BIG)

    labels = {name: OfferDownForm.labels[name] for name in ("name", "means", "address", "words")}
    field_order = ["key", "words", "name", "means", "address", "came_by", "came_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].required = False


# --- Answering --------------------------------------------------------------------------------------------------------
class FindForm(forms.Form):
    q = Words(label=_("Find a name or a number"), max_length=80, required=False)

    asks_nothing = True  # so that it need not say "you can skip this"


class NotesForm(KeyedForm):
    notes = Words(
        label=_("Notes of your talk"),
        help_text=_("Only coordinators see them. They are deleted with the rest."),
        max_length=4_000,
        required=False,
        widget=BIG,
    )


class NoForm(KeyedForm):
    """A letter in three parts: kind words to begin with, the reason, kind words to end with."""

    opening = Words(label=_("To begin with"), max_length=1_000, widget=SMALL)
    reason = Words(
        label=_("The reason"),
        help_text=_("A true one, in plain words, such as: all places in the group are taken until spring."),
        max_length=1_500,
        widget=BIG,
    )
    closing = Words(label=_("To end with"), max_length=1_000, widget=SMALL)

    @property
    def letter(self) -> str:
        return "\n\n".join(self.cleaned_data[part].strip() for part in ("opening", "reason", "closing"))


class AnswerForm(KeyedForm):
    words = Words(label=_("What shall we tell them?"), max_length=4_000, widget=BIG)
