"""Asking people to join, their answers, and who does what."""

from django.contrib import messages
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy, ngettext
from django.views.generic import FormView, View
from django.views.generic.detail import SingleObjectMixin

from portal.drafts.forms import KeyedForm
from portal.drafts.keeping import Writes
from portal.drafts.sending import PressOn
from portal.groups import services
from portal.groups.forms.answering import AnswerDownForm, AnswerForm
from portal.groups.forms.groups import AskForm, ReasonForm, TellMoreForm
from portal.groups.models import DateAnswer, GroupSeat, Meeting, OfferedDate, Role
from portal.groups.views.groups import InAGroup, OneGroup, page_of, people_of


class Ask(Writes, OneGroup, SingleObjectMixin, FormView):
    """Tick people, or let anyone ask."""

    permission_required = "groups.keep"
    form_class = AskForm
    heading = gettext_lazy("Ask people")
    lead = gettext_lazy("Each hears of it by the way they chose. They can say yes, no, or tell me more.")
    button = gettext_lazy("Go on")

    @property
    def keeps_about(self):
        return f"group-ask:{self.group.pk}"

    @cached_property
    def meets(self) -> bool:
        return Meeting.objects.filter(group=self.group).to_come().exists()

    def get_initial(self):
        return {"anyone_may_ask": self.group.anyone_may_ask}

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"group": self.group, "by": self.request.user}

    def act(self, form) -> str:
        asked = services.ask(group=self.group, by=self.request.user, **_given(form, "people", "note", "anyone_may_ask"))
        if many := len(asked):
            said = ngettext("We ask %(n)d person.", "We ask %(n)d people.", many) % {"n": many}
            messages.success(self.request, said)
        return page_of(self.group) if self.meets else reverse("portal:groups:offer-dates", args=[self.group.pk])


def _given(form, *names) -> dict:
    return {name: form.cleaned_data[name] for name in names}


class Answering(Writes):
    """Yes, no or "tell me more"; how they are here; and the days they can, while days are offered."""

    seat: GroupSeat

    @cached_property
    def dates(self) -> list[OfferedDate]:
        meetings = Meeting.objects.filter(group=self.seat.group, starts_at=None).to_come().order_by()
        return list(OfferedDate.objects.filter(meeting__in=meetings).select_related("meeting").order_by("starts_at"))

    def get_form_kwargs(self):
        can = DateAnswer.objects.filter(date__in=self.dates, person=self.seat.person, can=True)
        can = can.values_list("date", flat=True) if self.dates else ()
        return super().get_form_kwargs() | {"seat": self.seat, "dates": self.dates, "can": can}


class Answer(Answering, OneGroup, SingleObjectMixin, FormView):
    permission_required = "groups.answer"
    form_class = AnswerForm

    @property
    def heading(self):
        return self.group.name

    @property
    def lead(self):
        return "" if self.seat.is_taken else self.group.question

    @property
    def more(self):
        """The offer stands beside the question."""
        meeting = Meeting.objects.filter(group=self.group).to_come().first()
        offer = (meeting and meeting.you_get) or services.offer_in_words(self.group)
        if not meeting and not offer:
            return ""
        said = [_("Where: %(place)s.") % {"place": meeting.place}] if meeting and meeting.place else []
        offer = offer or _("nothing is said of it yet")
        return " ".join([*said, _("What you’d get: %(offer)s.") % {"offer": offer.rstrip(".")}])

    def get_context_data(self, **kwargs):
        return super().get_context_data(seat=self.seat, dates=self.dates, **kwargs)

    def act(self, form) -> str:
        services.answer(group=self.group, person=self.request.user, by=self.request.user, **form.said)
        messages.success(self.request, THANKS[form.said.get("state", "yes")])
        return page_of(self.group)


THANKS = {
    "yes": gettext_lazy("Good that you are here."),
    "more": gettext_lazy("Thank you. Somebody from the group will tell you more."),
    "no": gettext_lazy("That is fine. You can think again at any time."),
}


class OneSeat(InAGroup):
    """Somebody's seat in a group that the reader may know of."""

    queryset = GroupSeat.objects.select_related("group", "person")

    @property
    def seat(self) -> GroupSeat:
        return self.get_object()

    @property
    def back_url(self):
        return people_of(self.seat.group)


class AnswerDown(Answering, OneSeat, SingleObjectMixin, FormView):
    """Somebody said it to the one who writes it down."""

    permission_required = "groups.write_answer_down"
    form_class = AnswerDownForm

    @property
    def heading(self):
        return _("What %(name)s told you") % {"name": self.seat.person}

    def get_context_data(self, **kwargs):
        return super().get_context_data(group=self.seat.group, seat=self.seat, **kwargs)

    def act(self, form) -> str:
        said = form.cleaned_data["how_told"]
        services.answer(group=self.seat.group, person=self.seat.person, by=self.request.user, said=said, **form.said)
        messages.success(self.request, _("Written down. They can see that you wrote it."))
        return self.back_url


class NotNow(Writes, OneSeat, SingleObjectMixin, FormView):
    permission_required = "groups.write_answer_down"
    form_class = ReasonForm
    button = gettext_lazy("Send our answer")

    @property
    def keeps_about(self):
        return f"group-not-now:{self.seat.pk}"

    @property
    def heading(self):
        return _("Not this time: %(name)s") % {"name": self.seat.person}

    def act(self, form) -> str:
        services.not_now(seat=self.seat, reason=form.cleaned_data["reason"], by=self.request.user)
        messages.success(self.request, _("They are told, by the way they chose."))
        return self.back_url


class TellMore(Writes, OneSeat, SingleObjectMixin, FormView):
    """An answer to somebody who would like to know more before they say yes or no."""

    permission_required = "groups.write_answer_down"
    form_class = TellMoreForm
    button = gettext_lazy("Send it")

    @property
    def keeps_about(self):
        return f"group-tell-more:{self.seat.pk}"

    @property
    def heading(self):
        return _("Answer %(name)s") % {"name": self.seat.person}

    @property
    def lead(self):
        return self.seat.words

    def act(self, form) -> str:
        services.tell_more(seat=self.seat, words=form.cleaned_data["words"], by=self.request.user)
        messages.success(self.request, _("It goes to them by the way they chose."))
        return self.back_url


class LetIn(PressOn, OneSeat, SingleObjectMixin, View):
    permission_required = "groups.write_answer_down"
    said = gettext_lazy("They are in the group, and are told so.")

    def do(self, seat, by):
        services.let_in(seat=seat, by=by)


class AskToJoin(PressOn, OneGroup, SingleObjectMixin, View):
    permission_required = "groups.ask_to_join"
    said = gettext_lazy("Thank you. Whoever looks after the group answers you.")

    def do(self, group, by):
        services.ask_to_join(group=group, by=by)


class Leave(Writes, OneGroup, SingleObjectMixin, FormView):
    """Says first what becomes of what they do for the group, and that they can ask to come back. No reason is asked."""

    permission_required = "groups.leave"
    template_name = "portal/groups/leave.html"
    form_class = KeyedForm
    heading = gettext_lazy("Leave the group?")
    button = gettext_lazy("Leave the group")

    @property
    def lead(self):
        return self.group.name

    def get_context_data(self, **kwargs):
        user = self.request.user
        mine = self.group.actions.open().done_by(user).by_day()
        return super().get_context_data(group=self.group, mine=mine, roles=self.seat.roles.all(), **kwargs)

    def act(self, form) -> str:
        services.leave(group=self.group, by=self.request.user)
        messages.success(self.request, _("You are not in the group any more. Nobody asks you why."))
        return reverse("portal:groups:list")


class TakeOn(PressOn, OneGroup, SingleObjectMixin, View):
    """A role: the URL says which."""

    permission_required = "groups.take_on"
    said = gettext_lazy("Thank you for doing it.")
    kind: Role.Kind

    @property
    def back_url(self):
        return people_of(self.group)

    def do(self, group, by):
        services.take_on(group=group, kind=self.kwargs["kind"], by=by)


class GiveBack(TakeOn):
    said = gettext_lazy("That is fine. Somebody else can take it on.")

    def do(self, group, by):
        services.give_back(group=group, kind=self.kwargs["kind"], by=by)
