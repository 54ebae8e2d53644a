"""How long applications are kept, for whoever looks after the role."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import TemplateView, View
from django.views.generic.detail import SingleObjectMixin

from portal.access import PortalView
from portal.drafts.sending import PressOn
from portal.roles import services
from portal.roles.forms.applications import KeepForm
from portal.roles.models import Application, Vacancy
from portal.roles.views.applications import PER_PAGE, ForApplicant, OneApplication


class KeepLonger(ForApplicant):
    permission_required = "roles.keep_longer"
    refused = Http404
    form_class = KeepForm
    heading = gettext_lazy("Keep it longer")

    @property
    def keeps_about(self):
        return f"application-kept:{self.application.pk}"

    def get_initial(self):
        return {"why": self.application.kept_because}

    def act(self, form) -> str:
        services.keep_longer(application=self.application, why=form.cleaned_data["why"], by=self.request.user)
        messages.success(self.request, _("Saved."))
        return self.back_url


class KeepNoLonger(PressOn, OneApplication, SingleObjectMixin, View):
    """Also of one that was taken back meanwhile: then it goes at once."""

    permission_required = "roles.keep_no_longer"
    back_to = "portal:roles:keeping"
    back_url = property(lambda self: reverse(self.back_to))
    said = gettext_lazy("It is deleted on its day, like the others.")

    def do(self, application, by):
        services.keep_no_longer(application=application, by=by)


class Keeping(PortalView, TemplateView):
    """Which applications are deleted when, and which are kept longer, and why."""

    permission_required = "roles.see_keeping"
    refused = Http404
    template_name = "portal/roles/keeping.html"
    back_to = "portal:roles:list"

    def get_context_data(self, **kwargs):
        of = "applications__applicant"
        sent, begun = (Count(of, filter=Q(applications__state=state)) for state in ("sent", "begun"))
        there = Vacancy.objects.annotate(there=Count(of), sent=sent, begun=begun).filter(there__gt=0)
        vacancies = there.order_by("delete_on", "closes_on", "pk")
        held = Application.objects.kept_longer().select_related("vacancy", "kept_by").order_by("pk")
        page_obj = Paginator(vacancies, PER_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(page_obj=page_obj, held=held, **kwargs)
