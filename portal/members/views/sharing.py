"""The contact sheet: who lets members have which way to reach them; and where each person says so."""

from django.db.models import Prefetch
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy
from django.views.generic import ListView

from portal.access import PortalList
from portal.members import services
from portal.members.forms.sharing import COORDINATORS, MEMBERS, SharedForm
from portal.members.models import ChannelChoice, User
from portal.members.views.about import ChangeMe

ON_PAPER = 200


class ChangeShared(ChangeMe):
    permission_required = "members.share_contact"
    template_name = "portal/members/me/shared.html"
    form_class, heading = SharedForm, gettext_lazy("Who may have it?")

    def get_initial(self):
        shared = set(self.request.user.shared.values_list("what", flat=True))
        given = services.reachable_at(self.request.user)
        return {what: MEMBERS if what in shared else COORDINATORS for what in given}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"given": services.reachable_at(self.request.user)}

    def keep(self, form):
        services.share(**self.for_person, whats=form.whats)


class ContactSheet(PortalList, ListView):
    """The same for whoever looks: a supporter or a coordinator finds no more here than anybody else."""

    permission_required = "members.see_contact_sheet"
    template_name = "portal/members/people/contact_sheet.html"
    queryset = User.objects.select_related("about").prefetch_related(
        Prefetch("channel_choices", ChannelChoice.objects.for_one_person(), to_attr="choices"), "shared"
    )
    paginate_by = 20

    def get_queryset(self):
        return super().get_queryset().on_contact_sheet().order_by(Lower("known_as"), "pk")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"cards": [(person, ways_of(person)) for person in context["object_list"]]}


def ways_of(person):
    whats = {one.what for one in person.shared.all()}
    return services.shared_routes(person, choices=person.choices, whats=whats)


class PrintContactSheet(ContactSheet):
    """The whole sheet at once, as far as a sheet goes."""

    template_name = "portal/members/people/contact_sheet_print.html"
    paginate_by = ON_PAPER
    page_kwarg = "sheet"
