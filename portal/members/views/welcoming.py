"""First steps: one page for somebody new, for whoever meets them, and for coordinators."""

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView

from portal.access import PortalView
from portal.drafts.sending import SentOnce
from portal.members import services
from portal.members.forms.welcoming import WelcomeForm
from portal.members.models import User, Welcome


class WelcomeSomebody(SentOnce, PortalView, FormView):
    permission_required = "members.see_welcome"
    template_name = "portal/members/welcome.html"
    form_class = WelcomeForm

    @cached_property
    def welcome(self) -> Welcome:
        person = User.objects.here().filter(pk=self.kwargs["pk"]).select_related("welcome__buddy").first()
        welcome = person and (getattr(person, "welcome", None) or Welcome(person=person))
        if welcome is None or not self.request.user.has_perm("members.see_welcome", welcome):
            raise Http404  # whether there is somebody is not for this person to know
        return welcome

    def get(self, request, *args, **kwargs):
        services.look_at_person(person=self.welcome.person, by=request.user)
        return super().get(request, *args, **kwargs)

    def get_permission_object(self):
        return self.welcome

    @property
    def own(self) -> bool:
        return self.welcome.person == self.request.user

    def get_form_kwargs(self):
        about = {"welcome": self.welcome, "own": self.own, "may_choose_buddy": self.request.user.is_coordinator}
        return super().get_form_kwargs() | about

    def get_context_data(self, **kwargs):
        trainings = self.welcome.person.trainings.all()
        return super().get_context_data(welcome=self.welcome, own=self.own, trainings=trainings, **kwargs)

    def form_valid(self, form):
        return self.once(lambda: self.act(form.cleaned_data))

    def act(self, said) -> str:
        services.write_welcome(
            person=self.welcome.person,
            by=self.request.user,
            steps={step: said[step] for step in services.STEPS},
            they_expect=said["they_expect"],
            we_expect=said["we_expect"],
            buddy=said.get("buddy", self.welcome.buddy),
        )
        messages.success(self.request, _("Saved."))
        return reverse("portal:people:welcome", args=[self.welcome.person_id])
