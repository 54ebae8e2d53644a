"""Words to everybody in a group."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.advice import LongWords
from portal.drafts.forms import KeptForm


class NoteForm(KeptForm):
    words = forms.CharField(
        label=_("Your message"),
        max_length=4_000,
        widget=LongWords(attrs={"rows": 6, "dir": "auto"}),
        help_text=_("The name of the group, and yours, stand with it."),
    )
