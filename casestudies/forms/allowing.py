"""The four questions: where may we use it, what do we call you, pictures, until when."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casestudies.models import Consent
from home.forms import OneLine
from portal.drafts.forms import Folded, KeyedForm

Naming = Consent.Naming


class AllowForm(Folded, KeyedForm):
    uses = forms.MultipleChoiceField(
        label=_("Your story stands on this website. Where else may we use it?"),
        choices=Consent.Use.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nowhere else? Tick nothing."),
    )
    naming = forms.ChoiceField(label=_("What do we call you?"), choices=Naming.choices, widget=forms.RadioSelect)
    name = OneLine(
        label=_("Write the name as it should stand there"),
        max_length=80,
        required=False,
        help_text=_("Leave it empty if you want no name."),
    )
    pictures = forms.TypedChoiceField(
        label=_("May there be pictures of you?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
    )
    months = forms.TypedChoiceField(
        label=_("For how long?"),
        choices=Consent.Until.choices,
        coerce=int,
        widget=forms.RadioSelect,
        help_text=_("We ask you again before it is over. You can take it down on any day before that."),
    )
    guardian = OneLine(
        label=_("Are you under 18? Then who says yes with you?"),
        max_length=80,
        required=False,
        help_text=_("The name of your parent, or of whoever looks after you. They need to have said yes."),
    )

    def __init__(self, *args, consent=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].depends = True  # on what is chosen above it: whoever is named cannot skip it
        if consent is not None:
            for name in ("uses", "naming", "name", "months", "guardian"):
                self.initial.setdefault(name, getattr(consent, name))
            self.initial.setdefault("pictures", "yes" if consent.pictures else "no")

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("naming") not in (None, Naming.NONE) and not cleaned.get("name") and "name" not in self.errors:
            self.add_error("name", _("Write the name as it should stand there, or choose “No name”."))
        return cleaned

    @property
    def said(self) -> dict:
        """As `services.allow` takes it."""
        names = ("uses", "naming", "name", "pictures", "months", "guardian")
        return {name: self.cleaned_data[name] for name in names}


class AllowDownForm(AllowForm):
    """What somebody told, who is on the phone, on paper, or has no account."""

    given = forms.ChoiceField(
        label=_("How did they tell you?"),
        choices=[choice for choice in Consent.Given.choices if choice[0] != Consent.Given.HERE],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["uses"].label = _("The story stands on this website. Where else may we use it?")
        self.fields["naming"].label = _("What do we call them?")
        self.fields["naming"].choices = [
            (Naming.FULL, _("Their full name")),
            (Naming.FIRST, _("Their first name")),
            *[choice for choice in Naming.choices if choice[0] not in (Naming.FULL, Naming.FIRST)],
        ]
        self.fields["pictures"].label = _("May there be pictures of them?")
        self.fields["guardian"].label = _("Are they under 18? Then who says yes with them?")

    @property
    def said(self):
        return super().said | {"given": self.cleaned_data["given"]}


class AllowElseForm(AllowDownForm):
    called = OneLine(
        label=_("Who is it?"),
        max_length=80,
        help_text=_(
            "As you speak of them. Those who make the story see this, and those who read it before it goes out."
        ),
    )

    field_order = ["called"]

    def __init__(self, *args, consent=None, **kwargs):
        super().__init__(*args, consent=consent, **kwargs)
        if consent is not None:
            self.initial.setdefault("called", consent.called)

    @property
    def said(self):
        return super().said | {"called": self.cleaned_data["called"]}
