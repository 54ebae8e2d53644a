"""Words to everybody in a group: a message, and the look back when it finishes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.advice import LongWords
from portal.drafts.forms import KeptForm
from portal.groups.models import Group


class NoteForm(KeptForm):
    words = forms.CharField(
        label=_("Your message"),
        max_length=4_000,
        widget=LongWords(attrs={"rows": 6, "dir": "auto"}),
        help_text=_("The name of the group, and yours, stand with it."),
    )


class LookBackForm(KeptForm, forms.ModelForm):
    class Meta:
        model = Group
        fields = ("found_out", "what_now", "thanks")
        widgets = dict.fromkeys(fields, LongWords(attrs={"rows": 4, "dir": "auto"}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["found_out"].required = True
