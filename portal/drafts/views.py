from django.http import Http404, JsonResponse
from django.views import View

from home.spoken import clock_time
from portal.access import PortalView
from portal.drafts import kinds, services


class KeepDraft(PortalView, View):
    """Autosave: keeps the fields posted here and says when, who else has the form open, and if it is open elsewhere."""

    permission_required = "drafts.keep_draft"
    refused = Http404
    http_method_names = ("post",)

    def get_permission_object(self):
        return self.kwargs["about"]

    def post(self, request, about):
        try:
            draft = services.keep(person=request.user, about=about, fields=request.POST)
        except services.TooLong:
            return JsonResponse({"error": "too-long"}, status=413)
        except services.AlreadySent:
            return JsonResponse({"error": "already-sent"}, status=409)
        others = [] if kinds.is_new(about) else services.say_i_am_here(person=request.user, about=about)
        elsewhere = services.is_kept_elsewhere(draft)
        return JsonResponse({"saved_at": clock_time(draft.saved_at), "others": others, "elsewhere": elsewhere})
