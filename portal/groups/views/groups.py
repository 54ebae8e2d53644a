"""Groups: the list, starting one, its page, and what it is called."""

from datetime import timedelta

from django.contrib import messages
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import now
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import CreateView, DetailView, TemplateView, UpdateView

from portal.access import PortalObject, PortalView
from portal.drafts.keeping import KeepsWords
from portal.drafts.sending import Press
from portal.groups import services
from portal.groups.forms.groups import ChangeForm, StartForm
from portal.groups.models import Card, Group, GroupSeat, Meeting, Role
from portal.groups.models.cards import OUTLINE
from portal.groups.places import role_word
from portal.groups.rules import look_as
from portal.members.models import Answering, Enquiry
from portal.refusal import Refusal
from portal.words import word

NEW_FOR = timedelta(days=60)
SHOWN = 10  # of long lists, on the page of the group; all of them have pages of their own


def past_of(group):
    """Meetings that have begun, the newest first."""
    return group.meetings.filter(starts_at__lt=now(), called_off_at=None).order_by("-starts_at")


def page_of(group) -> str:
    return reverse("portal:groups:group", args=[group.pk])


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
    """Its question, when it meets, and, for those in it, who is here."""

    permission_required = "groups.see"
    template_name = "portal/groups/group.html"
    back_to = "portal:groups:list"

    @property
    def back_url(self):
        return reverse(self.back_to)

    def get_context_data(self, **kwargs):
        user, group, seat = self.request.user, self.group, self.seat
        keeps, sees = user.has_perm("groups.keep", group), user.has_perm("groups.see_who", group)
        meetings = list(Meeting.objects.visible_to(user).filter(group=group).to_come().prefetch_related("dates"))
        seats = list(group.seats.by_name().select_related("person__about").prefetch_related("roles"))
        here = [one for one in seats if one.is_taken]
        mine = {role.kind for role in seat.roles.all()} if seat else set()
        return super().get_context_data(
            seat=seat,
            keeps=keeps,
            sees=sees,
            here=here if sees else [],
            many=len(here),
            keepers=[one for one in here if any(role.kind == "facilitator" for role in one.roles.all())],
            **self.outside(keeps),
            waiting=[one for one in seats if one.is_asked and one.person_id != user.pk] if keeps else [],
            asking=[one for one in seats if one.state == "asks" and one.person_id != user.pk] if keeps else [],
            roles=[(kind.value, word(role_word(kind), self.request), kind in mine) for kind in Role.Kind],
            **self.work(),
            meetings=meetings,
            next_meeting=next((one for one in meetings if one.takes_items), None),
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
        """What is to be done and what was said, for those in it."""
        group = self.group
        if not self.request.user.has_perm("groups.read_minutes", group):
            return {}
        return self.cards() | {
            "actions": group.actions.open().readable_by(self.request.user).by_day().with_people()[:SHOWN],
            "later": group.items.saved_for_later().select_related("parked_by")[:SHOWN],
            "past": past_of(group)[:SHOWN],
        }

    def cards(self) -> dict:
        """What they decided together, and what they have not written down yet; and the way in for whoever is new."""
        group, seat = self.group, self.seat
        written = group.cards
        return {
            "outline_cards": [card for card in OUTLINE if card in written],
            "cards": [(card, written[card]) for card in Card if card in written and card not in OUTLINE],
            "open_cards": [card for card in Card if card not in written],
            "is_new": seat.caught_up_at is None or seat.changed_at > now() - NEW_FOR,
        }


class Writes(KeepsWords):
    """A form that keeps words, with what a verb refuses said above it."""

    template_name = "portal/form.html"

    def form_valid(self, form):
        try:
            return self.once(lambda: self.act(form))
        except Refusal as refusal:
            form.add_error(None, str(refusal))
            return self.render_to_response(self.get_context_data(form=form), status=409)


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
    form_class = ChangeForm
    heading = gettext_lazy("Change the group")

    @property
    def keeps_about(self):
        return self.group.about

    def act(self, form) -> str:
        said = {name: form.cleaned_data[name] for name in ("name", "question", "anyone_may_ask", "interests")}
        services.change(group=self.group, by=self.request.user, **said)
        messages.success(self.request, _("Saved."))
        return page_of(self.group)


class PressOn(Press):
    """A button on a group, a seat or a meeting. Put before the gate."""

    said = ""

    def act(self) -> str:
        try:
            self.do(self.get_object(), self.request.user)
        except Refusal as refusal:
            messages.warning(self.request, str(refusal))
        else:
            messages.success(self.request, self.said)
        return self.back_url
