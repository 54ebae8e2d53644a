"""What somebody puts on a page or into a list by its number, sent past the choosers: no more than these offer."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.models import Page
from wagtail.permissions import policy_registry

from home.queries import not_over, not_private
from home.streams import files_in, pages_in

NO_FILE = _("You may not use this picture or file. Please choose another.")
NO_PAGE = _("This leads to a page that is not on the site. Please choose another.")


def not_theirs(kind, sent: dict, *there: dict, user) -> dict[str, str]:
    """By the name of a box, what is wrong with it: something stands in it that `user` may not choose, and that was not
    `there` before. Each holds the values of a form or a revision of this kind."""
    found = {}
    for held_in, problem in ((files_in, NO_FILE), (pages_in, NO_PAGE)):
        known = {(model, number) for values in there for _name, model, number in held_in(kind, values)}
        for name, model, number in held_in(kind, sent):
            if (model, number) not in known and not _may_choose(model, number, user):
                found.setdefault(name, problem)
    return found


def _may_choose(model, number, user) -> bool:
    policy = policy_registry.get_by_type(model)
    if issubclass(model, Page):
        known = policy_registry.get_by_type(Page).explorable_instances(user)
        out = Page.objects.live().filter(not_private(), not_over())
        return not Page.objects.filter(pk=number).exists() or (known | out).filter(pk=number).exists()
    file = model.objects.filter(pk=number).first()
    return file is None or policy.user_has_permission_for_instance(user, "choose", file)


class OnlyWhatTheyMayChoose:
    """Put before a form of the CMS. Whoever works on a thing sees what it shows, and what the pages are called that it
    leads to: so a number that was sent must open no more than the choosers do."""

    def clean(self):
        cleaned = super().clean()
        # What is refused for another reason is shown again too, as it was sent.
        sent = {name: self[name].data for name in self.errors if name in self.fields} | cleaned
        for name, problem in not_theirs(type(self.instance), sent, self._there(), user=self.for_user).items():
            if name in self.fields:
                self.add_error(name, problem)
                # Shown again as it was: the form would name what was just refused.
                self.fields[name].bound_data = lambda _sent, initial: initial
        return cleaned

    def _there(self) -> dict:
        newest = getattr(self.instance, "latest_revision", None)
        if newest:
            return newest.content
        return type(self.instance)._base_manager.filter(pk=self.instance.pk).values().first() or {}


class EntryForm(OnlyWhatTheyMayChoose, WagtailAdminModelForm):
    """Of a list, or of the settings."""
