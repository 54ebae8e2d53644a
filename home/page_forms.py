from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.pages import WagtailAdminPageForm
from wagtail.permissions import policy_registry

from home.streams import content_of, files_in


class PublicPageForm(WagtailAdminPageForm):
    """Notes which words the Easy Read version goes with, whenever somebody has looked at both."""

    easy_read_same = forms.BooleanField(
        label=_("The Easy Read version still says the same"),
        required=False,
        help_text=_("Tick this only when you have looked. Otherwise we tell readers that it is older than the page."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.easy_read_before = content_of(self.instance.easy_read)

    def clean(self):
        """The choosers offer only what somebody may choose. A number that was sent must open no more than they do:
        whoever works on a page sees what is on it."""
        cleaned = super().clean()
        for name in self._fields_with_files_of_others(cleaned):
            self.add_error(name, _("You may not use this picture or file. Please choose another."))
            # Shown again as it was: the form would name what was just refused.
            self.fields[name].bound_data = lambda _sent, initial: initial
        return cleaned

    def _fields_with_files_of_others(self, cleaned) -> set[str]:
        kind, newest = type(self.instance), self.instance.latest_revision
        there = {found[1:] for found in files_in(kind, newest.content)} if newest else set()
        return {
            name
            for name, model, number in files_in(kind, cleaned)
            if name in self.fields and (model, number) not in there and not self._may_choose(model, number)
        }

    def _may_choose(self, model, number) -> bool:
        file = model.objects.filter(pk=number).first()
        policy = policy_registry.get_by_type(model)
        return file is None or policy.user_has_permission_for_instance(self.for_user, "choose", file)

    def save(self, commit=True):
        page = self.instance
        if content_of(page.easy_read) != self.easy_read_before or self.cleaned_data.get("easy_read_same"):
            page.easy_read_of = page.words_digest() if page.easy_read else ""
        return super().save(commit)
