"""Asking and proposing inside, and answering."""

from textwrap import shorten

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import DetailView, FormView, ListView, View
from django.views.generic.detail import SingleObjectMixin

from portal.access import PortalList, PortalObject, PortalView
from portal.drafts.keeping import Writes
from portal.drafts.sending import PressOn, Sends
from portal.groups import services
from portal.groups.forms.suggestions import (
    AnswerSuggestionForm,
    BringForm,
    PassOnForm,
    SuggestForm,
    SuggestionDownForm,
    TalkForm,
)
from portal.groups.models import Proposal
from portal.groups.views.get_involved import sent_url
from portal.groups.views.groups import OneGroup, page_of
from portal.members.models import Answering
from portal.members.services import asking
from portal.members.services.asking import Outsider
from portal.notices.models import Notice

How = Proposal.How
IN_A_ROW = 3


class Suggestions(PortalList, ListView):
    """One's own, and those one may see; what waits stands first."""

    permission_required = "groups.list"
    queryset = Proposal.objects.exclude(words="").select_related("group", "taken_by", "person")
    template_name = "portal/groups/suggestions.html"
    context_object_name = "found"
    paginate_by = 20

    def get_queryset(self):
        return super().get_queryset().in_order()


# --- Suggesting -------------------------------------------------------------------------------------------------------
class Traceless(Sends):
    """Its own words make a second press harmless."""

    @property
    def is_unnamed(self):
        return self.request.POST.get("how") == How.UNNAMED


class Suggest(Traceless, PortalView, FormView):
    """To all of us: the coordinators look at it, or pass it on to a group."""

    permission_required = "groups.suggest"
    template_name = "portal/groups/suggest.html"
    form_class = SuggestForm
    back_to = "portal:groups:suggestions"
    group = None

    @property
    def answering(self):
        return Answering.now()

    def act(self, form) -> str:
        user, words = self.request.user, form.cleaned_data["words"]
        unnamed = form.cleaned_data["how"] == How.UNNAMED
        whose = {} if unnamed else {"person": user, "by": user}
        proposal = services.suggest(
            key=form.cleaned_data["key"],
            outsider=Outsider(name="", means="", words=words),
            group=self.group,
            **whose,
            **form.told(),
        )
        if unnamed:
            return sent_url(proposal)
        messages.success(self.request, _("Thank you. You find here what becomes of it, and we tell you."))
        return reverse("portal:groups:suggestion", args=[proposal.pk])


class SuggestTo(Suggest, OneGroup, SingleObjectMixin):
    permission_required = "groups.suggest_to"

    @property
    def group(self):
        return self.get_object()

    @property
    def back_url(self):
        return page_of(self.group)


class WriteSuggestionDown(Traceless, PortalView, FormView):
    """It came by phone, on paper or in a talk."""

    permission_required = "groups.write_suggestion_down"
    template_name = "portal/form.html"
    form_class = SuggestionDownForm
    back_to = "portal:groups:suggestions"
    heading = gettext_lazy("Write a suggestion down")
    lead = gettext_lazy("Somebody rang, wrote or said it.")
    more = gettext_lazy("Without a name, nothing says who wrote it down either.")
    button, icon = gettext_lazy("Write it down"), "check"

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def act(self, form) -> str:
        given = {name: form.cleaned_data[name] for name in ("key", "came_by", "came_on")}
        unnamed = form.cleaned_data["how"] == How.UNNAMED
        by = None if unnamed else self.request.user
        proposal = services.suggest(outsider=form.outsider(), by=by, **given, **form.told())
        said = _("Written down. Its number is %(reference)s: tell them, if you can.")
        messages.success(self.request, said % {"reference": proposal.reference})
        return reverse("portal:groups:suggestion", args=[proposal.pk])


# --- One of them ------------------------------------------------------------------------------------------------------
class OneSuggestion(PortalObject):
    queryset = Proposal.objects.select_related("group", "person", "taken_by", "answered_by", "item")
    context_object_name = "asked"

    @property
    def proposal(self) -> Proposal:
        return self.get_object()

    @property
    def back_url(self):
        return reverse("portal:groups:suggestion", args=[self.proposal.pk])


class ShowSuggestion(OneSuggestion, DetailView):
    permission_required = "groups.see_suggestion"
    template_name = "portal/groups/suggestion.html"

    def get_context_data(self, **kwargs):
        user, asked = self.request.user, self.proposal
        looks_after = user.has_perm("groups.decide_suggestion", asked)
        told = Notice.objects.filter(about=asked.about, person=None).select_related("by").order_by("made_at", "pk")
        reached = asked.may_be_reached_by(user)
        return super().get_context_data(
            whose=asked.whose if asked.names(user) else "",
            reached=reached,
            told=told if reached else [],
            mine=asked.person_id == user.pk,
            reads_notes=looks_after or asked.person_id == user.pk,
            **kwargs,
        )


class Take(PressOn, OneSuggestion, SingleObjectMixin, View):
    permission_required = "groups.decide_suggestion"
    said = gettext_lazy("It is yours. We tell whoever suggested it that you look at it.")

    def do(self, asked, by):
        services.look_at(proposal=asked, by=by)


class TakeOver(PressOn, OneSuggestion, SingleObjectMixin, View):
    permission_required = "groups.decide_suggestion"
    said = gettext_lazy("It is yours now. We tell whoever had it.")

    def do(self, asked, by):
        asking.take_over(asked=asked, by=by)


class AboutSuggestion(Writes, OneSuggestion, SingleObjectMixin, FormView):
    """A form for whoever has it. When somebody else has it by now, nothing typed is lost."""

    for_whom = ""
    permission_required = "groups.decide_suggestion"
    which = ""  # of the words that are kept; without it there are none to keep
    icon = "check"

    def get(self, request, *args, **kwargs):
        if not request.user.has_perm(self.for_whom, self.proposal):
            raise PermissionDenied
        return super().get(request, *args, **kwargs)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)

    @property
    def keeps_about(self):
        return f"suggestion-{self.which}:{self.proposal.pk}" if self.which else ""

    @property
    def lead(self):
        return shorten(self.proposal.words, 200, placeholder="…")

    def act(self, form) -> str:
        self.do(form, self.request.user)
        messages.success(self.request, self.said)
        return self.back_url


class NoteTalk(AboutSuggestion):
    for_whom, which, form_class = "groups.note_talk", "talk", TalkForm
    heading = gettext_lazy("You have talked with them")
    said = gettext_lazy("Noted. Now it can go on.")

    def do(self, form, by):
        given = form.cleaned_data
        services.note_talk(proposal=self.proposal, words=given["notes"], how=given["how"], by=by)


class PassOn(AboutSuggestion):
    permission_required = for_whom = "groups.pass_on_suggestion"
    form_class = PassOnForm
    heading = gettext_lazy("Who decides about it?")
    button = gettext_lazy("Pass it to them")
    said = gettext_lazy("Passed on. Whoever suggested it is told.")

    @property
    def back_url(self):
        """Whoever is not in that group does not find it there any more."""
        return reverse("portal:groups:suggestions")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"by": self.request.user, "proposal": self.proposal}

    def do(self, form, by):
        services.pass_on(proposal=self.proposal, group=form.cleaned_data["group"], by=by)


class Bring(AboutSuggestion):
    for_whom, form_class = "groups.bring_suggestion", BringForm
    heading = gettext_lazy("Bring it to a meeting")
    button = gettext_lazy("Put it on the agenda")
    said = gettext_lazy("It is on the agenda. Whoever suggested it is told.")

    @property
    def more(self):
        if self.proposal.group is None or self.get_form().fields["meeting"].queryset.exists():
            return ""
        return _("There is no meeting yet that takes anything. Offer days to meet first.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"proposal": self.proposal}

    def do(self, form, by):
        given = form.cleaned_data
        services.bring_to_meeting(proposal=self.proposal, meeting=given["meeting"], what=given["what"], by=by)


class AnswerSuggestion(AboutSuggestion):
    for_whom, which, form_class = "groups.answer_suggestion", "answer", AnswerSuggestionForm
    heading = gettext_lazy("What becomes of it")
    button = gettext_lazy("Save and tell them")
    said = gettext_lazy("Saved. Whoever suggested it is told.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"proposal": self.proposal}

    @cached_property
    def more(self):
        """Several noes one after the other say something of the question, and nothing of those who suggest."""
        group = self.proposal.group
        answered = Proposal.objects.filter(group=group, state__in=Proposal.DECIDED).order_by("-answered_at")
        last = list(answered.values_list("state", flat=True)[:IN_A_ROW])
        if len(last) < IN_A_ROW or Proposal.State.GOING in last:
            return ""
        said = _("None of the last three went ahead.") + " "
        if group is None:
            return said + _("Do people know what we can change, and what not? Say it once more where they suggest.")
        words = _("Do people know what the group is for? Its question is: %(question)s Is it still the right one?")
        return said + words % {"question": group.question}

    def do(self, form, by):
        services.answer_proposal(proposal=self.proposal, by=by, **form.answer)


class TakeBackInside(PressOn, OneSuggestion, SingleObjectMixin, View):
    """By whoever suggested it; or by whoever has it, when they said so."""

    permission_required = "groups.take_suggestion_back"
    said = gettext_lazy("Taken back. What was said is deleted.")

    @property
    def back_url(self):
        return reverse("portal:groups:suggestions")

    def do(self, asked, by):
        services.take_proposal_back(proposal=asked, by=by)
