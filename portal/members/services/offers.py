"""Offers to help: somebody would like to take part, and hears a yes or a kind no."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy

from portal.audit.services import audited
from portal.members.models import Answering, Enquiry
from portal.members.services.asking import (
    Outsider,
    after_working_days,
    answered,
    hold,
    hold_mine,
    take_down,
    took_back,
)

UNANSWERED_KEPT = timedelta(days=183)  # nobody's offer is kept for ever because nobody answered


def offer_help(*, key: UUID, outsider: Outsider, interests=(), by=None, came_by="form", came_on=None) -> Enquiry:
    """Somebody would like to help. `by` wrote it down for them; empty when it came by the form. A replay gives the
    same."""
    came_on = came_on or timezone.localdate()
    dates = {
        "came_on": came_on,
        "answer_by": after_working_days(came_on, Answering.now().help_days),
        "delete_on": timezone.localdate() + UNANSWERED_KEPT,
    }
    return take_down(Enquiry, key, outsider, by, came_by, dates, interests)


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
    took_back(
        held,
        by,
        kept_days=Answering.now().help_kept_days,
        title=gettext_lazy("An offer to help was taken back"),
        words=gettext_lazy("Somebody would rather not after all: %(reference)s. You need do nothing."),
    )
