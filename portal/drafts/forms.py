import uuid

from django import forms

from home.forms import SaysWhatToDo


class KeyedForm(SaysWhatToDo, forms.Form):
    """A form that changes something: its hidden key makes a second press of the button harmless."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
