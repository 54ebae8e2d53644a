"""Asking people to help with a story, and what they answer."""

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import FormView, View
from django.views.generic.detail import SingleObjectMixin

from casestudies import services
from casestudies.forms.telling import AskForm
from casestudies.models import StorySeat
from casestudies.views.stories import OneStory, page_of
from portal.access import PortalObject
from portal.drafts.keeping import Writes
from portal.drafts.sending import PressOn
from portal.members.standpoints import AnswerForm, WritesAnswerDown


class Ask(Writes, OneStory, SingleObjectMixin, FormView):
    permission_required = "stories.ask"
    form_class = AskForm
    heading = gettext_lazy("Ask somebody to help")
    lead = gettext_lazy("They can say yes or no. Only when they say yes can they read it.")
    button = gettext_lazy("Ask them")

    def get_initial(self):
        return {"role": self.request.GET.get("role", "")}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"story": self.story, "by": self.request.user}

    def act(self, form) -> str:
        said = {name: form.cleaned_data[name] for name in ("person", "role")}
        services.ask(story=self.story, by=self.request.user, **said)
        messages.success(self.request, _("We ask %(name)s.") % {"name": said["person"]})
        return page_of(self.story)


class Answer(Writes, OneStory, SingleObjectMixin, FormView):
    permission_required = "stories.answer"
    form_class = AnswerForm
    heading = gettext_lazy("Will you help to tell a story?")

    @property
    def seat(self) -> StorySeat:
        return self.story.seats.select_related("asked_by").get(person=self.request.user)

    @property
    def back_url(self):
        return reverse("portal:stories:list")

    @property
    def lead(self):
        seat = self.seat
        said = {"name": seat.asked_by, "role": seat.get_role_display()}
        return _("%(name)s asks you. You would be the one of whom we say: %(role)s.") % said

    def act(self, form) -> str:
        user = self.request.user
        services.answer(
            story=self.story, person=user, yes=form.is_yes, standpoint=form.cleaned_data["standpoint"], by=user
        )
        messages.success(self.request, _("Good that you are here.") if form.is_yes else _("That is fine."))
        return page_of(self.story) if form.is_yes else reverse("portal:stories:list")


class OneSeat(PortalObject):
    queryset = StorySeat.objects.select_related("story__page", "person")

    @property
    def seat(self) -> StorySeat:
        return self.get_object()

    @property
    def back_url(self):
        return page_of(self.seat.story)


class AnswerDown(WritesAnswerDown, OneSeat, SingleObjectMixin, FormView):
    permission_required = "stories.write_answer_down"

    def answer(self, **said):
        services.answer(story=self.seat.story, **said)


class AskNoLonger(PressOn, OneSeat, SingleObjectMixin, View):
    permission_required = "stories.write_answer_down"
    said = gettext_lazy("They are not asked any more.")

    def do(self, seat, by):
        services.ask_no_longer(seat=seat, by=by)
