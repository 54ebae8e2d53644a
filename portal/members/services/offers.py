"""Offers to help: somebody would like to take part, and hears a yes or a kind no."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit.services import audited
from portal.drafts import services as drafts
from portal.members.models import Answering, Enquiry
from portal.members.services.asking import (
    Outsider,
    after_working_days,
    answered,
    hold,
    hold_mine,
    take_down,
)
from portal.notices import services as notices

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
    """They would rather not. No reason is asked, and what they told us goes at once; that they took it back stays a
    while, so that nobody looks for it."""
    held = hold(enquiry)
    held.outcome = Enquiry.Outcome.WITHDRAWN
    held.name = held.address = held.words = held.notes = held.language = ""
    held.interests.clear()
    notices.forget(about=held.about)
    drafts.forget_all(about=held.about)
    answered(held, by, Answering.now().help_kept_days, "taken_back")
    if held.taken_by and held.taken_by != by:
        with notices.speaking_to(held.taken_by):
            words = _("Somebody would rather not after all: %(reference)s. You need do nothing.")
            title = _("An offer to help was taken back")
        notices.tell(person=held.taken_by, title=title, words=words % {"reference": held.reference}, by=by)
