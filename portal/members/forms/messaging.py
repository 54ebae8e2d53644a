from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from home.days import DayField
from portal.advice import LongWords
from portal.drafts.forms import KeptForm
from portal.members.models import User


class MessageForm(KeptForm):
    whom = forms.ChoiceField(
        label=_("Who gets it?"),
        choices=[("everybody", _("Everybody who is here")), ("these", _("Only these people"))],
        widget=forms.RadioSelect,
    )
    people = forms.ModelMultipleChoiceField(
        label=_("These people"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )
    title = forms.CharField(
        label=_("What is it about?"),
        max_length=120,
        help_text=_("A few words. They never stand on the outside of an e-mail, where others may see them."),
    )
    words = forms.CharField(
        label=_("Your message"), max_length=4_000, widget=LongWords(attrs={"rows": 8, "dir": "auto"})
    )
    by_when = DayField(label=_("By which day shall those without e-mail hear of it?"), required=False)

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        if self.is_bound and self.data.get("people") and not self.data.get("whom"):
            self.data = self.data.copy()
            self.data["whom"] = "these"  # who ticks somebody means them
        self.here = User.objects.here().exclude(pk=by.pk).order_by("known_as", "pk")
        self.fields["people"].queryset = self.here

    def clean(self):
        cleaned = super().clean()
        whom, ticked = cleaned.get("whom"), bool(cleaned.get("people"))
        if whom == "everybody" and not ticked and not self.here.exists():
            self.add_error("whom", ValidationError(_("Nobody else is here yet. Invite people first.")))
        if whom == "these" and not ticked and "people" not in self.errors:
            self.add_error("people", ValidationError(_("Please tick somebody.")))
        if whom == "everybody" and ticked:
            words = _("You ticked some people. Choose “Only these people”, or take the ticks away.")
            self.add_error("whom", ValidationError(words))
        return cleaned

    @property
    def recipients(self):
        return self.here if self.cleaned_data["whom"] == "everybody" else self.cleaned_data["people"]
