"""Offers to help: what people outside are asked, and what a coordinator writes down or answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.drafts.forms import KeptForm
from portal.members.outside.forms import BIG, SMALL, OutsideForm, Words, WriteDownForm
from portal.members.services.offers import called_outside


class HelpForm(OutsideForm):
    interests = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    words = Words(max_length=4_000, required=False, widget=BIG)
    part_in = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)

    labels = {
        "name": (_("What shall we call you?"), _("A first name is enough.")),
        "means": (_("How shall we answer?"), ""),
        "address": (
            _("Where does that reach you?"),
            _("A phone number, an e-mail address or a postal address. Nothing, if we see you."),
        ),
        "interests": (_("What interests you?"), _("Tick as many as you like.")),
        "words": (
            _("Anything else?"),
            _("In any language. You need not say anything about your health or your past."),
        ),
    }

    def clean_part_in(self):
        """What takes nobody from outside any more is left out; the rest of what they say is not."""
        part_in = self.cleaned_data["part_in"]
        return part_in if called_outside(part_in) else ""

    @property
    def takes_part_in(self) -> str:
        return called_outside(self["part_in"].value() or "")


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


class NoForm(KeptForm):
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
