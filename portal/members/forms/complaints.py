"""Complaints: what people outside are asked, and what a coordinator writes down or answers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.drafts.forms import KeptForm
from portal.members.forms.offers import HelpForm, OfferDownForm
from portal.members.models import Complaint
from portal.members.outside.forms import BIG, NOT_AT_ALL, OutsideForm, Words, WriteDownForm


def kinds():
    return forms.ChoiceField(label=_("What is it about?"), choices=Complaint.Kind.choices, widget=forms.RadioSelect)


class ComplaintForm(OutsideForm):
    ways = [*OutsideForm.ways, (NOT_AT_ALL, _("No answer, thank you"))]
    kind = kinds()
    words = Words(max_length=4_000, widget=BIG)

    field_order = ["kind", "words", "name", "means", "address"]
    labels = {
        "words": (
            _("What happened?"),
            _("When was it, and what would you like to happen now? In any language."),
        ),
        "name": (_("What shall we call you?"), _("You do not have to give a name.")),
        "means": (_("How shall we answer?"), ""),
        "address": (
            HelpForm.labels["address"][0],
            _("A phone number, an e-mail address or a postal address. Nothing, if we see you or need not answer."),
        ),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].required = False


class ComplaintDownForm(WriteDownForm):
    ways = [*WriteDownForm.ways, (NOT_AT_ALL, _("They want no answer"))]
    kind = kinds()
    words = Words(max_length=4_000, widget=BIG)

    labels = {name: OfferDownForm.labels[name] for name in ("name", "means", "address", "words")}
    field_order = ["key", "kind", "words", "name", "means", "address", "came_by", "came_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].required = False


class AnswerForm(KeptForm):
    words = Words(label=_("What shall we tell them?"), max_length=4_000, widget=BIG)
