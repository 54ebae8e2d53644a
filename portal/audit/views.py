from django.urls import reverse
from django.views.generic import ListView

from portal.access import PortalList
from portal.audit.models import Entry
from portal.audit.telling import told


class MyTrail(PortalList, ListView):
    """What somebody did here, and what was done for them or about them. The newest stands first."""

    permission_required = "audit.see_own"
    template_name = "portal/audit/trail.html"
    queryset = Entry.objects.select_related("by", "on_behalf_of", "concerns").order_by("-at", "-pk")
    paginate_by = 20
    looks = False

    def get_queryset(self):
        entries, user = super().get_queryset(), self.request.user
        return entries.looks_at(user) if self.looks else entries.without_looks_at(user)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(looks=self.looks, here=self.request.path, **kwargs)
        ways = {"done": reverse("portal:trail:done"), "looked": reverse("portal:trail:looks")}
        return context | ways | {"told": told(context["page_obj"].object_list, user=self.request.user)}


class LooksAtMine(MyTrail):
    """When somebody else read what is this person's."""

    looks = True
