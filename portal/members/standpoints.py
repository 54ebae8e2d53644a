"""Asking somebody how they are here: the field that every part asks it with."""

from django import forms
from django.utils.functional import lazy

from portal.members.models import Standpoint
from portal.words import word


class StandpointField(forms.ModelChoiceField):
    """How somebody is here. None, when nothing is chosen: what was said before stays."""

    widget = forms.RadioSelect

    def __init__(self, **given):
        queryset = Standpoint.objects.filter(in_use=True)
        label = lazy(word, str)("here-as")
        super().__init__(queryset=queryset, label=label, required=False, blank=True, empty_label=None, **given)
