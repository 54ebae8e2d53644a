"""What's on, and something to do: lists for everybody, and the plain forms behind them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import CreateView, DetailView, TemplateView, UpdateView, View
from django.views.generic.detail import SingleObjectMixin

from portal.access import PortalObject, PortalView
from portal.drafts.keeping import KeepsWords
from portal.drafts.sending import Press
from portal.members import services
from portal.members.forms.doings import FindForm, GatheringForm, OneOffForm
from portal.members.models import LASTS, Gathering, Line, OneOff
from portal.openings import openings_for
from portal.whats_on import happenings_for

PER_PAGE = 20


class WhatsOn(PortalView, TemplateView):
    permission_required = "members.see_whats_on"
    template_name = "portal/members/doings/whats_on.html"

    def get_context_data(self, **kwargs):
        pages = Paginator(happenings_for(self.request.user, after=timezone.now() - LASTS), PER_PAGE)
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


# --- One of them ------------------------------------------------------------------------------------------------------
GATHERINGS, ONE_OFFS = Gathering.objects.select_related("by"), OneOff.objects.select_related("by")
OWN_PAGE = {Gathering: "portal:doings:gathering", OneOff: "portal:doings:one-off"}
LISTED_ON = {Gathering: "portal:doings:whats-on", OneOff: "portal:doings:find"}


def own_url(doing) -> str:
    return reverse(OWN_PAGE[type(doing)], args=[doing.pk])


class One(PortalObject):
    """Something to come to, or something to do: the URLs say which."""

    permission_required = "members.see_whats_on"
    context_object_name = "doing"
    queryset = None

    @property
    def back_url(self):
        return own_url(self.get_object())


class ShowDoing(One, DetailView):
    """How many said yes is for everybody; who, for whoever looks after it."""

    template_name = "portal/members/doings/doing.html"

    @property
    def back_url(self):
        return reverse(LISTED_ON[type(self.object)])

    def get_context_data(self, **kwargs):
        keeps = self.request.user.has_perm("members.keep_doing", self.object)
        yeses = list(self.object.yeses)
        mine = any(one.person_id == self.request.user.pk for one in yeses)
        names = yeses if keeps else []
        return super().get_context_data(keeps=keeps, many=len(yeses), names=names, said_yes=mine, **kwargs)


class KeepDoing(KeepsWords):
    """Writing one down, new or changed."""

    template_name = "portal/form.html"

    def form_valid(self, form):
        return self.once(lambda: self.act(form))

    def act(self, form) -> str:
        doing = form.save(commit=False)
        try:
            services.keep_doing(doing=doing, interests=form.cleaned_data["interests"], by=self.request.user)
        except services.TooLate as refusal:  # it is gone
            messages.warning(self.request, str(refusal))
            return reverse(LISTED_ON[type(doing)])
        messages.success(self.request, _("Saved. Everybody who is here can see it."))
        return own_url(doing)


class Add(KeepDoing, PortalView, CreateView):
    permission_required = "members.add_doing"


class AddGathering(Add):
    form_class, back_to = GatheringForm, "portal:doings:whats-on"
    heading = gettext_lazy("Add something that is on")
    keeps_about = "gathering:new"


class AddOneOff(Add):
    form_class, back_to = OneOffForm, "portal:doings:find"
    heading = gettext_lazy("Ask for a hand")
    keeps_about = "one-off:new"


class Change(KeepDoing, One, UpdateView):
    permission_required = "members.keep_doing"
    form_classes = {Gathering: GatheringForm, OneOff: OneOffForm}

    @property
    def heading(self):
        return _("Change what is on") if isinstance(self.object, Gathering) else _("Change what there is to do")

    @property
    def keeps_about(self):
        return services.kept_about(self.get_object())

    def get_form_class(self):
        return self.form_classes[type(self.object)]


# --- Buttons ----------------------------------------------------------------------------------------------------------
class PressOn(Press, One, SingleObjectMixin, View):
    def act(self) -> str:
        try:
            self.do(self.get_object(), self.request.user)
        except services.TooLate as refusal:
            messages.warning(self.request, str(refusal))
        else:
            messages.success(self.request, self.said)
        return self.back_url


class SayYes(PressOn):
    said = gettext_lazy("Thank you. Whoever looks after it sees your name.")

    def do(self, doing, by):
        services.say_yes(doing=doing, by=by)


class TakeYesBack(PressOn):
    said = gettext_lazy("That is fine. You are off the list.")

    def do(self, doing, by):
        services.take_yes_back(doing=doing, by=by)


class LookAfter(PressOn):
    """Whoever put it on has left."""

    permission_required = "members.look_after_doing"
    said = gettext_lazy("Thank you. You look after it now.")

    def do(self, doing, by):
        services.look_after(doing=doing, by=by)


class CallOff(PressOn):
    permission_required, queryset = "members.keep_doing", GATHERINGS
    said = gettext_lazy("Called off. It stays on the list, and everybody who said they are coming is told.")

    def do(self, doing, by):
        services.call_off(gathering=doing, by=by)


class Close(PressOn):
    permission_required, queryset = "members.keep_doing", ONE_OFFS
    said = gettext_lazy("It is off the list of things to do.")

    def do(self, doing, by):
        services.close(one_off=doing, by=by)
