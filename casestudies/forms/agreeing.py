"""Saying yes to a story, and looking at it with fresh eyes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from casestudies.models import Look
from portal.drafts.forms import KeptForm, KeyedForm
from portal.members.standpoints import SaidField


class YesForm(KeyedForm):
    """`digest` says which words somebody had before them."""

    digest = forms.CharField(widget=forms.HiddenInput)


class YesDownForm(YesForm):
    how_told = SaidField(_("You read all of it to them, or they read it themselves. How did they say yes?"))


class LookForm(KeptForm):
    CHANGE = "change"
    OF_NOW = ("digest",)

    digest = forms.CharField(widget=forms.HiddenInput)
    known = forms.ChoiceField(
        label=_("Could somebody who knows them tell who this is?"),
        choices=[*Look.Known.choices, (CHANGE, _("Yes, or something else should change first"))],
        widget=forms.RadioSelect,
        help_text=_("Think of a neighbour, somebody at work, somebody who means them harm."),
    )
    wish = forms.CharField(
        label=_("What should change first?"),
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("Only if something should. Those who make the story read it with your name."),
    )
    no_pictures = forms.BooleanField(label=_("None of these people can be seen in a picture"), required=False)
    reads = forms.BooleanField()

    def __init__(self, *args, unseen=(), language=None, **kwargs):
        super().__init__(*args, **kwargs)
        if language is None:
            del self.fields["reads"]
        else:
            self.fields["reads"].label = _("I read %(language)s well") % {"language": language}
        if unseen:
            self.fields["no_pictures"].help_text = ", ".join(str(one) for one in unseen)
        else:
            del self.fields["no_pictures"]

    def clean(self):
        cleaned = super().clean()
        wants, wish = cleaned.get("known") == self.CHANGE, cleaned.get("wish", "").strip()
        if wants and not wish and "wish" not in self.errors:
            self.add_error("wish", _("Say what should change, so that they can do it."))
        if not wants and wish and cleaned.get("known"):
            self.add_error("known", _("You wrote what should change. Choose the last answer, or empty the box."))
        if cleaned.get("known") and not wants and "no_pictures" in self.fields and not cleaned.get("no_pictures"):
            self.add_error("no_pictures", _("Look at the pictures once more. If one shows them, ask for a change."))
        return cleaned

    @property
    def said(self) -> dict:
        """As `services.look` takes it."""
        if self.cleaned_data["known"] == self.CHANGE:
            return {"wish": self.cleaned_data["wish"].strip()}
        return {"known": self.cleaned_data["known"]}


class LeaveForm(KeyedForm):
    mine = forms.MultipleChoiceField(
        label=_("Which parts are yours? They are taken out."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Your name goes in any case, and recordings that you added."),
    )

    def __init__(self, *args, parts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mine"].choices = parts
        if not parts:
            del self.fields["mine"]
