from django.contrib.auth.views import redirect_to_login
from django.http import JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views import View
from django.views.generic import TemplateView

from portal.access import PortalView
from portal.advice import advice_on
from portal.nav import entries_for
from portal.needs import AT_FIRST, needs_of
from portal.today import due_for, facts
from portal.whats_on import happenings_for

NEXT = 3  # of what is on, on the home


class Home(PortalView, TemplateView):
    """The first screen after signing in: what waits for me, what is on, then where I can go."""

    permission_required = "members.see_own_space"
    template_name = "portal/home.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        happenings = happenings_for(user, after=timezone.now())[:NEXT]
        every = entries_for(self.request)
        places, more = [one for one in every if one.in_menu], [one for one in every if not one.in_menu]
        needs = needs_of(user)
        shown = needs if "all" in self.request.GET else needs[:AT_FIRST]
        return super().get_context_data(
            needs=shown, hidden=len(needs) - len(shown), happenings=happenings, places=places, more=more, **kwargs
        )


class Today(PortalView, TemplateView):
    """What waits for the coordinators by date, and whether the site itself is well."""

    permission_required = "members.see_today"
    template_name = "portal/today.html"

    def get_context_data(self, **kwargs):
        today = timezone.localdate()
        return super().get_context_data(groups=due_for(self.request.user), facts=facts(), today=today, **kwargs)


class AdviceOnWords(PortalView, View):
    """Advice on the words somebody is writing, as a piece of a page."""

    permission_required = "members.see_own_space"
    http_method_names = ("post",)

    def post(self, request):
        return render(
            request,
            "home/cms/_advice.html",
            {"found": advice_on(request.POST.get("words", ""), easy="easy" in request.GET)},
        )


class Stay(PortalView, View):
    """Pressed to stay signed in: the session is kept for another hour by being used."""

    permission_required = "members.see_own_space"
    http_method_names = ("post",)

    def post(self, request):
        return JsonResponse({"seconds": request.signed_in_for})


def cms_sign_in(request):
    """The CMS's way to the one door. Somebody signed in who may not edit is told so, not sent round in circles."""
    if request.user.is_authenticated:
        return render(request, "403.html", status=403)
    return redirect_to_login(request.GET.get("next", "/cms/"), login_url="account_login")
