"""Votes, and more on what was decided."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import DetailView, FormView
from django.views.generic.detail import SingleObjectMixin

from portal.groups import services
from portal.groups.forms.deciding import BallotForm, CountForm, DecisionForm, StillThinkForm, VoteForm
from portal.groups.models import Decision, Minute, Vote
from portal.groups.views.groups import InAGroup, Writes
from portal.groups.views.minutes import OfAnItem
from portal.refusal import Refusal


class OpenVote(OfAnItem):
    permission_required = "groups.write_minutes"
    form_class = VoteForm
    heading = gettext_lazy("Take a vote")
    button = gettext_lazy("Open the vote")

    @property
    def more(self):
        if not services.may_vote_at(self.meeting):
            return services.NoVote.sentence
        return ""

    def act(self, form) -> str:
        question = form.cleaned_data["question"]
        vote = services.open_vote(meeting=self.meeting, item=self.item, question=question, by=self.request.user)
        return reverse("portal:groups:vote", args=[vote.pk])


class OneVote(InAGroup):
    queryset = Vote.objects.select_related("meeting__group", "item", "rule")
    context_object_name = "vote"

    @property
    def vote(self) -> Vote:
        return self.get_object()

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


class CloseVote(Writes, OneVote, SingleObjectMixin, FormView):
    permission_required = "groups.close_vote"
    form_class = CountForm
    heading = gettext_lazy("Close the vote")
    button = gettext_lazy("Close the vote")

    @property
    def lead(self):
        return self.vote.question

    @property
    def more(self):
        return _(
            "Did somebody vote in the room, by phone or on paper? Count those votes in. Then nobody can vote any more."
        )

    @property
    def back_url(self):
        return reverse("portal:groups:vote", args=[self.vote.pk])

    def get_form_kwargs(self):
        voted = self.vote.roll.values("person")
        seats = self.vote.group.seats.taken().exclude(person__in=voted).by_name()
        return super().get_form_kwargs() | {"people": [seat.person for seat in seats]}

    def act(self, form) -> str:
        services.close_vote(vote=self.vote, counted=form.counted, people=form.ticked, by=self.request.user)
        messages.success(self.request, _("The vote is closed."))
        return self.back_url


class WriteDecision(OfAnItem):
    """More than the box says: the question, why, how it was decided, and when it is looked at again."""

    permission_required = "groups.write_minutes"
    template_name = "portal/groups/folded_form.html"
    form_class = DecisionForm
    heading = gettext_lazy("More on what we decided")

    @property
    def keeps_about(self):
        return f"decision:{self.meeting.pk}-{self.kwargs['item']}"

    @cached_property
    def closed_vote(self):
        return self.meeting.votes.filter(item=self.item, closed_at__isnull=False).order_by("-pk").first()

    def get_form_kwargs(self):
        given = super().get_form_kwargs() | {"vote": self.closed_vote}
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
