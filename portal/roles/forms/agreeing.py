"""Asking everybody whether they agree, and what somebody said."""

from django import forms
from django.utils.translation import gettext_lazy as _

from home.forms import OneLine
from portal.agreement.models.versions import digest_of_words
from portal.drafts.forms import KeptForm
from portal.members.standpoints import SaidField


class PutForwardForm(KeptForm):
    OF_NOW = ("after", "read")

    why = OneLine(
        label=_("Is it only a small fix? Then say what is put right"),
        max_length=200,
        required=False,
        help_text=_("A date, a spelling. What people agreed to stays agreed, and any of you can undo it."),
    )
    after = forms.IntegerField(widget=forms.HiddenInput, required=False)
    read = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args, version, words: dict, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["read"] = digest_of_words(words)
        self.initial["after"] = version.number if version else None
        if version is None:
            del self.fields["why"]


class YesForm(KeptForm):
    """Somebody's yes, told to whoever writes it down."""

    how_told = SaidField()
