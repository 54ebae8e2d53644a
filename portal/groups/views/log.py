"""What a group decided, what came of it, and what is to be done: on a page, on paper, and as a file."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, F, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import DetailView, FormView, View
from django.views.generic.detail import SingleObjectMixin

from portal.drafts.keeping import Writes
from portal.files import csv_file
from portal.groups import services
from portal.groups.forms.minutes import OutcomeForm
from portal.groups.models import Action, Decision, Minute
from portal.groups.views.groups import InAGroup, OneGroup, past_of

PER_PAGE = 50
SHOWN = ("decided", "meeting__starts_at", "meeting__approved_at", "item__what")


def decided_by(group, user):
    """What a group decided, the newest first, without what is only for those who were there."""
    found = Minute.objects.visible_to(user).filter(meeting__group=group).exclude(decided="")
    found = found.filter(item__confidential=False).select_related("meeting", "item")
    return found.order_by("-meeting__starts_at", "item__order", "pk")


class OfGroup(OneGroup, SingleObjectMixin):
    permission_required = "groups.read_minutes"


class InPages(OneGroup, DetailView):
    """A long list of one group."""

    permission_required = "groups.read_minutes"

    def get_context_data(self, **kwargs):
        page = Paginator(self.found(), PER_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(page_obj=page, **kwargs)


def _addresses(name: str):
    """From a number to its address: put together once, since a long list asks for a hundred of them."""
    before, after = reverse(name, args=[0]).split("/0/")
    return lambda number: f"{before}/{number}/{after}"


class Log(InPages):
    template_name = "portal/groups/log.html"

    def found(self):
        return decided_by(self.group, self.request.user).only(*SHOWN).prefetch_related("outcomes__by")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        shown = list(context["page_obj"])
        minutes, outcome = _addresses("portal:groups:minutes"), _addresses("portal:groups:outcome")
        decisions = Decision.objects.filter(meeting__in=[one.meeting_id for one in shown])
        decisions = decisions.only("meeting", "item", "how", "reasons")
        decisions = {(one.meeting_id, one.item_id): one for one in decisions}
        for one in shown:
            one.more = decisions.get((one.meeting_id, one.item_id))
            one.minutes_url, one.outcome_url = minutes(one.meeting_id), outcome(one.pk)
        return context | {"shown": shown}


class AllActions(InPages):
    """What is to be done first, by day; then what is done."""

    template_name = "portal/groups/actions.html"

    def found(self):
        closed = Case(When(state=Action.State.OPEN, then=0), default=1)
        found = self.group.actions.exclude(item__confidential=True).annotate(closed=closed).with_people()
        return found.order_by("closed", F("due_on").asc(nulls_last=True), "pk")


class AllMeetings(InPages):
    template_name = "portal/groups/meetings.html"

    def found(self):
        return past_of(self.group)


class DecisionsFile(OfGroup, View):
    def get(self, request, *args, **kwargs):
        group = self.group
        decisions = {(one.meeting_id, one.item_id): one for one in Decision.objects.filter(meeting__group=group)}
        head = [_("Day"), _("What it is about"), _("What we decided"), _("How"), _("Why"), _("We look at it again")]
        rows = []
        for minute in decided_by(group, request.user):
            more = decisions.get((minute.meeting_id, minute.item_id))
            rest = [more.get_how_display(), more.reasons, more.review_on or ""] if more else ["", "", ""]
            day = timezone.localdate(minute.meeting.starts_at) if minute.meeting.starts_at else ""
            rows.append([day, minute.item.what, minute.decided, *rest])
        return csv_file("decisions.csv", head, rows)


class ActionsFile(OfGroup, View):
    def get(self, request, *args, **kwargs):
        head = [_("What is to be done"), _("Who does it"), _("By"), _("How it is")]
        found = self.group.actions.exclude(item__confidential=True).by_day().with_people()
        rows = [[one.what, _names(one), one.due_on or "", one.get_state_display()] for one in found]
        return csv_file("actions.csv", head, rows)


def _names(action) -> str:
    return ", ".join(str(person) for person, _said in action.owners)


class SayOutcome(Writes, InAGroup, SingleObjectMixin, FormView):
    permission_required = "groups.say_outcome"
    queryset = Minute.objects.select_related("meeting__group", "item")
    form_class = OutcomeForm
    heading = gettext_lazy("What came of it")

    @property
    def minute(self) -> Minute:
        return self.get_object()

    @property
    def lead(self):
        return self.minute.decided

    @property
    def keeps_about(self):
        return f"outcome:{self.minute.pk}"

    @property
    def back_url(self):
        return reverse("portal:groups:log", args=[self.minute.meeting.group_id])

    def act(self, form) -> str:
        services.say_what_came_of_it(minute=self.minute, words=form.cleaned_data["words"], by=self.request.user)
        messages.success(self.request, _("It stands under the decision."))
        return self.back_url
