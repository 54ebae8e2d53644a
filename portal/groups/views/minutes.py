"""Who is here, three boxes an item, and all of it on one page."""

from collections import defaultdict

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import localdate
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import DetailView, FormView
from django.views.generic.detail import SingleObjectMixin

from portal import pdf
from portal.drafts import services as drafts
from portal.drafts.keeping import Writes
from portal.groups import services
from portal.groups.forms.minutes import DeclareForm, MinuteForm, PresentForm, ViewForm
from portal.groups.models import Check, Dissent, LineMark, Meeting, Minute, Reply
from portal.groups.rules import may_read_item, was_there
from portal.groups.services.deriving import by_item
from portal.groups.views.meeting import OneMeeting

DISSENTS = Prefetch("dissents", Dissent.objects.select_related("person"))
MORE = "more"
PACE = {"slow-down": services.ask_to_slow_down, "slowed-down": services.say_slowed_down}
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

    def post(self, request, *args, **kwargs):
        """Two buttons of the form are about pace, and save nothing: what is typed waits in the form."""
        pace = PACE.get(request.POST.get("do"))
        if pace is None:
            return super().post(request, *args, **kwargs)
        if not request.user.has_perm("groups.ask_to_slow_down", self.meeting):
            raise PermissionDenied
        pace(meeting=self.meeting)
        form, typed = self.get_form(), request.POST.copy()
        typed.pop("do")
        if not form.is_valid() or form.words != form.before or form.action:
            try:
                drafts.keep(person=request.user, about=self.keeps_about, fields=typed)
            except drafts.NotKept:
                return self.render_to_response(self.get_context_data(form=form))
        return redirect(self.here(self.item))

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

    @property
    def is_unnamed(self):
        """The same words twice are one view."""
        return not self.request.POST.get("named")

    def act(self, form) -> str:
        services.hear_view(meeting=self.meeting, item=self.item, by=self.request.user, **_given(form))
        messages.success(self.request, _("It stands in the minutes."))
        return minutes_of(self.meeting)


def _given(form) -> dict:
    return {name: form.cleaned_data[name] for name in ("words", "named")}


class ShowMinutes(OneMeeting, DetailView):
    """All of it, with who was there, and what those who were there say of it."""

    permission_required = "groups.read_minutes"
    queryset = Meeting.objects.select_related("group__ways", "in_public")
    template_name = "portal/groups/minutes.html"
    on_paper = False  # then without what is only for those who were there, whoever reads

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
            for_all=(for_all := meeting.is_for_all(items)),
            reads_all=for_all or (was_there(user, meeting) and not self.on_paper),
            has_pdf=pdf.IS_INSTALLED,
            there=there,
            sorry=[one.person for one in apologies],
            right=[one for one in to_these_words if one.answer == Check.Answer.RIGHT],
            otherwise=[one for one in checks if one.answer == Check.Answer.NOT_RIGHT],
            corrections=list(meeting.corrections.select_related("by")) if meeting.approved_at else [],
            mine=next((one for one in to_these_words if one.person_id == user.pk), None),
            not_yet=[one.person for one in there if one.person_id not in answered],
            **kwargs,
        )

    def put_together(self, items, minutes, actions, views) -> list:
        """Beside each item what was written about it, unless it is only for those who were there. The decisions."""
        meeting, by_number = self.meeting, {item.pk: item for item in items}
        for minute in minutes:
            minute.item = by_number[minute.item_id]
        decisions = meeting.decisions.select_related("rule").prefetch_related(DISSENTS)
        self.mark_lines(minutes)
        votes = meeting.votes.select_related("rule")
        written, todo, votes, views, decided = map(by_item, (minutes, actions, votes, views, decisions))
        for item in items:
            item.kept_among_us = not may_read_item(self.request.user, item, meeting)
            item.kept_among_us |= self.on_paper and item.confidential
            if item.kept_among_us:
                continue
            item.minute, item.decision = (next(iter(rows[item.pk]), None) for rows in (written, decided))
            item.todo, item.ballot, item.views = todo[item.pk], votes[item.pk], views[item.pk]
            if item.decision:
                item.decision.meeting = meeting  # its group is known by now
        return [one for rows in decided.values() for one in rows]

    def mark_lines(self, minutes) -> None:
        """The words of each box, with what somebody does not agree with beside its line."""
        marks = defaultdict(list)
        for mark in LineMark.objects.filter(minute__meeting=self.meeting).select_related("person", "minute"):
            mark.minute.meeting = self.meeting
            marks[mark.minute_id].append(mark)
        for minute in minutes:
            minute.meeting = self.meeting
            for box in services.BOXES:
                setattr(minute, f"{box}_lines", _beside(getattr(minute, box), marks[minute.pk]))


def _beside(words, marks) -> list[tuple[list[str], list]]:
    """Paragraphs, each with the marks that stand under it: a line with a mark is one by itself."""
    found, of_line = [([], [])], defaultdict(list)
    for mark in marks:
        of_line[mark.line].append(mark)
    for line in words.splitlines():
        line = line.strip()
        if not line or line in of_line:
            found.append(([], []))
        if line:
            found[-1][0].append(line)
        if line in of_line:
            found[-1][1].extend(of_line[line])
            found.append(([], []))
    return [(lines, marks) for lines, marks in found if lines]


class MinutesFile(ShowMinutes):
    """The same as a PDF, as far as it may go on paper."""

    on_paper = True

    def render_to_response(self, context, **kwargs):
        day = localdate(self.meeting.starts_at) if self.meeting.starts_at else ""
        return pdf.pdf_file(self.request, name=f"minutes-{day}.pdf", template=self.template_name, context=context)
