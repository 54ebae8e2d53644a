"""Complaints: the law's days run from the day one came; we say that it has come, how it goes, and how it ended."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _, gettext_lazy

from portal.audit.services import audited
from portal.members.models import Answering, Complaint
from portal.members.services.asking import (
    Outsider,
    Refusal,
    answered,
    hold,
    hold_mine,
    note,
    signed,
    take_down,
    tell_them,
)

ACKNOWLEDGED_WITHIN = timedelta(days=30)  # by law, weekends included
NEXT_WORD_WITHIN = timedelta(days=30)


class AlreadyAcknowledged(Refusal):
    sentence = gettext_lazy("Somebody has told them already that it has come.")


def complain(*, key: UUID, outsider: Outsider, by=None, came_by="form", came_on=None) -> Complaint:
    """Somebody says that we handled what we know of them wrongly. The clock of the law runs from the day it came."""
    came_on = came_on or timezone.localdate()
    dates = {"came_on": came_on, "answer_by": came_on + ACKNOWLEDGED_WITHIN}
    return take_down(Complaint, key, outsider, by, came_by, dates)


def acknowledgement(complaint, by) -> str:
    """What somebody is told when their complaint has come."""
    said = _(
        "We have your complaint of %(came)s. Its number is %(reference)s. %(name)s looks into it, and you hear from us "
        "how it goes by %(next)s at the latest. You can ask us at any time. You can also go to the Information "
        "Commissioner’s Office: ico.org.uk."
    )
    return said % {
        "came": date_format(complaint.came_on, "j F"),
        "reference": complaint.reference,
        "name": complaint.taken_by or by,
        "next": date_format(timezone.localdate() + NEXT_WORD_WITHIN, "j F Y"),
    }


@audited()
def acknowledge(*, complaint, by) -> None:
    """Tell them that it has come, as the law asks within 30 days. Whoever does has it from now on, if nobody had."""
    held = hold(complaint)
    if held.acknowledged_at:
        raise AlreadyAcknowledged
    held.taken_by = held.taken_by or by
    held.acknowledged_at = timezone.now()
    tell_them(held, by, _("We have your complaint"), acknowledgement(held, by))
    held.answer_by = timezone.localdate() + NEXT_WORD_WITHIN
    held.save(update_fields=["taken_by", "acknowledged_at", "answer_by"])
    note(held, "acknowledged", by)


@audited()
def say_how_it_goes(*, complaint, by, words: str) -> None:
    """A word on the way; the next one is due in a month."""
    held = hold_mine(complaint, by)
    tell_them(held, by, _("How your complaint is going"), signed(words, by))
    held.answer_by = timezone.localdate() + NEXT_WORD_WITHIN
    held.save(update_fields=["answer_by"])
    note(held, "progress_told", by)


@audited()
def answer_complaint(*, complaint, by, words: str) -> None:
    """How it ended. Whoever was not yet told that it had come is told so by this."""
    held = hold_mine(complaint, by)
    held.acknowledged_at = held.acknowledged_at or timezone.now()
    held.save(update_fields=["acknowledged_at"])
    answered(held, by, Answering.now().complaints_kept_days, "answered", words=words)
