"""Votes, and more on what was decided."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import DetailView, FormView, View
from django.views.generic.detail import SingleObjectMixin

from portal.drafts.keeping import Writes
from portal.drafts.sending import PressOn
from portal.groups import services
from portal.groups.forms.deciding import (
    BallotForm,
    CloseVoteForm,
    CountForm,
    DecisionForm,
    PaperForm,
    StillThinkForm,
    VoteForm,
)
from portal.groups.models import Decision, Meeting, Minute, Vote
from portal.groups.views.groups import InAGroup
from portal.groups.views.minutes import OfAnItem
from portal.refusal import Refusal


class Deciding(OfAnItem):
    @property
    def each_side(self) -> int:
        """How many are to be there from each, if the group agreed to anything."""
        group = self.meeting.group
        return services.rule_of(group).each_side if group.ways else 0


class OpenVote(Deciding):
    permission_required = "groups.write_minutes"
    form_class = VoteForm
    heading = gettext_lazy("Take a vote")
    button = gettext_lazy("Open the vote")

    @property
    def more(self):
        if not services.may_vote_at(self.meeting):
            return services.NoVote.sentence
        return ""

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"each_side": self.each_side if services.may_vote_at(self.meeting) else 0}

    def act(self, form) -> str:
        said = {"question": form.cleaned_data["question"], "both_sides": form.both_sides}
        vote = services.open_vote(meeting=self.meeting, item=self.item, by=self.request.user, **said)
        return reverse("portal:groups:vote", args=[vote.pk])


class OneVote(InAGroup):
    people = ("opened_by", "closed_by", "paper_by", "paper_checked_by")
    queryset = Vote.objects.select_related("meeting__group", "item", "rule", *people)
    context_object_name = "vote"

    @property
    def vote(self) -> Vote:
        return self.get_object()

    @property
    def takes_papers(self) -> bool:
        return services.takes_papers(self.vote)

    @property
    def back_url(self):
        return reverse("portal:groups:meeting", args=[self.vote.meeting_id])


class ShowVote(OneVote, DetailView):
    """The question; my vote, while it is open; what came of it, once it is closed."""

    permission_required = "groups.see_vote"
    template_name = "portal/groups/vote.html"

    def get_context_data(self, **kwargs):
        vote = self.vote
        has_voted = vote.roll.filter(person=self.request.user).exists()
        shown = vote.shows_numbers
        return super().get_context_data(
            form=BallotForm(),
            has_voted=has_voted,
            voted=vote.roll.count() if vote.is_open else None,
            numbers=vote.numbers if shown else None,
            counted=vote.counted_yes + vote.counted_no + vote.counted_abstain,
            ballots=vote.ballots.select_related("person").order_by("person__known_as", "pk") if shown else [],
            decision=Decision.objects.filter(meeting=vote.meeting, item=vote.item).first(),
            **kwargs,
        )


class Cast(OneVote, SingleObjectMixin, FormView):
    """Sends no key and keeps nothing of what was sent: the roll alone knows that somebody voted."""

    permission_required = "groups.vote"
    template_name = "portal/groups/vote.html"
    form_class = BallotForm
    http_method_names = ("post",)

    def get_context_data(self, **kwargs):
        return super().get_context_data(voted=self.vote.roll.count(), **kwargs)

    def form_valid(self, form):
        try:
            services.cast(vote=self.vote, choice=form.cleaned_data["choice"], by=self.request.user)
        except Refusal as refusal:
            messages.warning(self.request, str(refusal))
        else:
            messages.success(self.request, _("Thank you. Your vote is counted."))
        return redirect("portal:groups:vote", self.vote.pk)


class OnAVote(Writes, OneVote, SingleObjectMixin, FormView):
    """A form beside an open vote."""

    @property
    def lead(self):
        return self.vote.question

    @property
    def back_url(self):
        return reverse("portal:groups:vote", args=[self.vote.pk])


class CountPaper(OnAVote):
    permission_required = "groups.count_paper"
    form_class = CountForm
    heading = gettext_lazy("Count votes on paper")

    @property
    def more(self):
        said = _("Two of you count, one after the other. What came of it is shown when the vote is closed.")
        if self.vote.is_secret:
            return f"{said} {services.TooFewOnPaper.sentence}"
        return said

    def get_form_kwargs(self):
        seats = services.may_be_on_paper(self.vote).by_name()
        return super().get_form_kwargs() | {"people": [seat.person for seat in seats]}

    def get_initial(self):
        return {"people": [str(pk) for pk in self.vote.roll.filter(on_paper=True).values_list("person", flat=True)]}

    def act(self, form) -> str:
        services.count_paper(vote=self.vote, counted=form.counted, people=form.ticked, by=self.request.user)
        messages.success(self.request, _("Written down. Now somebody else who is here counts them too."))
        return self.back_url


class CheckPaper(OnAVote):
    permission_required = "groups.check_paper"
    form_class = PaperForm
    heading = gettext_lazy("Count them too")
    button = gettext_lazy("I counted too: this is right")

    @property
    def more(self):
        people = self.vote.roll.filter(on_paper=True).select_related("person").order_by("person__known_as", "pk")
        said = {"name": self.vote.paper_by, "people": ", ".join(str(one.person) for one in people)}
        return _("%(name)s has counted the papers of: %(people)s. Count them too, and write what you find.") % said

    def act(self, form) -> str:
        services.check_paper(vote=self.vote, counted=form.counted, by=self.request.user)
        messages.success(self.request, _("Both counts are the same. They go in with the others."))
        return self.back_url


class CloseVote(OnAVote):
    permission_required = "groups.close_vote"
    form_class = CloseVoteForm
    heading = gettext_lazy("Close the vote")
    button = gettext_lazy("Close the vote")
    more = gettext_lazy("Has everybody voted who wants to? Then nobody can vote any more, and all see what came of it.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"each_side": self.vote.decision_rule.each_side}

    def act(self, form) -> str:
        services.close_vote(vote=self.vote, both_sides=form.both_sides, by=self.request.user)
        messages.success(self.request, _("The vote is closed."))
        return self.back_url


class CallOffVote(PressOn, OneVote, SingleObjectMixin, View):
    permission_required = "groups.close_vote"
    said = gettext_lazy("The vote is called off. Nothing is kept of it.")

    @property
    def back_url(self):
        return reverse("portal:groups:vote", args=[self.vote.pk])

    def do(self, vote, by):
        services.call_off_vote(vote=vote, by=by)


class WriteDecision(Deciding):
    """More than the box says: the question, why, how it was decided, and when it is looked at again."""

    permission_required = "groups.write_minutes"
    template_name = "portal/folded_form.html"
    form_class = DecisionForm
    heading = gettext_lazy("More on what we decided")

    @property
    def keeps_about(self):
        return f"decision:{self.meeting.pk}-{self.kwargs['item']}"

    @cached_property
    def closed_vote(self):
        closed = self.meeting.votes.filter(item=self.item, closed_at__isnull=False, called_off=False)
        return closed.select_related("rule").order_by("-pk").first()

    def get_form_kwargs(self):
        given = super().get_form_kwargs() | {"vote": self.closed_vote, "each_side": self.each_side}
        there = Decision.objects.filter(meeting=self.meeting, item=self.item).first()
        return given | {"instance": there}

    def get_initial(self):
        minute = Minute.objects.filter(meeting=self.meeting, item=self.item).first()
        decided = minute.decided if minute else ""
        question = self.closed_vote.question if self.closed_vote else self.item.what
        there = Decision.objects.filter(meeting=self.meeting, item=self.item).exists()
        return {"decided": decided} | ({} if there else {"question": question})

    def act(self, form) -> str:
        said = form.said
        vote = self.closed_vote if said["how"] == Decision.How.VOTE else None
        given = {"meeting": self.meeting, "item": self.item, "vote": vote, "by": self.request.user}
        decision = services.write_decision(**given, **said)
        for box, words in decision.theirs.items():
            told = {"box": form.fields[box].label, "words": words or _("nothing")}
            messages.warning(self.request, _("“%(box)s”: somebody else wrote “%(words)s”. Yours stands now.") % told)
        if decision.both:
            words = _("Somebody wrote here at the same time. Both stand below: put them in order.")
            messages.warning(self.request, words)
            return self.request.path
        messages.success(self.request, _("Saved."))
        return reverse("portal:groups:minutes", args=[self.meeting.pk])


class LookAgain(PressOn, InAGroup, SingleObjectMixin, View):
    """On the agenda of a meeting: the URL says which."""

    permission_required = "groups.look_again"
    queryset = Decision.objects.select_related("meeting__group", "item")
    said = gettext_lazy("It is on the agenda.")

    @property
    def back_url(self):
        return reverse("portal:groups:meeting", args=[self.kwargs["meeting"]])

    def do(self, decision, by):
        meetings = Meeting.objects.select_related("group").filter(group=decision.group)
        services.look_again(decision=decision, meeting=get_object_or_404(meetings, pk=self.kwargs["meeting"]), by=by)


class StillThink(Writes, InAGroup, SingleObjectMixin, FormView):
    permission_required = "groups.still_think"
    queryset = Decision.objects.select_related("meeting__group", "item")
    form_class = StillThinkForm
    heading = gettext_lazy("What I still think")

    @property
    def decision(self) -> Decision:
        return self.get_object()

    @property
    def lead(self):
        return self.decision.question

    @property
    def back_url(self):
        return reverse("portal:groups:minutes", args=[self.decision.meeting_id])

    def get_initial(self):
        mine = self.decision.dissents.filter(person=self.request.user).first()
        return {"words": mine.words if mine else ""}

    def act(self, form) -> str:
        words = form.cleaned_data["words"]
        services.still_think(decision=self.decision, words=words, by=self.request.user)
        said = _("It stands beside the decision.") if words else _("Nothing of you stands beside it.")
        messages.success(self.request, said)
        return self.back_url
