"""Recordings for a story: adding one, hearing it, taking it away."""

from django.contrib import messages
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import FormView, View
from django.views.generic.detail import SingleObjectMixin

from casestudies import services
from casestudies.forms.telling import RecordingForm
from casestudies.models import Recording
from casestudies.views.stories import OneStory, page_of
from home.serve import send
from portal.access import PortalObject
from portal.drafts.keeping import Writes
from portal.drafts.sending import PressOn


class AddRecording(Writes, OneStory, SingleObjectMixin, FormView):
    permission_required = "stories.write"
    form_class = RecordingForm
    heading = gettext_lazy("Add a recording")
    lead = gettext_lazy("Record your voice on your phone, and choose the file here. Somebody writes down what you say.")
    more = gettext_lazy("Only those who make the story with you can hear it. It never goes on the site.")
    button = gettext_lazy("Add it")

    def act(self, form) -> str:
        services.add_recording(story=self.story, file=form.cleaned_data["file"], by=self.request.user)
        messages.success(self.request, _("It is there."))
        return page_of(self.story)


class OneRecording(PortalObject):
    queryset = Recording.objects.select_related("story__page")

    @property
    def back_url(self):
        return page_of(self.get_object().story)


class Hear(OneRecording, SingleObjectMixin, View):
    permission_required = "stories.write"
    http_method_names = ("get", "head")

    def get(self, request, *args, **kwargs):
        recording = self.get_object()
        return send(request, recording.file, recording.content_type, etag=recording.file_hash)


class TakeAway(PressOn, OneRecording, SingleObjectMixin, View):
    permission_required = "stories.take_recording_away"
    said = gettext_lazy("It is gone, and its file as well.")

    def do(self, recording, by):
        services.take_recording_away(recording=recording, by=by)
