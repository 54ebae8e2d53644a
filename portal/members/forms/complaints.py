"""Complaints: what people outside are asked, and what a coordinator writes down or answers."""

from django.utils.translation import gettext_lazy as _

from portal.drafts.forms import KeyedForm
from portal.members.forms.asking import BIG, OutsideForm, Words, WriteDownForm
from portal.members.forms.offers import HelpForm, OfferDownForm


class ComplaintForm(OutsideForm):
    words = Words(max_length=4_000, widget=BIG)

    field_order = ["words", "name", "means", "address"]
    labels = {
        "words": (
            _("What happened?"),
            _("What was it about, when was it, and what would you like to happen now? In any language."),
        ),
        "name": (_("What shall we call you?"), _("You do not have to give a name.")),
        "means": (_("How shall we answer?"), ""),
        "address": HelpForm.labels["address"],
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].required = False


class ComplaintDownForm(WriteDownForm):
    words = Words(max_length=4_000, widget=BIG)

    labels = {name: OfferDownForm.labels[name] for name in ("name", "means", "address", "words")}
    field_order = ["key", "words", "name", "means", "address", "came_by", "came_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].required = False


class AnswerForm(KeyedForm):
    words = Words(label=_("What shall we tell them?"), max_length=4_000, widget=BIG)
