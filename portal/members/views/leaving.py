"""Taking a break, taking a copy along, and leaving for good."""

from allauth.core.exceptions import ReauthenticationRequired
from django.contrib import messages
from django.contrib.auth import logout
from django.http import FileResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from portal.access import PortalView
from portal.drafts.forms import KeyedForm
from portal.drafts.sending import Press
from portal.members import services
from portal.members.copies import packed
from portal.members.recent import ask_who_it_is


class OfMyself:
    """Put before PortalView: what somebody does with their own account only."""

    def get_permission_object(self):
        return self.request.user


class TakeABreak(OfMyself, Press, PortalView, View):
    permission_required = "members.take_break"

    def act(self) -> str:
        if "alone" not in self.request.POST and services.coordinates_alone(self.request.user):
            return reverse("portal:me:alone")
        services.take_a_break(person=self.request.user, by=self.request.user)
        return reverse("portal:home")


class TakeABreakAlone(OfMyself, PortalView, TemplateView):
    """The only coordinator is asked who looks after things meanwhile, and takes the break all the same if they like."""

    permission_required = "members.take_break"
    template_name = "portal/members/me/break_alone.html"

    def get(self, request, *args, **kwargs):
        if not services.coordinates_alone(request.user):
            return redirect("portal:me:about")
        return super().get(request, *args, **kwargs)


class ComeBack(OfMyself, Press, PortalView, View):
    permission_required = "members.take_break"

    def act(self) -> str:
        services.come_back(person=self.request.user, by=self.request.user)
        messages.success(self.request, _("Welcome back."))
        return reverse("portal:home")


class TakeACopy(OfMyself, PortalView, View):
    """The answer is the file itself, so that nothing of it stays on the server; asked for twice, it comes twice."""

    permission_required = "members.see_own_space"
    http_method_names = ("post",)

    def post(self, request):
        file = packed(services.take_a_copy(person=request.user))
        given = {"as_attachment": True, "filename": "copy.zip", "content_type": "application/zip"}
        return FileResponse(file, headers={"Cache-Control": "no-store"}, **given)


class IfSomebodyStays:
    """The only coordinator is asked to name another first."""

    def get_context_data(self, **kwargs):
        user = self.request.user
        only = services.is_only_coordinator(user)
        never_came = services.who_never_came(user) if only else []
        return super().get_context_data(only=only, never_came=never_came, **kwargs)


class Leave(IfSomebodyStays, OfMyself, PortalView, TemplateView):
    """What happens to somebody who leaves, said before anything does."""

    permission_required = "members.leave"
    template_name = "portal/members/me/leave.html"


class LeaveNow(IfSomebodyStays, OfMyself, PortalView, FormView):
    """One button, at once. Who it is was shown just now, or is shown first."""

    permission_required = "members.leave"
    template_name = "portal/members/me/leave_now.html"
    form_class = KeyedForm

    def get(self, request, *args, **kwargs):
        ask_who_it_is(request)
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        try:
            ask_who_it_is(request)
        except ReauthenticationRequired:
            return redirect("portal:me:leave-now")  # allauth would press the button by itself afterwards
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        """What was sent is not kept, as for other forms: nothing of the person is. The session ends with them."""
        try:
            services.leave(person=self.request.user)
        except services.OnlyCoordinator as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        logout(self.request)
        return redirect("you_have_left")
