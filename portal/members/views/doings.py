"""What's on, and something to do: lists for everybody, and the plain forms behind them."""

from datetime import timedelta

from django.contrib import messages
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import CreateView, DetailView, TemplateView, UpdateView, View
from django.views.generic.detail import SingleObjectMixin

from portal.access import PortalObject, PortalView
from portal.drafts.sending import Press, SentOnce
from portal.members import services
from portal.members.forms.doings import FindForm, GatheringForm, OneOffForm
from portal.members.models import Gathering, Line, OneOff
from portal.openings import openings_for
from portal.whats_on import happenings_for

PER_PAGE = 20


class WhatsOn(PortalView, TemplateView):
    permission_required = "members.see_whats_on"
    template_name = "portal/members/doings/whats_on.html"

    def get_context_data(self, **kwargs):
        since = timezone.now() - timedelta(hours=3)  # what began at two is still on at four
        pages = Paginator(happenings_for(self.request.user, after=since), PER_PAGE)
        return super().get_context_data(page_obj=pages.get_page(self.request.GET.get("page")), **kwargs)


class FindSomething(PortalView, TemplateView):
    """Everything that is open, what shares most with my interests first."""

    permission_required = "members.find_something"
    template_name = "portal/members/doings/find.html"

    def get_context_data(self, **kwargs):
        search = FindForm(self.request.GET)
        words = search.cleaned_data["q"].casefold() if search.is_valid() else ""
        mine = Line.objects.interests_of(self.request.user)
        found = openings_for(self.request.user, interests=mine)
        found = [one for one in found if words in f"{one.title} {one.words}".casefold()]
        page = Paginator(found, PER_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(search=search, page_obj=page, mine=mine, **kwargs)


# --- Gatherings -------------------------------------------------------------------------------------------------------
class OneGathering(PortalObject):
    queryset = Gathering.objects.select_related("by")
    context_object_name = "gathering"


class ShowGathering(OneGathering, DetailView):
    permission_required = "members.see_whats_on"
    template_name = "portal/members/doings/gathering.html"


class KeepDoing(SentOnce):
    """Writing one down, new or changed."""

    template_name = "portal/members/doings/form.html"

    def form_valid(self, form):
        return self.once(lambda: self.act(form))

    def act(self, form) -> str:
        doing = form.save(commit=False)
        services.keep_doing(doing=doing, interests=form.cleaned_data["interests"], by=self.request.user)
        messages.success(self.request, _("Saved. Everybody who is here can see it."))
        return reverse(self.own_url_name, args=[doing.pk])


class AddGathering(KeepDoing, PortalView, CreateView):
    permission_required = "members.add_doing"
    form_class, own_url_name = GatheringForm, "portal:doings:gathering"
    extra_context = {"heading": gettext_lazy("Something new that is on")}


class ChangeGathering(KeepDoing, OneGathering, UpdateView):
    permission_required = "members.keep_doing"
    form_class, own_url_name = GatheringForm, "portal:doings:gathering"
    extra_context = {"heading": gettext_lazy("Change what is on")}


class CallOff(Press, OneGathering, SingleObjectMixin, View):
    permission_required = "members.keep_doing"

    def act(self) -> str:
        services.call_off(gathering=self.get_object(), by=self.request.user)
        messages.success(self.request, _("Called off. It stays on the list, so that nobody comes in vain."))
        return reverse("portal:doings:gathering", args=[self.get_object().pk])


# --- One-off things ---------------------------------------------------------------------------------------------------
class One(PortalObject):
    queryset = OneOff.objects.select_related("by")
    context_object_name = "one_off"


class ShowOneOff(One, DetailView):
    permission_required = "members.find_something"
    template_name = "portal/members/doings/one_off.html"

    def get_context_data(self, **kwargs):
        keeps = self.request.user.has_perm("members.keep_doing", self.object)
        offered = self.object.offered.select_related("person").order_by("pk")
        mine = any(one.person_id == self.request.user.pk for one in offered)
        return super().get_context_data(offered=offered if keeps else [], offered_by_me=mine, **kwargs)


class AddOneOff(KeepDoing, PortalView, CreateView):
    permission_required = "members.add_doing"
    form_class, own_url_name = OneOffForm, "portal:doings:one-off"
    extra_context = {"heading": gettext_lazy("Something new to do")}


class ChangeOneOff(KeepDoing, One, UpdateView):
    permission_required = "members.keep_doing"
    form_class, own_url_name = OneOffForm, "portal:doings:one-off"
    extra_context = {"heading": gettext_lazy("Change what there is to do")}


class PressOnOneOff(Press, One, SingleObjectMixin, View):
    permission_required = "members.find_something"

    def act(self) -> str:
        self.do(one_off=self.get_object(), by=self.request.user)
        messages.success(self.request, self.said)
        return reverse("portal:doings:one-off", args=[self.get_object().pk])


class OfferAHand(PressOnOneOff):
    do, said = staticmethod(services.offer_a_hand), gettext_lazy("Thank you. Whoever asked for it is told.")


class TakeHandBack(PressOnOneOff):
    do, said = staticmethod(services.take_hand_back), gettext_lazy("That is fine. You are off the list.")


class Close(PressOnOneOff):
    permission_required = "members.keep_doing"
    do, said = staticmethod(services.close), gettext_lazy("It is off the list of things to do.")
