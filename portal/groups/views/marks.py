"""Beside what is written: "I don't agree with this line", and "slow down". Nothing says who, unless they wish."""

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import FormView, View
from django.views.generic.detail import SingleObjectMixin

from portal.drafts.keeping import Writes
from portal.drafts.sending import PressOn
from portal.groups import services
from portal.groups.forms.minutes import MarkLineForm
from portal.groups.models import LineMark, Minute
from portal.groups.views.groups import InAGroup
from portal.groups.views.meeting import OneMeeting


class MarkLine(Writes, InAGroup, SingleObjectMixin, FormView):
    permission_required = "groups.mark_line"
    queryset = Minute.objects.select_related("meeting__group", "item")
    form_class = MarkLineForm
    heading = gettext_lazy("I see a line otherwise")
    button = gettext_lazy("I don’t agree with this line")
    more = gettext_lazy("It stands beside the line for those who read it, until the line is put right.")

    @property
    def minute(self) -> Minute:
        return self.get_object()

    @property
    def lead(self):
        return self.minute.item.what

    @property
    def back_url(self):
        return f"{reverse('portal:groups:minutes', args=[self.minute.meeting_id])}#item-{self.minute.item_id}"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"lines": self.minute.lines}

    @property
    def is_unnamed(self):
        return not self.request.POST.get("named")

    def act(self, form) -> str:
        services.mark_line(minute=self.minute, by=self.request.user, **form.said)
        messages.success(self.request, _("It stands beside the line."))
        return self.back_url


class TakeMarkBack(PressOn, InAGroup, SingleObjectMixin, View):
    permission_required = "groups.take_mark_back"
    queryset = LineMark.objects.select_related("minute__meeting__group", "minute__item")
    said = gettext_lazy("It does not stand there any more.")

    @property
    def back_url(self):
        minute = self.get_object().minute
        return f"{reverse('portal:groups:minutes', args=[minute.meeting_id])}#item-{minute.item_id}"

    def act(self) -> str:
        back = self.back_url
        super().act()
        return back

    def do(self, mark, by):
        services.take_mark_back(mark=mark, by=by)


class AskToSlowDown(PressOn, OneMeeting, SingleObjectMixin, View):
    permission_required = "groups.ask_to_slow_down"
    is_unnamed = True
    said = gettext_lazy("Whoever is here can see that somebody would like to go slower. It says no name.")

    def do(self, meeting, by):
        services.ask_to_slow_down(meeting=meeting)


class SaySlowedDown(PressOn, OneMeeting, SingleObjectMixin, View):
    permission_required = "groups.ask_to_slow_down"
    is_unnamed = True
    said = gettext_lazy("Thank you.")

    def do(self, meeting, by):
        services.say_slowed_down(meeting=meeting)
