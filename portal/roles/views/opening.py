"""Opening a role that was agreed, putting something right while it is open, and its end."""

from django.contrib import messages
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import FormView, View
from django.views.generic.detail import SingleObjectMixin

from portal.access import PortalObject
from portal.drafts.keeping import Writes
from portal.drafts.sending import PressOn
from portal.roles import services
from portal.roles.forms.opening import CorrectForm, EndForm, OpenForm
from portal.roles.models import Vacancy
from portal.roles.views.roles import OneRole, page_of


class Open(Writes, OneRole, SingleObjectMixin, FormView):
    permission_required = "roles.open"
    form_class, template_name = OpenForm, "portal/folded_form.html"
    heading = gettext_lazy("Open it to everybody")
    lead = gettext_lazy("It goes on the website in exactly the words that you all agreed to.")
    more = gettext_lazy("What people are asked stays as it is from then on.")
    button = gettext_lazy("Open it")

    @property
    def keeps_about(self):
        return f"role-open:{self.role.pk}"

    def act(self, form) -> str:
        services.open_role(role=self.role, by=self.request.user, **form.said)
        messages.success(self.request, _("It is open. Everybody can read it and apply."))
        return self.back_url


class OneVacancy(PortalObject):
    queryset = Vacancy.objects.select_related("role", "version", "looked_after_by")
    context_object_name = "vacancy"

    @property
    def vacancy(self) -> Vacancy:
        return self.get_object()

    @property
    def back_url(self) -> str:
        return page_of(self.vacancy.role)


class Correct(Writes, OneVacancy, SingleObjectMixin, FormView):
    permission_required = "roles.correct"
    form_class = CorrectForm
    heading = gettext_lazy("Put something right, or give more time")

    @property
    def lead(self):
        return self.vacancy.title

    @property
    def keeps_about(self):
        return f"vacancy-correction:{self.vacancy.pk}"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"vacancy": self.vacancy}

    def act(self, form) -> str:
        said = {name: form.cleaned_data[name] for name in ("words", "closes_on")}
        services.correct(vacancy=self.vacancy, by=self.request.user, **said)
        messages.success(self.request, _("It stands with the role, and everybody who has begun to apply is told."))
        return self.back_url


class End(Writes, OneVacancy, SingleObjectMixin, FormView):
    permission_required = "roles.end_vacancy"
    form_class = EndForm
    heading = gettext_lazy("What became of it")
    more = gettext_lazy("From then on nobody can apply.")

    @property
    def lead(self):
        return self.vacancy.title

    @property
    def keeps_about(self):
        return f"vacancy-end:{self.vacancy.pk}"

    def act(self, form) -> str:
        said = {name: form.cleaned_data[name] for name in ("outcome", "why")}
        services.end_vacancy(vacancy=self.vacancy, by=self.request.user, **said)
        messages.success(self.request, _("It is written down."))
        return self.back_url


class LookAfter(PressOn, OneVacancy, SingleObjectMixin, View):
    permission_required = "roles.look_after"
    said = gettext_lazy("You look after it now.")

    def do(self, vacancy, by):
        services.look_after(vacancy=vacancy, by=by)
