"""Who is here, three boxes an item, all of it on one page, "is this right?", and approving it next time."""

from collections import defaultdict

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import DetailView, FormView, View
from django.views.generic.detail import SingleObjectMixin

from portal.groups import services
from portal.groups.forms.minutes import (
    CheckDownForm,
    CheckForm,
    CorrectionForm,
    DeclareForm,
    MinuteForm,
    PresentForm,
    ViewForm,
)
from portal.groups.models import Check, Meeting, Minute, Reply
from portal.groups.rules import may_read_item
from portal.groups.views.groups import PressOn, Writes
from portal.groups.views.meeting import OneMeeting

MORE = "more"
SAVES_FIRST = {"decision", "hear-view", "open-vote"}  # where buttons of the form lead when its words are saved


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

    def act(self, form) -> str:
        services.say_who_is_here(meeting=self.meeting, people=form.ticked, before=form.shown, by=self.request.user)
        messages.success(self.request, _("Written down."))
        return self.back_url


class OfAnItem(Writes, OneMeeting, SingleObjectMixin, FormView):
    """Something about one item of a meeting: the URL says which. What is only for those who were there is for nobody
    else, also while nobody is ticked."""

    @cached_property
    def item(self):
        item = get_object_or_404(self.meeting.items.select_related("raised_by"), pk=self.kwargs["item"])
        if not may_read_item(self.request.user, item, self.meeting):
            raise PermissionDenied(services.NotThere.sentence)
        return item

    @property
    def lead(self):
        return self.item.called

    @property
    def back_url(self):
        return reverse("portal:groups:write-item", args=[self.meeting.pk, self.item.pk])


class WriteItem(OfAnItem):
    """One item at a time; saving goes on to the next."""

    permission_required = "groups.write_minutes"
    template_name = "portal/groups/write_item.html"
    form_class = MinuteForm

    @property
    def back_url(self):
        return reverse("portal:groups:meeting", args=[self.meeting.pk])

    @property
    def keeps_about(self):
        return f"minute:{self.meeting.pk}-{self.kwargs['item']}"  # also when it is not there any more

    @cached_property
    def items(self) -> list:
        return list(self.meeting.items.select_related("raised_by"))

    def get_form_kwargs(self):
        minute = Minute.objects.filter(meeting=self.meeting, item=self.item).first() or Minute()
        people = [seat.person for seat in self.meeting.group.seats.taken().by_name()]
        return super().get_form_kwargs() | {"minute": minute, "people": people}

    def get_context_data(self, **kwargs):
        number = self.items.index(self.item)
        return super().get_context_data(
            item=self.item,
            number=number + 1,
            many=len(self.items),
            actions=self.meeting.actions.filter(item=self.item).with_people(),
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
        goes_to = self.request.POST.get("do", "")
        if goes_to in SAVES_FIRST:
            return reverse(f"portal:groups:{goes_to}", args=[self.meeting.pk, self.item.pk])
        return self.here(self.item) if goes_to == MORE else self.next()

    def here(self, item) -> str:
        return reverse("portal:groups:write-item", args=[self.meeting.pk, item.pk])

    def next(self) -> str:
        after = self.items[self.items.index(self.item) + 1 :]
        return self.here(after[0]) if after else minutes_of(self.meeting)


class Declare(Writes, OneMeeting, SingleObjectMixin, FormView):
    permission_required = "groups.write_minutes"
    form_class = DeclareForm
    heading = gettext_lazy("Something to declare")

    def get_initial(self):
        mine = self.meeting.present.filter(person=self.request.user).first()
        return {"words": mine.declared if mine else ""}

    def act(self, form) -> str:
        words = form.cleaned_data["words"]
        services.declare(meeting=self.meeting, words=words, by=self.request.user)
        messages.success(self.request, _("It stands in the minutes.") if words else _("Nothing of you stands there."))
        return self.back_url


class HearView(OfAnItem):
    """A view that is to be heard, also when it was decided otherwise."""

    permission_required = "groups.write_minutes"
    form_class = ViewForm
    heading = gettext_lazy("A view to be heard")

    def once(self, act):
        """Of a view without a name no form that was sent is noted; the same words twice are one view."""
        return super().once(act) if self.request.POST.get("named") else redirect(act())

    def act(self, form) -> str:
        services.hear_view(meeting=self.meeting, item=self.item, by=self.request.user, **_given(form))
        messages.success(self.request, _("It stands in the minutes."))
        return minutes_of(self.meeting)


def _given(form) -> dict:
    return {name: form.cleaned_data[name] for name in ("words", "named")}


class ShowMinutes(OneMeeting, DetailView):
    """All of it, with who was there, and what those who were there say of it."""

    permission_required = "groups.read_minutes"
    template_name = "portal/groups/minutes.html"

    def get_context_data(self, **kwargs):
        meeting, user = self.meeting, self.request.user
        there = list(meeting.present.select_related("person").order_by("person__known_as", "pk"))
        meeting.there = {one.person_id for one in there}
        items = list(meeting.items.select_related("raised_by"))
        minutes, actions = list(meeting.written.all()), list(meeting.actions.with_people())
        views = list(meeting.views_heard.select_related("person"))
        decisions = self.put_together(items, minutes, actions, views)
        digest = services.digest_from(minutes, actions, there, decisions, views)
        checks = list(meeting.checks.select_related("person").order_by("person__known_as", "pk"))
        to_these_words = [one for one in checks if one.digest == digest]
        answered = {one.person_id for one in to_these_words} | {user.pk}
        apologies = meeting.replies.filter(answer=Reply.Answer.APOLOGIES).select_related("person")
        return super().get_context_data(
            group=meeting.group,
            items=items,
            there=there,
            sorry=[one.person for one in apologies],
            right=[one for one in to_these_words if one.answer == Check.Answer.RIGHT],
            otherwise=[one for one in checks if one.answer == Check.Answer.NOT_RIGHT],
            corrections=meeting.corrections.select_related("by"),
            mine=next((one for one in to_these_words if one.person_id == user.pk), None),
            not_yet=[one.person for one in there if one.person_id not in answered],
            **kwargs,
        )

    def put_together(self, items, minutes, actions, views) -> list:
        """Beside each item what was written about it, unless it is only for those who were there. The decisions."""
        meeting, by_number = self.meeting, {item.pk: item for item in items}
        for minute in minutes:
            minute.item = by_number[minute.item_id]
        decisions = meeting.decisions.select_related("rule").prefetch_related("dissents__person")
        votes = meeting.votes.select_related("rule")
        written, todo, votes, views, decided = map(_by_item, (minutes, actions, votes, views, decisions))
        for item in items:
            item.kept_among_us = not may_read_item(self.request.user, item, meeting)
            if item.kept_among_us:
                continue
            item.minute, item.decision = (next(iter(rows[item.pk]), None) for rows in (written, decided))
            item.todo, item.ballot, item.views = todo[item.pk], votes[item.pk], views[item.pk]
            if item.decision:
                item.decision.meeting = meeting  # its group is known by now
        return [one for rows in decided.values() for one in rows]


def _by_item(rows) -> dict[int, list]:
    found = defaultdict(list)
    for row in rows:
        found[row.item_id].append(row)
    return found


class SendToCheck(PressOn, OneMeeting, SingleObjectMixin, View):
    permission_required = "groups.send_minutes"
    said = gettext_lazy("Everybody who was there is asked: is this right?")

    @property
    def back_url(self):
        return minutes_of(self.meeting)

    def do(self, meeting, by):
        services.send_to_check(meeting=meeting, by=by)


class Checking(Writes, OneMeeting, SingleObjectMixin, FormView):
    template_name = "portal/groups/check.html"
    form_class = CheckForm

    @property
    def back_url(self):
        return minutes_of(self.meeting)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"digest": services.digest_of(self.meeting)}

    def say(self, form, person) -> str:
        said = {name: form.cleaned_data[name] for name in ("answer", "words", "digest")}
        try:
            services.check(meeting=self.meeting, person=person, by=self.request.user, **said)
        except services.Changed:
            form.as_of_now()
            raise
        messages.success(self.request, _("Thank you. It is written down."))
        return self.back_url


class SayIsRight(Checking):
    permission_required = "groups.check_minutes"
    heading = gettext_lazy("Is this right?")

    @property
    def keeps_about(self):
        return f"check:{self.meeting.pk}"

    def act(self, form) -> str:
        return self.say(form, self.request.user)


class CheckDown(Checking):
    """Somebody had it read out, and said it to the one who writes it down."""

    permission_required = "groups.write_check_down"
    form_class = CheckDownForm

    @property
    def keeps_about(self):
        return f"check-down:{self.meeting.pk}-{self.kwargs['person']}"

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


class Correct(Writes, OneMeeting, SingleObjectMixin, FormView):
    permission_required = "groups.correct_minutes"
    form_class = CorrectionForm
    heading = gettext_lazy("Something was written down wrong")
    lead = gettext_lazy(
        "Approved minutes stay as they are. What you write stands beside them, with your name and the day."
    )

    @property
    def keeps_about(self):
        return f"correction:{self.meeting.pk}"

    @property
    def back_url(self):
        return minutes_of(self.meeting)

    def act(self, form) -> str:
        services.correct_minutes(meeting=self.meeting, words=form.cleaned_data["words"], by=self.request.user)
        messages.success(self.request, _("It stands beside the minutes."))
        return self.back_url
