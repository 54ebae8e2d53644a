"""Whom somebody trusts with a language."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from portal.drafts.forms import KeyedForm
from portal.members.models import User


class TrustForm(KeyedForm):
    locale = forms.ModelChoiceField(label=_("In which language?"), queryset=None, empty_label=None)
    person = forms.ModelChoiceField(
        label=_("Whom do you trust with it?"),
        queryset=None,
        help_text=_("Somebody who writes this story with you, or puts it into another language."),
    )

    def __init__(self, *args, story, by, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["locale"].queryset = Locale.objects.exclude(pk=story.page.locale_id).order_by("language_code")
        writing = story.seats.writing().exclude(person=by).values("person")
        self.fields["person"].queryset = User.objects.filter(pk__in=writing).order_by("known_as", "pk")
