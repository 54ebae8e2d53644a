"""Finishing a group, and going on with it after all."""

from django.contrib import messages
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import UpdateView, View
from django.views.generic.detail import SingleObjectMixin

from portal.drafts.keeping import Writes
from portal.drafts.sending import PressOn
from portal.groups import services
from portal.groups.forms.writing import LookBackForm
from portal.groups.views.groups import OneGroup, page_of


class Finish(Writes, OneGroup, UpdateView):
    permission_required = "groups.keep"
    form_class = LookBackForm
    heading = gettext_lazy("Finish the group")
    lead = gettext_lazy("Look back together. Everybody in it hears what you write here, by the way they chose.")
    more = gettext_lazy("Days to meet that are still to come are called off. The page stays, and you can go on later.")
    button = gettext_lazy("Finish, and tell everybody")

    @property
    def keeps_about(self):
        return f"group-finish:{self.group.pk}"

    def act(self, form) -> str:
        said = {name: form.cleaned_data[name] for name in (*LookBackForm.BOXES, "stood")}
        services.finish(group=self.group, by=self.request.user, **said)
        messages.success(self.request, _("The group has finished. Everybody in it is told."))
        return page_of(self.group)


class GoOn(PressOn, OneGroup, SingleObjectMixin, View):
    permission_required = "groups.go_on"
    said = gettext_lazy("The group goes on. What was called off stays so: offer new days, and ask people again.")

    def do(self, group, by):
        services.go_on(group=group, by=by)
