"""Training that somebody took, staff as well: one list for everybody, kept by themselves or by a coordinator."""

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, View

from portal.access import PortalView
from portal.drafts.sending import Press, SentOnce
from portal.members import services
from portal.members.forms.training import TrainingForm
from portal.members.models import Training
from portal.members.views.somebody import AboutSomebody


class TrainingOfSomebody(SentOnce, AboutSomebody, FormView):
    permission_required = "members.write_training"
    template_name = "portal/members/training.html"
    form_class = TrainingForm
    looks = True

    def get_context_data(self, **kwargs):
        return super().get_context_data(trainings=self.person.trainings.all(), **kwargs)

    def form_valid(self, form):
        return self.once(lambda: self.act(form.cleaned_data))

    def act(self, said) -> str:
        facts = {"title": said["title"], "taken_on": said["taken_on"]}
        services.add_training(person=self.person, by=self.request.user, **facts)
        messages.success(self.request, _("Noted."))
        return reverse("portal:people:training", args=[self.person.pk])


class RemoveTraining(Press, PortalView, View):
    permission_required = "members.write_training"

    @cached_property
    def training(self) -> Training:
        training = Training.objects.filter(pk=self.kwargs["pk"]).select_related("person").first()
        if training is None or not self.request.user.has_perm(self.permission_required, training):
            raise Http404  # what somebody took is for them and for coordinators to know
        return training

    def get_permission_object(self):
        return self.training

    def act(self) -> str:
        services.remove_training(training=self.training, by=self.request.user)
        messages.success(self.request, _("Taken off the list."))
        return reverse("portal:people:training", args=[self.training.person_id])
