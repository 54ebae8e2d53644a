"""Who writes a role: asking people, and what they answer."""

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import FormView, View
from django.views.generic.detail import SingleObjectMixin

from portal.access import PortalObject
from portal.drafts.keeping import Writes
from portal.drafts.sending import AsksFirst, PressOn
from portal.members.standpoints import AnswerForm, WritesAnswerDown
from portal.roles import services
from portal.roles.forms.writing import AskForm
from portal.roles.models import RoleSeat
from portal.roles.views.roles import OneRole, page_of


class Ask(Writes, OneRole, SingleObjectMixin, FormView):
    permission_required = "roles.ask"
    form_class = AskForm
    heading = gettext_lazy("Ask somebody to write it with you")
    button = gettext_lazy("Ask them")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"role": self.role, "by": self.request.user}

    def act(self, form) -> str:
        person = form.cleaned_data["person"]
        services.ask(role=self.role, person=person, by=self.request.user)
        messages.success(self.request, _("We ask %(name)s.") % {"name": person})
        return self.back_url


class Answer(Writes, OneRole, SingleObjectMixin, FormView):
    permission_required = "roles.answer"
    form_class = AnswerForm
    heading = gettext_lazy("Will you help to write a role?")

    @property
    def lead(self):
        seat = self.role.seats.select_related("asked_by").get(person=self.request.user)
        said = {"name": seat.asked_by, "role": self.role.title}
        return _("%(name)s asks you to write “%(role)s” with them and others.") % said

    def act(self, form) -> str:
        user, standpoint = self.request.user, form.cleaned_data["standpoint"]
        services.answer(role=self.role, person=user, yes=form.is_yes, standpoint=standpoint, by=user)
        messages.success(self.request, _("Good that you are here.") if form.is_yes else _("That is fine."))
        return self.back_url if form.is_yes else reverse("portal:roles:list")


class OneSeat(PortalObject):
    queryset = RoleSeat.objects.select_related("role", "person")

    @property
    def seat(self) -> RoleSeat:
        return self.get_object()

    @property
    def back_url(self):
        return page_of(self.seat.role)


class AnswerDown(WritesAnswerDown, OneSeat, SingleObjectMixin, FormView):
    permission_required = "roles.write_answer_down"

    def answer(self, **said):
        services.answer(role=self.seat.role, **said)


class AskNoLonger(PressOn, OneSeat, SingleObjectMixin, View):
    permission_required = "roles.write_answer_down"
    said = gettext_lazy("They are not asked any more.")

    def do(self, seat, by):
        services.ask_no_longer(seat=seat, by=by)


class Leave(AsksFirst, OneRole, SingleObjectMixin, FormView):
    permission_required = "roles.leave"
    heading = gettext_lazy("Do you want to stop writing it?")
    more = gettext_lazy("You are not asked about it any more. What you wrote stays. The others can ask you again.")
    button, icon = gettext_lazy("Yes, I stop"), "log-out"
    or_else = gettext_lazy("No, I go on")
    said = gettext_lazy("You do not write it any more. Thank you for what you gave to it.")

    def do(self, role, by):
        services.leave(role=role, by=by)
