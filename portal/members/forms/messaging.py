from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.advice import LongWords
from portal.drafts.forms import KeyedForm
from portal.members.forms.days import DayField
from portal.members.models import User


class MessageForm(KeyedForm):
    everybody = forms.BooleanField(label=_("Everybody who is here"), required=False)
    people = forms.ModelMultipleChoiceField(
        label=_("Or only these people"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )
    title = forms.CharField(
        label=_("What is it about?"),
        max_length=120,
        help_text=_("A few words. No e-mail has them in its subject."),
    )
    words = forms.CharField(
        label=_("Your message"), max_length=4_000, widget=LongWords(attrs={"rows": 8, "dir": "auto"})
    )
    by_when = DayField(label=_("Who has no e-mail is rung or written to by"), required=False)

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.here = User.objects.here().exclude(pk=by.pk).order_by("known_as", "pk")
        self.fields["people"].queryset = self.here

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("everybody") and not cleaned.get("people") and "people" not in self.errors:
            raise ValidationError(_("Tick everybody, or somebody."))
        return cleaned

    @property
    def recipients(self):
        return self.here if self.cleaned_data["everybody"] else self.cleaned_data["people"]
