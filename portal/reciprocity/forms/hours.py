"""Giving hours: to whom, how many, and what for. All hours count the same, and none is a price."""

from django import forms
from django.utils.translation import gettext_lazy as _

from home.forms import OneLine
from portal.drafts.forms import KeyedForm
from portal.members.models import User
from portal.reciprocity.forms.amounts import HoursField
from portal.reciprocity.forms.contributing import others_of

POT = "pot"


class HoursForm(KeyedForm):
    to = forms.ChoiceField(label=_("Who are they for?"))
    minutes = HoursField(label=_("How many hours?"), help_text=_("Such as 2, or 0.5 for half an hour."))
    what = OneLine(label=_("What for?"), help_text=_("Only the two of you read it."), max_length=120, required=False)

    def __init__(self, *args, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in self.whom(by)}
        named = [(pk, str(person)) for pk, person in self.people.items()]
        self.fields["to"].choices = [("", _("Choose somebody")), *self.besides(), *named]

    def whom(self, by):
        return others_of(by)

    def besides(self):
        return [(POT, _("The pot, for whoever needs them"))]

    @property
    def said(self) -> dict:
        """To nobody: into the pot."""
        said = self.cleaned_data
        return {"to": self.people.get(said["to"]), "minutes": said["minutes"], "what": said["what"]}


class FromPotForm(HoursForm):
    """To anybody who is here; never to oneself."""

    def whom(self, by):
        return User.objects.here().exclude(pk=by.pk).order_by("known_as", "pk")

    def besides(self):
        return []
