"""What somebody tells about themselves. No question must be answered."""

import re

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from home.forms import OneLine
from portal.drafts.forms import KeptForm, KeyedForm
from portal.members.models import About, Channel, Interest, Line, Skill
from portal.members.services import NEVER, Reaching

PHONE = re.compile(r"\+?[0-9][0-9 ()./-]{4,28}\Z")
Kind = Line.Kind
HINTS = {
    Kind.IN_MY_WORDS: _("Whatever you would like people to know. One sentence is enough."),
    Kind.HELPS: _("Such as: a break every half hour, no stairs, a lift home, the questions beforehand."),
    Kind.FORMATS: _("Such as: big print, Easy Read, on paper, read out on the phone."),
    Kind.SHARE: _("What you know and can do, from work or from life."),
    Kind.LEARN: _("Something new, or something to get better at."),
    Kind.INTERESTS: _("What would you like to be asked about?"),
    Kind.DO_NOT_ASK: _("Such as: my family, my health, money. You never need to say why."),
}
TICKS = {Kind.SHARE: ("skills", Skill), Kind.LEARN: ("skills", Skill), Kind.INTERESTS: ("interests", Interest)}
PLACES = [
    _("First choice"),
    _("Second choice"),
    _("Third choice"),
    _("Fourth choice"),
    _("Fifth choice"),
    _("Sixth choice"),
    _("Seventh choice"),
    _("Eighth choice"),
    _("Ninth choice"),
    _("Tenth choice"),
]


class TimeBox(forms.TimeInput):
    input_type = "time"

    def __init__(self):
        super().__init__(format="%H:%M")


class AboutForm(KeyedForm):
    """Nothing is asked for, so no question says that it can be skipped."""

    asks_nothing = True


class NameForm(AboutForm):
    known_as = OneLine(
        label=_("What shall we call you?"),
        help_text=_("Any name you like. Everybody who works with you here sees it."),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "nickname", "dir": "auto"}),
    )


class LanguageForm(AboutForm):
    language = forms.ChoiceField(
        label=_("Which language shall we write to you in?"),
        help_text=_("Messages come in this language where we have the words. Only you and the coordinators see this."),
        choices=[("", _("No matter which")), *settings.LANGUAGES],
        widget=forms.RadioSelect,
        required=False,
    )


class DirectoryForm(AboutForm):
    in_directory = forms.TypedChoiceField(
        label=_("May other members find you in the list of people?"),
        help_text=_("They see your name and the lines you show to all members. How to reach you only if you say so."),
        choices=[("yes", _("Yes, they may find me")), ("no", _("No"))],
        coerce=lambda said: said == "yes",
        empty_value=False,
        widget=forms.RadioSelect,
    )


class LineForm(AboutForm, KeptForm):
    """One line: ticks from a list where there is one, words, and who may see it."""

    def __init__(self, *args, kind, line=None, **kwargs):
        super().__init__(*args, **kwargs)
        if kind in TICKS:
            name, model = TICKS[kind]
            self.fields[name] = _ticks(model, chosen=getattr(line, name).all() if line else [])
            self.initial[name] = [one.pk for one in getattr(line, name).all()] if line else []
        self.fields["words"] = forms.CharField(
            label=_("Something else, in your own words") if kind in TICKS else _("In your own words"),
            help_text="" if kind in TICKS else HINTS[kind],
            max_length=2_000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 4}),
        )
        self.fields["shown_to"] = forms.ChoiceField(
            label=_("Who may see this?"),
            help_text=_("“All members” counts once you let them find you in the list of people."),
            choices=Line.ShownTo.choices,
            widget=forms.RadioSelect,
        )
        self.initial["words"] = line.words if line else ""
        self.initial["shown_to"] = line.shown_to if line else Line.ShownTo.COORDINATORS

    @property
    def told(self) -> dict:
        """As `write_line` takes it."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("key", "goes_on")}


def _ticks(model, chosen):
    """What can be chosen, and what somebody chose before it was put away."""
    return forms.ModelMultipleChoiceField(
        label=_("Tick what fits"),
        queryset=model.objects.filter(Q(in_use=True) | Q(pk__in=[one.pk for one in chosen])),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class PhoneField(forms.CharField):
    def __init__(self, **kwargs):
        box = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "dir": "ltr"})
        super().__init__(max_length=30, required=False, widget=box, **kwargs)

    def clean(self, value):
        number = super().clean(value)
        if number and not PHONE.match(number):
            raise ValidationError(_("Type a phone number in figures, such as 01632 960 123."))
        return number


class WelcomeForm(AboutForm):
    """The three questions of somebody who has just come."""

    known_as = OneLine(
        label=_("What shall we call you?"),
        help_text=_("Any name you like. Everybody who works with you here sees it."),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "nickname", "dir": "auto"}),
    )
    channel = forms.ModelChoiceField(
        label=_("What is the best way to reach you?"),
        help_text=_("Only you and the coordinators see this."),
        queryset=Channel.objects.filter(in_use=True, for_one=True),
        empty_label=_("No matter which"),
        blank=True,
        required=False,
        widget=forms.RadioSelect,
    )
    phone = PhoneField(
        label=_("Your phone number"), help_text=_("If we may ring or text you. Only you and the coordinators see it.")
    )
    helps = forms.CharField(
        label=_("What would help you to take part?"),
        help_text=_(
            "Such as: a break every half hour, no stairs, big print, a lift home. You and the coordinators see it, "
            "unless you change that."
        ),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReachingForm(AboutForm):
    """All the ways to be in touch, with a place for each; where, and when."""

    phone = PhoneField(label=_("Your phone number"), help_text=_("For calls and texts."))
    post_address = forms.CharField(
        label=_("Your postal address"),
        help_text=_("For letters and things on paper. Leave it empty if you want none."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "street-address"}),
    )
    safe_days = forms.TypedMultipleChoiceField(
        label=_("On which days is it fine to contact you?"),
        help_text=_("Tick none if any day is fine."),
        choices=list(WEEKDAYS.items()),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    safe_from = forms.TimeField(label=_("Not before"), required=False, widget=TimeBox)
    safe_until = forms.TimeField(label=_("Not after"), required=False, widget=TimeBox)
    safe_note = forms.CharField(
        label=_("Is there anything to be careful about?"),
        help_text=_("Such as: no voicemail, say you are from the library, use my number and not the landline."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    only_say_news = forms.BooleanField(
        label=_("Only say that there is news"),
        help_text=_("An e-mail then tells nothing else. You read it here when you sign in."),
        required=False,
    )

    def __init__(self, *args, said=None, **kwargs):
        super().__init__(*args, **kwargs)
        said = said or {}
        self.channels = list(Channel.objects.filter(Q(in_use=True) | Q(pk__in=said)))
        for channel in self.channels:
            self.fields[f"channel_{channel.pk}"] = forms.ChoiceField(
                label=str(channel), choices=self._places(), required=False
            )
            self.initial[f"channel_{channel.pk}"] = str(said.get(channel.pk, ""))

    def _places(self):
        numbers = range(1, max(len(self.channels), 1) + 1)
        words = [(str(n), PLACES[n - 1] if n <= len(PLACES) else str(n)) for n in numbers]
        return [("", _("No opinion")), *words, (NEVER, _("Do not use"))]

    @property
    def ways(self):
        return [self[f"channel_{channel.pk}"] for channel in self.channels]

    def clean(self):
        cleaned = super().clean()
        start, end = cleaned.get("safe_from"), cleaned.get("safe_until")
        if start and end and start >= end:
            self.add_error("safe_until", _("Choose a time that is later than the one before it."))
        return cleaned

    @property
    def reaching(self) -> Reaching:
        told = {name: self.cleaned_data[name] for name in vars(Reaching())}
        return Reaching(**told | {"safe_days": tuple(sorted(told["safe_days"]))})

    @property
    def choices(self) -> dict[int, int | str]:
        said = {channel.pk: self.cleaned_data[f"channel_{channel.pk}"] for channel in self.channels}
        return {pk: place if place == NEVER else int(place) for pk, place in said.items() if place}


def initial_of(about: About) -> dict:
    """What the form of being reached begins with."""
    return {name: getattr(about, name) for name in vars(Reaching())}
