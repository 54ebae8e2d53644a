import uuid

from django import forms


class KeyedForm(forms.Form):
    """A form that changes something: its hidden key makes a second press of the button harmless."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
