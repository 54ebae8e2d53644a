"""Who is here, three boxes an item, all of it on one page, "is this right?", and approving it next time."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import DetailView, FormView, View
from django.views.generic.detail import SingleObjectMixin

from portal.groups import services
from portal.groups.forms.minutes import CheckDownForm, CheckForm, MinuteForm, PresentForm
from portal.groups.models import Check, Meeting, Minute, Reply
from portal.groups.views.groups import PressOn, Writes
from portal.groups.views.meeting import OneMeeting

MORE = "more"


def minutes_of(meeting) -> str:
    return reverse("portal:groups:minutes", args=[meeting.pk])


class WhoIsHere(Writes, OneMeeting, SingleObjectMixin, FormView):
    permission_required = "groups.write_minutes"
    form_class = PresentForm
    heading = gettext_lazy("Who is here?")

    def get_form_kwargs(self):
        present = self.meeting.present.values_list("person", flat=True)
        seats = self.meeting.group.seats.taken().by_name()
        return super().get_form_kwargs() | {"seats": seats, "present": present}

    def get_context_data(self, **kwargs):
        self.object = self.meeting
        return super().get_context_data(**kwargs)

    def act(self, form) -> str:
        services.say_who_is_here(meeting=self.meeting, people=form.ticked, by=self.request.user)
        messages.success(self.request, _("Written down."))
        return self.back_url


class WriteItem(Writes, OneMeeting, SingleObjectMixin, FormView):
    """One item at a time; saving goes on to the next."""

    permission_required = "groups.write_minutes"
    template_name = "portal/groups/write_item.html"
    form_class = MinuteForm

    @property
    def back_url(self):
        return reverse("portal:groups:meeting", args=[self.meeting.pk])

    @property
    def keeps_about(self):
        return f"minute:{self.meeting.pk}-{self.item.pk}"

    @cached_property
    def items(self) -> list:
        return list(self.meeting.items.select_related("raised_by"))

    @cached_property
    def item(self):
        return get_object_or_404(self.meeting.items.select_related("raised_by"), pk=self.kwargs["item"])

    def get_form_kwargs(self):
        minute = Minute.objects.filter(meeting=self.meeting, item=self.item).first() or Minute()
        people = [seat.person for seat in self.meeting.group.seats.taken().by_name()]
        return super().get_form_kwargs() | {"minute": minute, "people": people}

    def get_context_data(self, **kwargs):
        self.object = self.meeting
        number = self.items.index(self.item)
        return super().get_context_data(
            item=self.item,
            number=number + 1,
            many=len(self.items),
            actions=self.meeting.actions.filter(item=self.item).select_related("owner"),
            votes=self.meeting.votes.filter(item=self.item),
            may_vote=services.may_vote_at(self.meeting),
            **kwargs,
        )

    def act(self, form) -> str:
        user = self.request.user
        said = {"meeting": self.meeting, "item": self.item, "by": user}
        both = services.write_minute(words=form.words, before=form.before, **said)
        if form.action:
            services.add_action(**said, **form.action)
        if both:
            words = _("Somebody wrote here at the same time. Both stand below: put them in order.")
            messages.warning(self.request, words)
            return self.here(self.item)
        messages.success(self.request, _("Saved."))
        return self.here(self.item) if self.request.POST.get("do") == MORE else self.next()

    def here(self, item) -> str:
        return reverse("portal:groups:write-item", args=[self.meeting.pk, item.pk])

    def next(self) -> str:
        after = self.items[self.items.index(self.item) + 1 :]
        return self.here(after[0]) if after else minutes_of(self.meeting)


class ShowMinutes(OneMeeting, DetailView):
    """All of it, with who was there, and what those who were there say of it."""

    permission_required = "groups.read_minutes"
    template_name = "portal/groups/minutes.html"

    def get_context_data(self, **kwargs):
        meeting = self.meeting
        items = list(meeting.items.select_related("raised_by"))
        written = {minute.item_id: minute for minute in meeting.written.all()}
        actions = {}
        for action in meeting.actions.select_related("owner"):
            actions.setdefault(action.item_id, []).append(action)
        decisions = meeting.decisions.select_related("rule", "meeting__group").prefetch_related("dissents__person")
        decisions = {decision.item_id: decision for decision in decisions}
        votes = {}
        for vote in meeting.votes.all():
            votes.setdefault(vote.item_id, []).append(vote)
        for item in items:
            item.minute, item.todo = written.get(item.pk), actions.get(item.pk, [])
            item.decision, item.ballot = decisions.get(item.pk), votes.get(item.pk, [])
        decided = next(iter(decisions.values()), None)  # who may say what they still think may say it of each
        digest = services.digest_of(meeting)
        checks = list(meeting.checks.select_related("person").order_by("person__known_as", "pk"))
        right = [one for one in checks if one.answer == Check.Answer.RIGHT and one.digest == digest]
        present = [one.person for one in meeting.present.select_related("person").order_by("person__known_as", "pk")]
        apologies = meeting.replies.filter(answer=Reply.Answer.APOLOGIES)
        answered = {one.person_id for one in checks if one.digest == digest}
        return super().get_context_data(
            group=meeting.group,
            items=items,
            says=decided is not None and self.request.user.has_perm("groups.still_think", decided),
            present=present,
            sorry=[one.person for one in apologies.select_related("person")],
            right=right,
            otherwise=[one for one in checks if one.answer == Check.Answer.NOT_RIGHT],
            mine=next((one for one in checks if one.person_id == self.request.user.pk and one.digest == digest), None),
            not_yet=[one for one in present if one.pk not in answered and one != self.request.user],
            **kwargs,
        )


class SendToCheck(PressOn, OneMeeting, SingleObjectMixin, View):
    permission_required = "groups.send_minutes"
    said = gettext_lazy("Everybody who was there is asked: is this right?")

    @property
    def back_url(self):
        return minutes_of(self.meeting)

    def do(self, meeting, by):
        services.send_to_check(meeting=meeting, by=by)


class Checking(Writes, OneMeeting, SingleObjectMixin, FormView):
    form_class = CheckForm

    @property
    def back_url(self):
        return minutes_of(self.meeting)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"digest": services.digest_of(self.meeting)}

    def get_context_data(self, **kwargs):
        self.object = self.meeting
        return super().get_context_data(**kwargs)

    def say(self, form, person) -> str:
        said = {name: form.cleaned_data[name] for name in ("answer", "words", "digest")}
        services.check(meeting=self.meeting, person=person, by=self.request.user, **said)
        messages.success(self.request, _("Thank you. It is written down."))
        return self.back_url


class SayIsRight(Checking):
    permission_required = "groups.check_minutes"
    heading = gettext_lazy("Is this right?")

    def act(self, form) -> str:
        return self.say(form, self.request.user)


class CheckDown(Checking):
    """Somebody had it read out, and said it to the one who writes it down."""

    permission_required = "groups.write_check_down"
    form_class = CheckDownForm

    @property
    def back_url(self):
        """A coordinator who is not in the group reads no minutes."""
        reads = self.request.user.has_perm("groups.read_minutes", self.meeting)
        return minutes_of(self.meeting) if reads else reverse("portal:groups:meeting", args=[self.meeting.pk])

    @cached_property
    def person(self):
        there = self.meeting.present.exclude(person=self.request.user).select_related("person")
        return get_object_or_404(there, person=self.kwargs["person"]).person

    @property
    def heading(self):
        return _("What %(name)s told you") % {"name": self.person}

    def act(self, form) -> str:
        return self.say(form, self.person)


class Approve(PressOn, OneMeeting, SingleObjectMixin, View):
    """Pressed at the next meeting: the URL says at which."""

    permission_required = "groups.approve_minutes"
    said = gettext_lazy("Approved. These minutes stay as they are.")

    @property
    def back_url(self):
        return reverse("portal:groups:meeting", args=[self.kwargs["at"]])

    def do(self, meeting, by):
        at = get_object_or_404(Meeting, pk=self.kwargs["at"], group=meeting.group, present__person=by)
        services.approve(meeting=meeting, at=at, by=by)
