from django import forms
from django.utils.translation import gettext_lazy as _

from portal.drafts.forms import KeyedForm


class TestForm(KeyedForm):
    address = forms.EmailField(
        label=_("Your e-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"})
    )
