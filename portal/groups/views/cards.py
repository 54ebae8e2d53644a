"""What a group decides together, card by card; and catching up with it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import conditional_escape
from django.utils.translation import gettext as _, gettext_lazy
from django.views.generic import DetailView, FormView, View
from django.views.generic.detail import SingleObjectMixin
from wagtail.models import Locale

from home.glossary import explain
from portal.drafts.keeping import Writes
from portal.drafts.sending import PressOn
from portal.groups import services
from portal.groups.forms.cards import LineForm
from portal.groups.models import Card, CardLine
from portal.groups.models.cards import POWER_AND_LIMITS, TO_BEGIN_WITH
from portal.groups.views.groups import SHOWN, InAGroup, OneGroup
from portal.groups.views.log import decided_by

NEW = "new"
DECISIONS = 50  # shown on the page for catching up


def cards_of(group) -> str:
    return reverse("portal:groups:cards", args=[group.pk])


def card_of(group, card) -> str:
    return reverse("portal:groups:card", args=[group.pk, card])


class ShowCards(OneGroup, DetailView):
    """What the group has decided so far, and what it has not yet: a list to begin with, of which nothing is a must."""

    permission_required = "groups.read_cards"
    template_name = "portal/groups/cards.html"

    def get_context_data(self, **kwargs):
        group = self.group
        return super().get_context_data(
            to_begin_with=list(self.with_lines(TO_BEGIN_WITH)),
            power_and_limits=list(self.with_lines(POWER_AND_LIMITS)),
            later=group.items.saved_for_later().select_related("parked_by")[:SHOWN],
            next_meeting=services.next_meeting(group) if group.is_open else None,
            **kwargs,
        )

    def with_lines(self, cards):
        """Each with the day on which something was written on it last."""
        for card in cards:
            lines = self.group.cards.get(card, [])
            yield card, lines, max((line.changed_at for line in lines), default=None)


class OneCard(OneGroup):
    """The URL says which card of which group."""

    @cached_property
    def card(self) -> Card:
        return self.kwargs["card"]

    def get_context_data(self, **kwargs):
        lines = self.group.card_lines.of(self.card).by_card().get(self.card, [])
        missing = services.missing_before_the_top(self.group) if self.card is Card.SAY else []
        return super().get_context_data(card=self.card, lines=lines, missing=missing, **kwargs)


class ShowCard(OneCard, DetailView):
    permission_required = "groups.read_cards"
    template_name = "portal/groups/card.html"

    @property
    def back_url(self):
        return cards_of(self.group)

    def get_context_data(self, **kwargs):
        group = self.group
        meeting = services.next_meeting(group) if group.is_open else None
        brought = meeting is not None and meeting.items.filter(card=self.card).exists()
        out = group.card_lines.of(self.card).taken_out().select_related("stage", "rung")
        return super().get_context_data(meeting=meeting, brought=brought, out=out, **kwargs)


class WriteCard(Writes, OneCard, SingleObjectMixin, FormView):
    """One line of it: a new one, or one that is there."""

    permission_required = "groups.write_card"
    template_name = "portal/groups/write_card.html"
    form_class = LineForm

    @property
    def back_url(self):
        return card_of(self.group, self.card)

    @property
    def heading(self):
        return self.card.label

    @property
    def keeps_about(self):
        return f"card:{self.group.pk}-{self.card}-{self.kwargs['row']}"

    @cached_property
    def line(self) -> CardLine | None:
        """None for a new one. Of some cards there is one line only, wherever it was opened. One that was taken out
        meanwhile can be sent all the same: what somebody typed is not lost."""
        lines = self.group.card_lines.of(self.card).select_related("stage", "rung")
        if self.kwargs["row"] != NEW:
            return get_object_or_404(lines, pk=self.kwargs["row"])
        return lines.standing().first() if self.card.is_one else None

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"card": self.card, "line": self.line}

    def act(self, form) -> str:
        written = services.write_line(
            group=self.group,
            card=self.card,
            line=self.line.pk if self.line else None,
            said=form.said,
            before=form.before,
            by=self.request.user,
        )
        self.say(written)
        if written.both:
            return reverse("portal:groups:write-card", args=[self.group.pk, self.card, written.line.pk])
        return self.back_url

    def say(self, written):
        if written.both:
            words = _("Somebody wrote here at the same time. Both stand below: put them in order.")
            messages.warning(self.request, words)
        elif written.anew:
            messages.warning(self.request, _("Somebody took this line out meanwhile. Yours stands here again."))
        else:
            messages.success(self.request, _("Saved."))
        for box, words in written.theirs:
            said = {"box": box.asks, "words": words or _("nothing")}
            messages.warning(self.request, _("“%(box)s”: somebody else wrote “%(words)s”. Yours stands now.") % said)


class LineOfCard(InAGroup):
    queryset = CardLine.objects.select_related("group")
    permission_required = "groups.write_card"

    @property
    def back_url(self):
        line = self.get_object()
        return card_of(line.group, line.card)


class TakeOut(PressOn, LineOfCard, SingleObjectMixin, View):
    said = gettext_lazy("It does not stand here any more. Below you can put it back.")

    def do(self, line, by):
        services.take_line_out(line=line, by=by)


class PutBack(PressOn, LineOfCard, SingleObjectMixin, View):
    said = gettext_lazy("It stands here again.")

    def do(self, line, by):
        services.put_line_back(line=line, by=by)


class Move(PressOn, LineOfCard, SingleObjectMixin, View):
    """The URL says which way."""

    said = gettext_lazy("Moved.")
    direction = ""

    def do(self, line, by):
        services.move_line(line=line, direction=self.direction, by=by)


class BringCard(PressOn, OneGroup, SingleObjectMixin, View):
    """To the agenda of the next meeting."""

    permission_required = "groups.bring_card"
    said = gettext_lazy("It is on the agenda.")

    @property
    def back_url(self):
        meeting = services.next_meeting(self.group)
        return reverse("portal:groups:meeting", args=[meeting.pk]) if meeting else cards_of(self.group)

    def do(self, group, by):
        services.bring_card(group=group, card=self.kwargs["card"], by=by)


# --- For whoever is new -----------------------------------------------------------------------------------------------
class CatchUp(OneGroup, DetailView):
    """All that somebody has to know who comes later, on one page."""

    permission_required = "groups.catch_up"
    template_name = "portal/groups/catch_up.html"

    def get_context_data(self, **kwargs):
        group = self.group
        services.note_caught_up(seat=self.seat)
        decided = decided_by(group, self.request.user).filter(meeting__approved_at__isnull=False)
        decided = list(decided[:DECISIONS])
        outline = group.outline
        return super().get_context_data(
            decided=decided,
            here=[seat.person for seat in group.seats.taken().by_name()],
            actions=group.actions.open().readable_by(self.request.user).by_day().with_people(),
            meeting=group.meetings.to_come().first(),
            reading=group.cards.get(Card.READING),
            terms=self.terms(decided, outline),
            **kwargs,
        )

    def terms(self, decided, outline):
        """Those of the site's explained words that stand in what they read here."""
        said = [self.group.question, *(line.words for lines in outline.values() for line in lines)]
        said += [minute.decided for minute in decided]
        html = "<p>" + "</p><p>".join(conditional_escape(words) for words in said) + "</p>"
        return explain(self.request, html, Locale.get_active().pk).terms
