"""Finding a page, beginning it in another language, and a reader's answer."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from portal.agreement.queries import languages_without
from portal.drafts.forms import KeyedForm


class SearchForm(forms.Form):
    asks_nothing = True  # so that it need not say "you can skip this"
    q = forms.CharField(label=_("Find a page"), max_length=100, required=False, strip=True)


class LanguageForm(KeyedForm):
    language = forms.ModelChoiceField(
        Locale.objects.none(), label=_("In which language?"), widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args, page, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].queryset = languages_without(page)


class AnswerForm(KeyedForm):
    """A reader's answer. `digest` says which words they had before them."""

    YES, CHANGE = "yes", "change"

    digest = forms.CharField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(
        label=_("What do you say?"),
        choices=[(YES, _("Yes, this can go on the site")), (CHANGE, _("Please change something first"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes, or ask for a change.")},
    )
    reason = forms.CharField(
        label=_("What should change, and why?"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Only if you ask for a change. The writers see it with your name."),
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("answer") == self.CHANGE and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Say what should change, so that the writers can do it."))
        return cleaned
