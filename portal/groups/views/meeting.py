"""When a group meets, and who comes."""

from collections import defaultdict

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import DetailView, FormView, UpdateView, View
from django.views.generic.detail import SingleObjectMixin

from home.spoken import moment
from portal.agreement.models import Method
from portal.drafts.keeping import Writes
from portal.drafts.sending import PressOn
from portal.groups import services
from portal.groups.forms.answering import DatesAnswerForm, ReplyDownForm, ReplyForm
from portal.groups.forms.meetings import ChangeMeetingForm, OfferDatesForm
from portal.groups.models import DateAnswer, Meeting, OfferedDate, Paper, Reply
from portal.groups.now_and_then import to_look_at_again
from portal.groups.rules import may_read_item
from portal.groups.views.groups import SHOWN, InAGroup, OneGroup, page_of


class OfferDates(Writes, OneGroup, SingleObjectMixin, FormView):
    permission_required = "groups.keep"
    template_name = "portal/folded_form.html"
    form_class = OfferDatesForm
    heading = gettext_lazy("When could you meet?")
    lead = gettext_lazy("Offer two days or more, and people say which they can. One day alone is the day.")
    button = gettext_lazy("Tell everybody")

    @property
    def keeps_about(self):
        return f"group-dates:{self.group.pk}"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"stays_among_us": services.is_reflective(self.group)}

    def act(self, form) -> str:
        meeting = services.offer_dates(group=self.group, dates=form.dates, by=self.request.user, **form.about_it)
        said = _("Everybody is told.") if meeting.starts_at else _("Everybody is asked which days they can.")
        messages.success(self.request, said)
        if services.has_no_offer(meeting):
            messages.warning(
                self.request, _("You have not said what people get for coming. Say it before they answer.")
            )
        return page_of(self.group)


class OneMeeting(InAGroup):
    queryset = Meeting.objects.select_related("group__ways")
    context_object_name = "meeting"

    @property
    def meeting(self) -> Meeting:
        return self.get_object()

    @property
    def back_url(self):
        return reverse("portal:groups:meeting", args=[self.meeting.pk])


class ShowMeeting(OneMeeting, DetailView):
    """When and where, what one would get, who comes; and while days are offered, how many can."""

    permission_required = "groups.see_meeting"
    template_name = "portal/groups/meeting.html"

    @property
    def back_url(self):
        return page_of(self.meeting.group)

    def get_context_data(self, **kwargs):
        user, meeting = self.request.user, self.meeting
        sees, keeps = user.has_perm("groups.see_who", meeting), user.has_perm("groups.keep_meeting", meeting)
        replies = list(meeting.replies.select_related("person__about").order_by("person__known_as", "pk"))
        by_answer = {answer: [one for one in replies if one.answer == answer] for answer in Reply.Answer}
        seats = meeting.group.seats.taken().by_name()
        return super().get_context_data(
            group=meeting.group,
            mine=next((one for one in replies if one.person_id == user.pk and one.answer), None),
            many=len(by_answer["coming"]),
            by_answer=[(answer.label, people) for answer, people in by_answer.items() if people] if sees else [],
            not_yet=list(self.not_yet(meeting, seats, replies)) if keeps else [],
            would_help=sorted(one.would_help for one in replies if one.would_help) if keeps else [],
            dates=self.dates(meeting, seats, names=sees),
            said_when=DateAnswer.objects.filter(date__meeting=meeting, person=user).exists(),
            keeps=keeps,
            no_offer=keeps and meeting.is_open and services.has_no_offer(meeting),
            orders=meeting.takes_items and user.has_perm("groups.read_minutes", meeting) and meeting.group.is_open,
            **self.agenda(meeting),
            papers=self.papers(meeting),
            offer_url=self.offer_url(meeting, seats, by_answer["sorry"]),
            **kwargs,
        )

    def offer_url(self, meeting, seats, sorry) -> str:
        """For whoever pays: where those in the group are offered something for coming, before the day."""
        if not (meeting.is_open and meeting.starts_at and self.request.user.has_perm("reciprocity.offer")):
            return ""
        what = {"for": meeting.about, "title": f"{meeting.group}, {moment(meeting.starts_at)}"[:120]}
        people = {seat.person_id for seat in seats} - {one.person_id for one in sorry}
        what |= {"day": localdate(meeting.starts_at), "people": sorted(people)}
        return f"{reverse('portal:reciprocity:offer')}?{urlencode(what, doseq=True)}"

    def agenda(self, meeting) -> dict:
        """What is brought, and what comes from last time; for those who may see it."""
        if not self.request.user.has_perm("groups.see_agenda", meeting):
            return {}
        before = Meeting.objects.filter(
            group=meeting.group, called_off_at=None, starts_at__lt=meeting.starts_at or now()
        )
        actions = meeting.group.actions.exclude(meeting=meeting).open().readable_by(self.request.user)
        return {
            "items": self.items(meeting),
            "later": meeting.group.items.saved_for_later().select_related("parked_by")[:SHOWN],
            "last": before.exclude(pk=meeting.pk).order_by("-starts_at").first(),
            "actions": actions.by_day().with_people()[:SHOWN],
            "look_again": to_look_at_again(self.request.user, meeting.group) if meeting.takes_items else [],
            "present": meeting.present.count(),
            "method": Method(services.rule_of(meeting.group).method).label,
        }

    def items(self, meeting) -> list:
        """Each with what was said about it beforehand, for those who read it; and whether more may be said."""
        items = list(meeting.items.select_related("raised_by").prefetch_related("proposals"))
        views = defaultdict(list)
        if items and self.reads(meeting):
            for view in meeting.views_heard.filter(beforehand=True).select_related("person"):
                views[view.item_id].append(view)
        for item in items:
            item.meeting = meeting
            reads = views[item.pk] and may_read_item(self.request.user, item, meeting)
            item.said_beforehand = views[item.pk] if reads else []
        return items

    def papers(self, meeting) -> list:
        """Those that the reader may read by now."""
        papers = Paper.objects.visible_to(self.request.user).filter(meeting=meeting)
        papers = list(papers.select_related("item", "added_by")) if self.reads(meeting) else []
        for paper in papers:
            paper.meeting = meeting
            paper.is_out = paper.readable_from is not None and paper.readable_from <= now()
        return papers

    def reads(self, meeting) -> bool:
        return self.request.user.has_perm("groups.read_minutes", meeting)

    def not_yet(self, meeting, seats, replies):
        """Who has not said whether they come, or when they can; where to write down what they told somebody; and
        whether they are counted as coming, and only have not said what would help them."""
        counted = {one.person_id for one in replies if one.counted}
        if meeting.starts_at:
            answered = {one.person_id for one in replies if one.answer} - counted
        else:
            answered = set(DateAnswer.objects.filter(date__meeting=meeting).values_list("person", flat=True))
        for seat in seats:
            if seat.person_id not in answered | {self.request.user.pk}:
                down = reverse("portal:groups:reply-down", args=[meeting.pk, seat.person_id])
                days = reverse("portal:groups:answer-down", args=[seat.pk])
                yield seat.person, down if meeting.starts_at else days, seat.person_id in counted

    def dates(self, meeting, seats, *, names):
        """Each offered day, and who can; of those whom the group has let in."""
        if meeting.starts_at:
            return []
        dates = list(meeting.dates.prefetch_related("answers__person"))
        here = {one.person_id for one in seats}
        for date in dates:
            date.who = [one.person for one in date.answers.all() if one.can and one.person_id in here]
            date.names = date.who if names else []
        return dates


class SayWhen(Writes, OneMeeting, SingleObjectMixin, FormView):
    permission_required = "groups.reply"
    form_class = DatesAnswerForm

    @property
    def heading(self):
        return _("Which days can you?")

    def get(self, request, *args, **kwargs):
        """Whoever comes late finds the day that was chosen."""
        return redirect(self.back_url) if self.meeting.starts_at else super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        if self.meeting.starts_at:
            messages.warning(request, _("The day has been chosen in the meantime. Say whether you come."))
            return redirect(self.back_url)
        return super().post(request, *args, **kwargs)

    def get_form_kwargs(self):
        dates = list(self.meeting.dates.select_related("meeting"))
        can = DateAnswer.objects.filter(date__in=dates, person=self.request.user, can=True)
        return super().get_form_kwargs() | {"dates": dates, "can": can.values_list("date", flat=True)}

    def act(self, form) -> str:
        user = self.request.user
        services.say_when(meeting=self.meeting, person=user, dates=form.cleaned_data["dates"], by=user)
        messages.success(self.request, _("Thank you. Somebody chooses a day when all have said it."))
        return self.back_url


class Choose(PressOn, OneMeeting, SingleObjectMixin, View):
    permission_required = "groups.keep_meeting"
    said = gettext_lazy("That is the day. Everybody is told.")

    def do(self, meeting, by):
        date = OfferedDate.objects.filter(meeting=meeting, pk=self.kwargs["date"]).first()
        if date is None:
            raise services.NotOffered
        services.choose(date=date, by=by)


class Replying(Writes, OneMeeting, SingleObjectMixin, FormView):
    def get(self, request, *args, **kwargs):
        """Nobody comes to what has no day yet."""
        return super().get(request, *args, **kwargs) if self.meeting.starts_at else redirect(self.back_url)

    @cached_property
    def person(self):
        return self.request.user

    def get_initial(self):
        mine = self.meeting.replies.filter(person=self.person).first()
        return {"answer": mine.answer, "would_help": mine.would_help} if mine else {}


class SayReply(Replying):
    permission_required = "groups.reply"
    form_class = ReplyForm

    @cached_property
    def is_counted(self) -> bool:
        """They have said that they can on this day."""
        return self.meeting.replies.filter(person=self.request.user, counted=True).exists()

    @property
    def heading(self):
        return _("What would help you to take part?") if self.is_counted else _("Will you come?")

    @property
    def lead(self):
        counted = _("You said that you can, so we count on you. Does nothing need to be there for you? Then just save.")
        return counted if self.is_counted else ""

    def act(self, form) -> str:
        user, said = self.request.user, form.cleaned_data
        answer, would_help = said["answer"], said["would_help"]
        services.reply(meeting=self.meeting, person=user, answer=answer, would_help=would_help, by=user)
        messages.success(self.request, _("Thank you for telling us."))
        return self.back_url


class ReplyDown(Replying):
    """What somebody said to the one who writes it down."""

    permission_required = "groups.keep_meeting"
    form_class = ReplyDownForm

    @cached_property
    def person(self):
        seats = self.meeting.group.seats.taken().exclude(person=self.request.user).select_related("person__about")
        return get_object_or_404(seats, person=self.kwargs["person"]).person

    @property
    def heading(self):
        return _("What %(name)s told you") % {"name": self.person}

    def get_initial(self):
        return {}

    def act(self, form) -> str:
        said = form.cleaned_data
        services.reply(
            meeting=self.meeting,
            person=self.person,
            answer=said["answer"],
            would_help=said["would_help"],
            by=self.request.user,
            said=said["how_told"],
        )
        messages.success(self.request, _("Written down. They can see that you wrote it."))
        return self.back_url


class ChangeMeeting(Writes, OneMeeting, UpdateView):
    permission_required = "groups.keep_meeting"
    template_name = "portal/folded_form.html"
    form_class = ChangeMeetingForm
    heading = gettext_lazy("Change the meeting")

    @property
    def keeps_about(self):
        return self.meeting.about

    def get_form_kwargs(self):
        settled = self.meeting.among_us or services.is_written_about(self.meeting)
        return super().get_form_kwargs() | {"stays_among_us": settled}

    def act(self, form) -> str:
        starts_at = form.cleaned_data.get("starts_at")
        said = form.about_it | {"starts_at": starts_at, "stood": form.cleaned_data["stood"]}
        services.change_meeting(meeting=self.meeting, by=self.request.user, **said)
        messages.success(self.request, _("Saved. Everybody hears of another day or place."))
        return self.back_url


class CallOff(PressOn, OneMeeting, SingleObjectMixin, View):
    permission_required = "groups.keep_meeting"
    said = gettext_lazy("Called off. Everybody is told.")

    def do(self, meeting, by):
        services.call_off(meeting=meeting, by=by)
