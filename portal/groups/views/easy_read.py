"""The agenda in Easy Read: to read, to print, and to write."""

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import DetailView, FormView
from django.views.generic.detail import SingleObjectMixin

from home.blocks import drawing_choices
from portal.drafts.keeping import Writes
from portal.easy_read import EasyReadForm, WroteToo
from portal.groups import services
from portal.groups.services.easy_read import digest_of_agenda, is_behind
from portal.groups.views.meeting import OneMeeting

MORE = "more"


class ShowEasyRead(OneMeeting, DetailView):
    permission_required = "groups.see_agenda"
    template_name = "portal/groups/easy_read.html"

    def get_context_data(self, **kwargs):
        meeting = self.meeting
        return super().get_context_data(group=meeting.group, behind=is_behind(meeting), **kwargs)


class WriteEasyRead(Writes, OneMeeting, SingleObjectMixin, FormView):
    permission_required = "groups.write_easy_read"
    template_name = "portal/write_easy_read.html"
    form_class = EasyReadForm
    heading = gettext_lazy("The agenda in Easy Read")
    longer = gettext_lazy("The longer agenda")
    adds_more = True
    lead = gettext_lazy(
        "One picture and one idea in each row, in at most 15 words. Write it anew for whoever reads it."
    )

    @property
    def keeps_about(self):
        return f"easy-read:{self.meeting.pk}"

    @property
    def back_url(self):
        return reverse("portal:groups:easy-read", args=[self.meeting.pk])

    def get_form_kwargs(self):
        source = digest_of_agenda(self.meeting)
        return super().get_form_kwargs() | {"easy": self.meeting.easy_read, "source": source}

    def get_context_data(self, **kwargs):
        items = self.meeting.items.all()
        return super().get_context_data(items=items, drawings=drawing_choices(), **kwargs)

    def act(self, form) -> str:
        meeting = self.meeting
        try:
            services.write_easy_read(
                group=meeting.group, subject=meeting.easy_read_about, by=self.request.user, **form.said
            )
        except WroteToo:
            form.as_of_now()
            raise
        messages.success(self.request, _("Saved."))
        return self.request.path if self.request.POST.get("do") == MORE else self.back_url
