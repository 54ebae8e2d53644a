from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import FormView

from portal.drafts.sending import SentOnce
from portal.members import services
from portal.members.forms.trusting import TrustForm
from portal.members.standing import COORDINATORS
from portal.members.views.somebody import AboutSomebody


class TrustSomebody(SentOnce, AboutSomebody, FormView):
    """What somebody who has joined is trusted with, in a few ticks."""

    permission_required = "members.trust"
    template_name = "portal/members/trust.html"
    form_class = TrustForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"now": self.person.group_names}

    def form_valid(self, form):
        try:
            return self.once(lambda: self.act(form.changes()))
        except services.LastCoordinator as problem:
            form.add_error(None, str(problem))
            return self.form_invalid(form)

    def act(self, changes) -> str:
        services.trust(person=self.person, by=self.request.user, **changes)
        if any(changes.values()):
            messages.success(self.request, _("Saved. They and the other coordinators are told."))
        else:
            messages.info(self.request, _("Nothing was changed."))
        if self.person == self.request.user and COORDINATORS in changes["taken"]:
            return reverse("portal:home")
        return reverse("portal:people:trust", args=[self.person.pk])
