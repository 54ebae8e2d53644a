from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from portal.members.forms.about import AboutForm
from portal.members.models import Shared

COORDINATORS, MEMBERS = "coordinators", "members"
WHO = [(COORDINATORS, _("Coordinators only")), (MEMBERS, _("Members who are found in the list of people too"))]


class SharedForm(AboutForm):
    """For each address or number that somebody gave: who may have it."""

    def __init__(self, *args, given, **kwargs):
        super().__init__(*args, **kwargs)
        for what, address in given.items():
            hint = format_html("<bdi>{}</bdi>", address)  # the words of a hint are drawn as they are
            self.fields[what] = forms.ChoiceField(
                label=Shared.What(what).label, help_text=hint, choices=WHO, widget=forms.RadioSelect
            )

    @property
    def whats(self) -> set[str]:
        return {what for what in Shared.What.values if self.cleaned_data.get(what) == MEMBERS}
