"""Costs: claiming one, looking at it, saying yes to it or sending it back."""

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import DetailView, FormView, View
from django.views.generic.detail import SingleObjectMixin

from home.serve import send
from portal.access import PortalView
from portal.drafts.keeping import Writes
from portal.reciprocity import services
from portal.reciprocity.forms.costs import CostDownForm, CostForm, SendBackForm
from portal.reciprocity.models import Budget
from portal.reciprocity.views.things import COSTS, OneThing, OnThing, PressThing


class Writing(Writes):
    template_name = "portal/folded_form.html"
    form_class = CostForm
    lead = gettext_lazy("What it costs you to take part, you get back. It is not income.")


class Claim(Writing, PortalView, FormView):
    permission_required = "reciprocity.claim"
    back_to = "portal:reciprocity:mine"
    keeps_about = "cost:new"
    heading = gettext_lazy("Get a cost back")
    button = gettext_lazy("Send it")

    def act(self, form) -> str:
        cost = services.claim(person=self.request.user, by=self.request.user, **form.said)
        messages.success(self.request, _("Sent. You see here how it goes on."))
        return services.path_of(cost)


class WriteCostDown(Writing, PortalView, FormView):
    """Told by phone, or handed in on paper."""

    permission_required = "reciprocity.write_cost_down"
    form_class = CostDownForm
    back_to = "portal:reciprocity:all"
    keeps_about = "cost-down:new"
    heading = gettext_lazy("Write down a cost for somebody")
    lead = gettext_lazy("They say whether it is right, and somebody says yes to it.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"by": self.request.user}

    def act(self, form) -> str:
        person = form.cleaned_data["person"]
        cost = services.claim(person=person, by=self.request.user, **form.said)
        messages.success(self.request, _("Saved. %(name)s is asked whether it is right.") % {"name": person})
        return services.path_of(cost)


class ShowCost(OneThing, DetailView):
    permission_required = "reciprocity.see"
    queryset = COSTS
    template_name = "portal/reciprocity/cost.html"
    back_url = PortalView.back_url

    @property
    def back_to(self):
        return "portal:reciprocity:mine" if self.is_mine else "portal:reciprocity:all"

    def get_context_data(self, **kwargs):
        cost = self.object
        undone = cost.givings.exclude(undone_at=None).order_by("-pk")
        expected = services.expected_by(cost) if cost.is_to_look_at else None
        has_budgets = not self.is_mine and Budget.objects.on(cost.on).exists()
        waits = self.is_mine and cost.is_to_look_at and self.request.user.pays
        asks = cost.state == "unconfirmed" and cost.by == self.request.user
        return super().get_context_data(
            is_mine=self.is_mine,
            undone=undone,
            expected=expected,
            has_budgets=has_budgets,
            shows_code=self.shows_code,
            nobody_else=waits and not self.who_else_pays(),
            others=self.who_else_pays() if asks else None,
            alike=COSTS.like(cost) if not self.is_mine and cost.is_to_look_at else [],
            **kwargs,
        )


class Receipt(OneThing, SingleObjectMixin, View):
    """To be opened or kept, so that nothing in it can act on our pages."""

    permission_required = "reciprocity.see"
    queryset = COSTS
    http_method_names = ("get", "head")

    def get(self, request, *args, **kwargs):
        cost = self.get_object()
        if not cost.file:
            raise Http404
        response = send(request, cost.file, cost.content_type, etag=cost.file_hash)
        response["Content-Disposition"] = content_disposition_header(True, cost.filename)
        return response


class PutRight(Writing, OneThing, SingleObjectMixin, FormView):
    permission_required = "reciprocity.put_right"
    queryset = COSTS
    heading = gettext_lazy("Put it right")
    button = gettext_lazy("Send it")

    @property
    def keeps_about(self):
        return self.get_object().about

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"cost": self.object}

    def act(self, form) -> str:
        services.put_right(cost=self.object, by=self.request.user, **form.said)
        messages.success(self.request, _("Sent. You see here how it goes on."))
        return self.back_url


class Confirm(PressThing):
    permission_required = "reciprocity.confirm"
    queryset = COSTS
    said = gettext_lazy("Thank you. You see here how it goes on.")

    def do(self, thing, by):
        services.confirm(cost=thing, by=by, seen=self.seen)


class ConfirmFor(Confirm):
    """They said so on the phone, to somebody else than who wrote it down."""

    permission_required = "reciprocity.confirm_for"
    said = gettext_lazy("Saved: they said that it is right.")


class DropCost(PressThing):
    permission_required = "reciprocity.drop_cost"
    queryset = COSTS
    said = gettext_lazy("It is gone, and its receipt as well.")

    @property
    def back_url(self):
        return reverse("portal:reciprocity:mine")

    def do(self, thing, by):
        services.drop_cost(cost=thing, by=by)


class Approve(PressThing):
    permission_required = "reciprocity.approve"
    queryset = COSTS
    said = gettext_lazy("They are told that you said yes, and by when they have it.")

    def do(self, thing, by):
        services.approve(cost=thing, by=by, seen=self.seen)


class SendBack(OnThing):
    permission_required = "reciprocity.approve"
    queryset = COSTS
    form_class = SendBackForm
    heading = gettext_lazy("Send it back")
    lead = gettext_lazy("They can put it right and send it again.")
    button = gettext_lazy("Send it back")

    def act(self, form) -> str:
        said = {name: form.cleaned_data[name] for name in ("why", "seen")}
        services.send_back(cost=self.object, by=self.request.user, **said)
        messages.success(self.request, _("They are told why."))
        return self.back_url
