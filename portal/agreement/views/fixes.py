"""Looking at a small fix, saying that one has seen it, putting it back."""

from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import DetailView, View
from django.views.generic.detail import SingleObjectMixin

from portal.access import PortalObject
from portal.agreement import services
from portal.agreement.comparing import Change, compare_pages
from portal.agreement.models import SmallFix
from portal.drafts.sending import Press
from portal.refusal import Refusal


class OneFix(PortalObject):
    queryset = SmallFix.objects.select_related("page", "by", "undone_by", "before", "after")
    context_object_name = "fix"


class ShowFix(OneFix, DetailView):
    permission_required = "agreement.see_small_fix"
    template_name = "portal/agreement/fix.html"

    def get_context_data(self, **kwargs):
        fix = self.object
        told = fix.tellings.filter(person=self.request.user, seen_at=None).exists()
        return super().get_context_data(changes=_changes_of(fix), told=told, **kwargs)


def _changes_of(fix) -> list[Change]:
    if not (fix.before and fix.after):
        return []
    return compare_pages(fix.before.as_object(), fix.after.as_object())


class SeeFix(Press, OneFix, SingleObjectMixin, View):
    permission_required = "agreement.see_small_fix"

    def act(self) -> str:
        services.see_small_fix(fix=self.get_object(), by=self.request.user)
        return reverse("portal:home")


class UndoFix(Press, OneFix, DetailView):
    """Open to whoever may see the fix: that it is too late, or done, is said in words."""

    permission_required = "agreement.see_small_fix"
    template_name = "portal/agreement/fix.html"

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        try:
            return super().post(request, *args, **kwargs)
        except Refusal as refusal:
            return self.refused(refusal)

    def act(self) -> str:
        services.undo_small_fix(fix=self.object, by=self.request.user)
        messages.success(self.request, _("Put back. The site says again what it said before."))
        return reverse("portal:pages:fix", args=[self.object.pk])

    def refused(self, refusal):
        """Say why, and show what the fix put in beside what the site says now."""
        changes = _changes_of(self.object)
        now = compare_pages(self.object.after.as_object(), self.object.page.specific) if self.object.after else []
        context = self.get_context_data(changes=changes, refusal=str(refusal), now=now)
        return self.render_to_response(context, status=409)
