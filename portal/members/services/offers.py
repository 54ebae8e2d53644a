"""Offers to help: somebody would like to take part, and hears a yes or a kind no."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy

from portal.audit.services import audited
from portal.members.models import Answering, Enquiry, User
from portal.members.services.asking import (
    Outsider,
    after_working_days,
    answered,
    hold,
    hold_mine,
    take_down,
    took_back,
)


@dataclass(frozen=True)
class Part:
    """Something that people outside may ask to take part in, as the part that has it says; by its number.

    `called`: what it is called outside; empty, when nobody outside may ask for it. `joined`: whoever asked is here now.
    """

    called: Callable[[str], str]
    joined: Callable[[str, User], None]


PARTS: dict[str, Part] = {}  # by kind: that of "group:7" is "group"
MOST_DIGITS = 19  # of a number that a database takes
UNANSWERED_KEPT = timedelta(days=183)  # nobody's offer is kept for ever because nobody answered


def _number_of(part_in: str) -> tuple[Part | None, str]:
    kind, _colon, number = part_in.partition(":")
    return (PARTS.get(kind), number) if number.isdecimal() and len(number) < MOST_DIGITS else (None, "")


def called_outside(part_in: str) -> str:
    """What it is called; empty for what there is not, or what takes nobody from outside."""
    part, number = _number_of(part_in)
    return part.called(number) if part else ""


def has_joined(person) -> None:
    """They are here now: what they asked to take part in hears of it."""
    for enquiry in Enquiry.objects.filter(invited=person).exclude(part_in=""):
        part, number = _number_of(enquiry.part_in)
        if part:
            part.joined(number, person)


def offer_help(
    *, key: UUID, outsider: Outsider, interests=(), part_in="", by=None, came_by="form", came_on=None
) -> Enquiry:
    """Somebody would like to help, or to take part in something (`part_in`, such as "group:7"). `by` wrote it down for
    them; empty when it came by the form. A replay gives the same."""
    came_on = came_on or timezone.localdate()
    facts = {
        "part_in": part_in,
        "part_in_words": called_outside(part_in),
        "came_on": came_on,
        "answer_by": after_working_days(came_on, Answering.now().help_days),
        "delete_on": timezone.localdate() + UNANSWERED_KEPT,
    }
    return take_down(Enquiry, key, outsider, by, came_by, facts, interests)


@audited()
def say_yes(*, enquiry, person, by) -> None:
    """They were invited just now, and `person` is their account. What they told us goes with it, should they leave."""
    held = hold_mine(enquiry, by)
    held.outcome, held.invited = Enquiry.Outcome.INVITED, person
    answered(held, by, Answering.now().help_kept_days, "invited")


@audited()
def say_no(*, enquiry, by, words: str) -> None:
    """Not this time. `words` hold the reason; we sign them, and say when what they told us is deleted."""
    held = hold_mine(enquiry, by)
    held.outcome = Enquiry.Outcome.NOT_NOW
    answered(held, by, Answering.now().help_kept_days, "not_now", words=words)


@audited()
def take_back(*, enquiry, by=None) -> None:
    """They would rather not. It goes at once."""
    held = hold(enquiry)
    held.outcome = Enquiry.Outcome.WITHDRAWN
    held.interests.clear()
    held.part_in = held.part_in_words = ""
    took_back(
        held,
        by,
        kept_days=Answering.now().help_kept_days,
        title=gettext_lazy("An offer to help was taken back"),
        words=gettext_lazy("Somebody would rather not after all: %(reference)s. You need do nothing."),
    )
