"""Being warned before an amount: theirs alone."""

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import FormView

from portal.access import PortalView
from portal.drafts.sending import SentOnce
from portal.reciprocity import services
from portal.reciprocity.forms.own import LimitForm
from portal.reciprocity.models import Limit


class SetLimit(SentOnce, PortalView, FormView):
    permission_required = "reciprocity.set_limit"
    template_name = "portal/form.html"
    form_class = LimitForm
    back_to = "portal:reciprocity:mine"
    heading = gettext_lazy("Warn me before I get more than an amount")
    lead = gettext_lazy("Nobody but you sees this. We count fees and vouchers, not costs you get back.")

    @property
    def more(self):
        return _("Not sure how much? You can talk to somebody: %(adviser)s") % {"adviser": services.adviser()}

    def get_initial(self):
        limit = Limit.objects.filter(person=self.request.user).first()
        return {"each": limit.each if limit else "", "pence": limit.pence if limit else None}

    def form_valid(self, form):
        return self.once(lambda: self.act(form))

    def act(self, form) -> str:
        said = {name: form.cleaned_data[name] for name in ("each", "pence")}
        services.set_limit(by=self.request.user, **said)
        messages.success(self.request, _("Saved. Nobody else sees it."))
        return reverse(self.back_to)
