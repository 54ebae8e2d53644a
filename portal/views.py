from django.contrib.auth.views import redirect_to_login
from django.shortcuts import render
from django.views.generic import TemplateView

from portal.access import PortalView
from portal.needs import needs_of


class Home(PortalView, TemplateView):
    """The first screen after signing in: what waits for me, then where I can go."""

    permission_required = "members.see_own_space"
    template_name = "portal/home.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(needs=needs_of(self.request.user), **kwargs)


def cms_sign_in(request):
    """The CMS's way to the one door. Somebody signed in who may not edit is told so, not sent round in circles."""
    if request.user.is_authenticated:
        return render(request, "403.html", status=403)
    return redirect_to_login(request.GET.get("next", "/cms/"), login_url="account_login")
