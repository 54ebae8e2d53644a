"""Saying what one thinks of a role, and answering it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from home.forms import OneLine
from portal.agreement.services.two_writers import as_lines
from portal.drafts.forms import Folded, KeptForm
from portal.roles.forms.writing import LONGEST


class RemarkForm(Folded, KeptForm):
    """About a section (`stands`: its words now) or, without one, about all of the role."""

    words = forms.CharField(
        label=_("What would you like to say?"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    instead = forms.CharField(
        label=_("Other words, if you have any"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        help_text=_("Change what stands here. Those who write the role take it, or say why not."),
    )
    stood = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    FOLDED = ("instead",)

    def __init__(self, *args, stands: str | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        if stands is None:
            del self.fields["instead"], self.fields["stood"]
        else:
            self.initial |= {"instead": stands, "stood": stands}

    @property
    def opens(self) -> bool:
        return any(self[name].errors for name in self.FOLDED if name in self.fields)

    @property
    def said(self) -> dict:
        names = ("words", "instead", "stood")
        return {name: as_lines(self.cleaned_data[name]) for name in names if name in self.cleaned_data}


class AnswerRemarkForm(KeptForm):
    TAKE = "take"

    answer = forms.ChoiceField(
        label=_("Will you change the role because of this?"),
        choices=[(TAKE, _("Yes")), ("not", _("No"))],
        widget=forms.RadioSelect,
    )
    reason = OneLine(
        label=_("Why?"),
        max_length=500,
        help_text=_("They read your answer, with your name. Say it as you would to them."),
    )

    @property
    def takes(self) -> bool:
        return self.cleaned_data["answer"] == self.TAKE
