from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.pages import WagtailAdminPageForm


class PublicPageForm(WagtailAdminPageForm):
    """Notes which words the Easy Read version goes with, whenever somebody has looked at both."""

    easy_read_same = forms.BooleanField(
        label=_("The Easy Read version still says the same"),
        required=False,
        help_text=_("Tick this only when you have looked. Otherwise we tell readers that it is older than the page."),
    )

    def save(self, commit=True):
        if "easy_read" in self.changed_data or self.cleaned_data.get("easy_read_same"):
            self.instance.easy_read_of = self.instance.words_digest() if self.instance.easy_read else ""
        return super().save(commit)
