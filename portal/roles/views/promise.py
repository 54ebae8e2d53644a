"""What the organisation promises everyone who applies."""

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import FormView

from portal.access import PortalView
from portal.drafts.keeping import Writes
from portal.roles import services
from portal.roles.forms.writing import PromiseForm
from portal.roles.models import Promise


class SayPromise(Writes, PortalView, FormView):
    permission_required = "roles.say_promise"
    form_class, back_to = PromiseForm, "portal:settings:all"
    heading = gettext_lazy("What we promise everyone who applies")
    lead = gettext_lazy("It stands on each advert.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"promise": Promise.now()}

    def act(self, form) -> str:
        said = {name: form.cleaned_data[name] for name in (*services.PROMISE, "stood")}
        services.say_promise(by=self.request.user, **said)
        messages.success(self.request, _("Saved."))
        return reverse(self.back_to)
