"""Groups: the list, starting one, its page and the way to its parts, and what it is called."""

from datetime import timedelta

from django.contrib import messages
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import now
from django.utils.translation import gettext as _, gettext_lazy, ngettext
from django.views.generic import CreateView, DetailView, TemplateView, UpdateView

from portal.access import PortalObject, PortalView
from portal.drafts.keeping import Writes
from portal.groups import services
from portal.groups.forms.groups import ChangeForm, StartForm
from portal.groups.models import Group, GroupSeat, Meeting, Role
from portal.groups.now_and_then import now_and_then
from portal.groups.places import PARTS
from portal.groups.rules import group_of, look_as
from portal.groups.waiting import in_this_group
from portal.members.models import Answering, Enquiry
from portal.reciprocity.services import has_budget

NEW_FOR = timedelta(days=60)
NEXT = 3  # things to do, on the page of the group; all of them have a page of their own
SHOWN = 10  # of long lists, on other pages


def past_of(group):
    """Meetings that have begun, the newest first."""
    return group.meetings.filter(starts_at__lt=now(), called_off_at=None).order_by("-starts_at")


def page_of(group) -> str:
    return reverse("portal:groups:group", args=[group.pk])


def people_of(group) -> str:
    return reverse("portal:groups:people", args=[group.pk])


class AllGroups(PortalView, TemplateView):
    permission_required = "groups.list"
    template_name = "portal/groups/groups.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        mine = list(Group.objects.of(user).open().with_number())
        when = {}
        for meeting in Meeting.objects.filter(group__in=mine, starts_at__isnull=False).to_come():
            when.setdefault(meeting.group_id, meeting.starts_at)
        for group in mine:
            group.meets_at = when.get(group.pk)
        asking = list(Group.objects.asking(user))
        others = Group.objects.visible_to(user).open().exclude(pk__in=[one.pk for one in (*mine, *asking)])
        known = dict(GroupSeat.objects.filter(person=user).values_list("group", "state"))
        others = list(others.with_number())
        return super().get_context_data(
            mine=mine,
            finished=Group.objects.finished_for(user),
            asking=asking,
            others=[one for one in others if user.is_coordinator or self.may_ask(one, known.get(one.pk))],
            before=[one for one in others if not (user.is_coordinator or self.may_ask(one, known.get(one.pk)))],
            **kwargs,
        )

    @staticmethod
    def may_ask(group, state) -> bool:
        """Whether somebody may ask to join a group to which they have this seat, or none."""
        return group.anyone_may_ask and state in (None, GroupSeat.State.LEFT)


class InAGroup(PortalObject):
    """A group, or something of one. The rules are asked about it with the reader's seat in hand."""

    @cached_property
    def _object(self):
        found = super()._object
        look_as(self.request.user, found)
        return found

    @property
    def parts(self) -> list[dict]:
        """The parts of its group to which the reader may go, and what waits for them there."""
        group, user, waits = group_of(self.get_object()), self.request.user, self.waits()
        return [
            {"label": label, "url": reverse(f"portal:groups:{name}", args=[group.pk]), "waits": waits.get(name, [])}
            for name, label, permission in PARTS
            if user.has_perm(permission, group)
        ]

    def waits(self) -> dict[str, list[str]]:
        """In words, where the page knows of it."""
        return {}


class OneGroup(InAGroup):
    """One group; its pages lead back to it."""

    queryset = Group.objects.all()
    context_object_name = "group"

    @property
    def group(self) -> Group:
        return self.get_object()

    @property
    def back_url(self) -> str:
        return page_of(self.group)

    @property
    def seat(self) -> GroupSeat | None:
        """Of whoever is looking."""
        return self.group.seat_of_reader


class ShowGroup(OneGroup, DetailView):
    """What waits for the reader here, when it meets next, how many are here; all else is a part with its own page."""

    permission_required = "groups.see"
    template_name = "portal/groups/group.html"
    back_to = "portal:groups:list"

    @property
    def back_url(self):
        return reverse(self.back_to)

    @cached_property
    def many(self) -> dict[str, int]:
        """How many are in it, ask to be let in, or would like to know more."""
        others = ~Q(person=self.request.user)
        return self.group.seats.aggregate(
            here=Count("pk", filter=Q(state="yes")),
            asks=Count("pk", filter=Q(state="asks") & others),
            more=Count("pk", filter=Q(state="more") & others),
        )

    def waits(self):
        """Of whoever looks after the group, who waits for an answer."""
        asks, more = self.many["asks"], self.many["more"]
        said = []
        if asks:
            said.append(ngettext("%(n)d would like to join", "%(n)d would like to join", asks) % {"n": asks})
        if more:
            said.append(ngettext("%(n)d would like to know more", "%(n)d would like to know more", more) % {"n": more})
        return {"people": said} if self.request.user.has_perm("groups.keep", self.group) else {}

    def get_context_data(self, **kwargs):
        user, group = self.request.user, self.group
        keeps, sees = user.has_perm("groups.keep", group), user.has_perm("groups.see_who", group)
        meetings = list(Meeting.objects.visible_to(user).filter(group=group).to_come().prefetch_related("dates"))
        keepers = group.seats.taken().filter(roles__kind=Role.Kind.FACILITATOR).by_name()
        return super().get_context_data(
            seat=self.seat,
            keeps=keeps,
            sees=sees,
            many=self.many["here"],
            keepers=list(keepers),
            meetings=meetings,
            has_budget=user.has_perm("groups.see_budget", group) and has_budget(group.about),
            next_meeting=next((one for one in meetings if one.takes_items), None),
            **self.outside(keeps),
            **self.work(),
            **kwargs,
        )

    def outside(self, keeps) -> dict:
        """How many who are not here yet would like to take part, for whoever looks after it: neither who nor how to
        reach them, which those who answer know."""
        if not (keeps and self.group.shown_outside):
            return {}
        asking = Enquiry.objects.waiting().filter(part_in=self.group.about).count()
        return {"outside": asking, "who_answers": Answering.now().who_helps if asking else ""}

    def work(self) -> dict:
        """What waits for the reader, what is to be done, and the way in for whoever is new; for those in it."""
        group, seat = self.group, self.seat
        if not self.request.user.has_perm("groups.read_minutes", group):
            return {}
        is_new = seat.since is not None and (seat.caught_up_at is None or seat.since > now() - NEW_FOR)
        return {
            "needs": in_this_group(self.request.user, group),
            "actions": group.actions.open().readable_by(self.request.user).by_day().with_people()[:NEXT],
            **now_and_then(self.request.user, group),
            "is_new": is_new and (bool(group.outline) or past_of(group).exists()),
        }


class Start(Writes, PortalView, CreateView):
    permission_required = "groups.start"
    back_to = "portal:groups:list"
    form_class = StartForm
    heading = gettext_lazy("Start a group")
    lead = gettext_lazy("A name and a question are enough. Everything else you decide together, later.")
    button = gettext_lazy("Go on")
    keeps_about = "group:new"

    def act(self, form) -> str:
        said = {name: form.cleaned_data[name] for name in ("name", "question")}
        group = services.start(by=self.request.user, **said)
        messages.success(self.request, _("Your group is there. Now ask people."))
        return reverse("portal:groups:ask", args=[group.pk])


class Change(Writes, OneGroup, UpdateView):
    permission_required = "groups.keep"
    template_name = "portal/folded_form.html"
    form_class = ChangeForm
    heading = gettext_lazy("Change the group")

    @property
    def keeps_about(self):
        return self.group.about

    def act(self, form) -> str:
        said = {name: form.cleaned_data[name] for name in (*form.BOXES, "stood")}
        services.change(group=self.group, by=self.request.user, **said)
        messages.success(self.request, _("Saved."))
        return page_of(self.group)
