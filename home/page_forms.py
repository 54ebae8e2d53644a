from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.pages import WagtailAdminPageForm
from wagtail.models import Page
from wagtail.permissions import policy_registry

from home.queries import not_over
from home.streams import content_of, files_in, pages_in


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
        whoever works on a page sees what is on it, and what the pages are called that it leads to."""
        cleaned = super().clean()
        # What is refused for another reason is shown again too, as it was sent.
        sent = {name: self[name].data for name in self.errors if name in self.fields} | cleaned
        files, pages = self._of_others(files_in, sent), self._of_others(pages_in, sent)
        for name in files:
            self.add_error(name, _("You may not use this picture or file. Please choose another."))
        for name in pages:
            self.add_error(name, _("This leads to a page that is not on the site. Please choose another."))
        for name in files | pages:
            # Shown again as it was: the form would name what was just refused.
            self.fields[name].bound_data = lambda _sent, initial: initial
        return cleaned

    def _of_others(self, held_in, sent) -> set[str]:
        """The names of the boxes in which something stands that they may not choose, and that was not there before."""
        kind, newest = type(self.instance), self.instance.latest_revision
        there = {found[1:] for found in held_in(kind, newest.content)} if newest else set()
        return {
            name
            for name, model, number in held_in(kind, sent)
            if name in self.fields and (model, number) not in there and not self._may_choose(model, number)
        }

    def _may_choose(self, model, number) -> bool:
        if issubclass(model, Page):
            known = policy_registry.get_by_type(Page).explorable_instances(self.for_user)
            out = Page.objects.live().public().filter(not_over())
            return not Page.objects.filter(pk=number).exists() or (known | out).filter(pk=number).exists()
        file = model.objects.filter(pk=number).first()
        policy = policy_registry.get_by_type(model)
        return file is None or policy.user_has_permission_for_instance(self.for_user, "choose", file)

    def save(self, commit=True):
        page = self.instance
        if content_of(page.easy_read) != self.easy_read_before or self.cleaned_data.get("easy_read_same"):
            page.easy_read_of = page.words_digest() if page.easy_read else ""
        return super().save(commit)
