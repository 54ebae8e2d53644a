"""What people bring to a meeting, and its order."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import FormView, View
from django.views.generic.detail import SingleObjectMixin

from portal.drafts.keeping import Writes
from portal.drafts.sending import PressOn
from portal.groups import services
from portal.groups.forms.agenda import UNNAMED, BeforehandForm, ItemForm, ParkForm
from portal.groups.models import AgendaItem, Meeting
from portal.groups.views.groups import InAGroup, page_of
from portal.groups.views.meeting import OneMeeting


class UnnamedOrNot(Writes):
    """The same words twice, without a name, are one."""

    @property
    def is_unnamed(self):
        return self.request.POST.get("who") == UNNAMED


class AddItem(UnnamedOrNot, OneMeeting, SingleObjectMixin, FormView):
    permission_required = "groups.add_item"
    template_name = "portal/folded_form.html"
    form_class = ItemForm
    heading = gettext_lazy("Bring something to the meeting")

    @property
    def lead(self):
        return self.meeting.group.name

    @property
    def more(self):
        return _("What is said here stays with those who are there.") if self.meeting.among_us else ""

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"meeting": self.meeting, "by": self.request.user}

    def act(self, form) -> str:
        services.add_item(meeting=self.meeting, by=self.request.user, **form.said)
        messages.success(self.request, _("It is on the agenda."))
        return self.back_url


class OneItem(InAGroup):
    queryset = AgendaItem.objects.select_related("group", "meeting__group", "raised_by")
    context_object_name = "item"

    @property
    def item(self) -> AgendaItem:
        return self.get_object()

    @property
    def back_url(self):
        if self.item.meeting_id:
            return reverse("portal:groups:meeting", args=[self.item.meeting_id])
        return page_of(self.item.group)


class Move(PressOn, OneItem, SingleObjectMixin, View):
    """The URL says which way."""

    permission_required = "groups.order_agenda"
    said = gettext_lazy("Moved.")
    direction = ""

    def do(self, item, by):
        services.move_item(item=item, direction=self.direction, by=by)


class Park(Writes, OneItem, SingleObjectMixin, FormView):
    permission_required = "groups.park_item"
    form_class = ParkForm
    heading = gettext_lazy("Save it for later")

    @property
    def lead(self):
        return self.item.what

    @property
    def keeps_about(self):
        return f"item-park:{self.item.pk}"

    def act(self, form) -> str:
        back = self.back_url
        services.park_item(item=self.item, why=form.cleaned_data["why"], by=self.request.user)
        messages.success(self.request, _("Saved for later. It stands on the page of the group."))
        return back


class SayBeforehand(UnnamedOrNot, OneItem, SingleObjectMixin, FormView):
    """What somebody thinks of it before the meeting, themselves or told to one who writes it down. Nothing of it is
    kept while they write: with their name it would be."""

    permission_required = "groups.say_beforehand"
    form_class = BeforehandForm
    heading = gettext_lazy("Say something beforehand")

    @property
    def lead(self):
        return self.item.what

    @property
    def more(self):
        among_us = _("This is only for those who are there. They read it at the meeting, and nobody before it.")
        return among_us if self.item.confidential else ""

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"group": self.item.group, "by": self.request.user}

    def act(self, form) -> str:
        services.say_beforehand(item=self.item, by=self.request.user, **form.said)
        messages.success(self.request, _("It is there. Thank you."))
        return self.back_url


class BringBack(PressOn, OneItem, SingleObjectMixin, View):
    """To the agenda of a meeting: the URL says which."""

    permission_required = "groups.bring_back_item"
    said = gettext_lazy("It is on the agenda again.")

    @property
    def back_url(self):
        return reverse("portal:groups:meeting", args=[self.kwargs["meeting"]])

    def do(self, item, by):
        meeting = get_object_or_404(
            Meeting.objects.select_related("group"), pk=self.kwargs["meeting"], group=item.group
        )
        services.bring_back_item(item=item, meeting=meeting, by=by)


class TakeBack(PressOn, OneItem, SingleObjectMixin, View):
    permission_required = "groups.take_item_back"
    said = gettext_lazy("It is off the agenda.")

    def act(self) -> str:
        back = self.back_url
        super().act()
        return back

    def do(self, item, by):
        services.take_item_back(item=item, by=by)
