import uuid

from django import forms

from home.forms import SaysWhatToDo


class KeyedForm(SaysWhatToDo, forms.Form):
    """A form that changes something: its hidden key makes a second press of the button harmless."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class KeptForm(KeyedForm):
    """A form whose words are kept while somebody types. `goes_on` says which kept words it was opened with."""

    goes_on = forms.CharField(widget=forms.HiddenInput, required=False)
