from django import forms
from django.utils.translation import gettext_lazy as _

from portal.drafts.forms import KeyedForm
from portal.members.models import Channel, Side, Standpoint
from portal.members.services import ASKED, LATER
from portal.notices.routes import Means


class EntryForm(KeyedForm):
    name = forms.CharField(
        label=_("What is it called?"),
        help_text=_("A few plain words, as people see them in the list."),
        max_length=80,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())


class ChannelForm(EntryForm):
    means = forms.ChoiceField(
        label=_("How does it work?"),
        help_text=_("This stays as it is: people choose by it. Only the name can be changed later."),
        choices=Means.choices,
        widget=forms.RadioSelect,
    )
    for_one = forms.BooleanField(
        label=_("It reaches one person alone"),
        help_text=_("Messages to one person can go this way. Not so for a meeting in a group."),
        required=False,
        initial=True,
    )


class StandpointForm(EntryForm):
    side = forms.ChoiceField(
        label=_("What does it count as?"),
        help_text=_("When a group looks whether both sides are there. This stays as it is."),
        choices=Side.choices,
        widget=forms.RadioSelect,
    )


FORMS = {Channel: ChannelForm, Standpoint: StandpointForm}


def form_for(model, *, later=False) -> type[EntryForm]:
    """What is asked when an entry is added: its name, and for some lists how it works, which stays; and `later`."""
    if model in FORMS:
        return EntryForm if later else FORMS[model]
    boxes = ASKED.get(model, {})
    asked = {name: box for name, box in boxes.items() if not later or name in ("name", *LATER[model])}
    return type("AskedForm", (EntryForm,), asked)
