from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.pages import WagtailAdminPageForm

from home.choosing import OnlyWhatTheyMayChoose
from home.streams import content_of


class PublicPageForm(OnlyWhatTheyMayChoose, WagtailAdminPageForm):
    """Notes which words the Easy Read version goes with, whenever somebody has looked at both."""

    easy_read_same = forms.BooleanField(
        label=_("The Easy Read version still says the same"),
        required=False,
        help_text=_("Tick this only when you have looked. Otherwise we tell readers that it is older than the page."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.easy_read_before = content_of(self.instance.easy_read)

    def save(self, commit=True):
        page = self.instance
        if content_of(page.easy_read) != self.easy_read_before or self.cleaned_data.get("easy_read_same"):
            page.easy_read_of = page.words_digest() if page.easy_read else ""
        return super().save(commit)
