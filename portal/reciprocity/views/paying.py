"""What whoever pays sets once in a while: rates by date, and how each kind is paid."""

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View
from django.views.generic.detail import SingleObjectMixin

from portal.access import PortalView
from portal.drafts.sending import Sends
from portal.files import csv_file
from portal.reciprocity import services
from portal.reciprocity.forms.paying import RateForm, WayForm
from portal.reciprocity.models import CostKind, FeeRate, MileageRate, Reward, RewardKind


class PlainForm(Sends):
    template_name = "portal/form.html"


class Rates(PlainForm, PortalView, FormView):
    """Each rate by date, and a form to add one from a day on. None is changed."""

    permission_required = "reciprocity.set_rates"
    template_name = "portal/reciprocity/rates.html"
    form_class = RateForm
    back_to = "portal:reciprocity:all"

    def get_context_data(self, **kwargs):
        miles = MileageRate.objects.select_related("kind").order_by("kind__order", "kind", "-since")
        return super().get_context_data(hours=FeeRate.objects.order_by("-since"), miles=miles, **kwargs)

    def act(self, form) -> str:
        services.set_rate(by=self.request.user, **form.said)
        messages.success(self.request, _("Saved. What was written down before keeps the rate it had."))
        return reverse("portal:reciprocity:rates")


class Ways(PortalView, TemplateView):
    permission_required = "reciprocity.set_ways"
    template_name = "portal/reciprocity/ways.html"
    back_to = "portal:reciprocity:all"

    def get_context_data(self, **kwargs):
        things, costs = (model.objects.filter(in_use=True) for model in (RewardKind, CostKind))
        return super().get_context_data(things=things, costs=costs, **kwargs)


class SetWay(PlainForm, PortalView, SingleObjectMixin, FormView):
    """Of one kind of thing or of cost: the address says which by its `queryset`."""

    permission_required = "reciprocity.set_ways"
    refused = Http404  # whether there is such a kind is not said either
    queryset = None
    form_class = WayForm
    back_to = "portal:reciprocity:ways"

    @cached_property
    def object(self):
        return self.get_object()

    def get_permission_object(self):
        """What is not there is not found, whoever asks."""
        return self.object

    @property
    def heading(self) -> str:
        return str(self.object)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"kind": self.object}

    def act(self, form) -> str:
        said = {name: form.cleaned_data[name] for name in ("way", "counts_as")}
        services.set_way(kind=self.object, by=self.request.user, **said)
        messages.success(self.request, _("Saved."))
        return self.back_url


class TakePayments(PortalView, View):
    """The answer is the file itself, so that nothing of it stays on the server; asked for twice, it comes twice."""

    permission_required = "reciprocity.take_payments_file"
    http_method_names = ("post",)

    def post(self, request):
        head = [_("Number"), _("Name"), _("What"), _("Pounds"), _("How it is paid"), _("By when"), _("Budget")]
        head += [_("In a file before, on")]
        rows = map(self.row, services.take_payments_file(by=request.user))
        response = csv_file("to-pay.csv", head, rows)
        response["Cache-Control"] = "no-store"
        return response

    def row(self, one) -> list:
        """A name only for whoever is paid: what somebody gives away is paid to whom they named."""
        of = one.offer if isinstance(one, Reward) else one
        name = getattr(one, "goes_to", "") or one.person
        amount = f"{one.taken_pence / 100:.2f}"
        return [
            one.about,
            name,
            one.kind,
            amount,
            one.kind.get_way_display(),
            one.by_when or "",
            of.budget or "",
            one.taken_on or "",
        ]


class SetWayOfThing(SetWay):
    queryset = RewardKind.objects.all()


class SetWayOfCost(SetWay):
    queryset = CostKind.objects.all()
