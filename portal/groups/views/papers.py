"""Papers of a meeting: bringing one, reading it, taking it back."""

from django.contrib import messages
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import FormView, View
from django.views.generic.detail import SingleObjectMixin

from home.serve import send
from home.spoken import moment
from portal.drafts.keeping import Writes
from portal.drafts.sending import PressOn
from portal.groups import services
from portal.groups.forms.papers import PaperForm
from portal.groups.models import Paper
from portal.groups.views.groups import InAGroup, page_of
from portal.groups.views.meeting import OneMeeting


class AddPaper(Writes, OneMeeting, SingleObjectMixin, FormView):
    permission_required = "groups.bring_paper"
    form_class = PaperForm
    heading = gettext_lazy("Bring a paper to the meeting")

    @property
    def lead(self):
        """Said before somebody chooses a file."""
        when = self.meeting.papers_from
        if when is None:
            return _("Only you read it, until there is a day to meet. Then we say here when everybody does.")
        if not self.meeting.papers_are_out:
            words = _("Everybody in the group reads it from %(when)s on, at the same moment. Until then, only you do.")
            return words % {"when": moment(when)}
        return _("Everybody in the group reads it at once.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"items": self.meeting.items.all()}

    def act(self, form) -> str:
        services.add_paper(meeting=self.meeting, by=self.request.user, **form.said)
        messages.success(self.request, _("It is there."))
        return self.back_url


class OnePaper(InAGroup):
    queryset = Paper.objects.select_related("meeting__group", "to_group")
    context_object_name = "paper"

    @property
    def back_url(self):
        paper = self.get_object()
        if paper.meeting_id:
            return reverse("portal:groups:meeting", args=[paper.meeting_id])
        return page_of(paper.group) if paper.message else reverse("portal:groups:write", args=[paper.to_group_id])


class ReadPaper(OnePaper, SingleObjectMixin, View):
    """To be kept or opened by whoever may read it, so that nothing in it can act on our pages."""

    permission_required = "groups.read_paper"
    http_method_names = ("get", "head")

    def get(self, request, *args, **kwargs):
        paper = self.get_object()
        response = send(request, paper.file, paper.content_type, etag=paper.file_hash)
        response["Content-Disposition"] = content_disposition_header(True, paper.filename)
        return response


class TakePaperBack(PressOn, OnePaper, SingleObjectMixin, View):
    permission_required = "groups.take_paper_back"
    said = gettext_lazy("It is gone, and its file as well.")

    def do(self, paper, by):
        services.take_paper_back(paper=paper, by=by)
