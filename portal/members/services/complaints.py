"""Complaints: we say that one has come by a day, how it goes, and how it ended."""

from datetime import timedelta
from uuid import UUID

from django.dispatch import receiver
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _, gettext_lazy

from portal.audit.services import audited
from portal.members.models import Answering, Complaint
from portal.members.services.asking import (
    Outsider,
    after_working_days,
    answered,
    hold,
    hold_mine,
    note,
    signed,
    take_down,
    tell_them,
)
from portal.notices.signals import not_reached, not_yet_reached, reached
from portal.refusal import Refusal

Kind = Complaint.Kind
ACKNOWLEDGED_WITHIN = timedelta(days=30)  # by law, weekends included
NEXT_WORD_WITHIN = timedelta(days=30)


class NoWay(Refusal):
    sentence = gettext_lazy("They gave no way to reach them. Look into it all the same.")


class AlreadyAcknowledged(Refusal):
    sentence = gettext_lazy("Somebody has told them already that it has come.")


def complain(*, key: UUID, outsider: Outsider, kind=Kind.DATA, by=None, came_by="form", came_on=None) -> Complaint:
    """Somebody says that something was not right. The clock runs from the day it came."""
    came_on = came_on or timezone.localdate()
    days = Answering.now().complaints_days
    answer_by = came_on + ACKNOWLEDGED_WITHIN if kind == Kind.DATA else after_working_days(came_on, days)
    facts = {"kind": kind, "came_on": came_on, "answer_by": answer_by}
    return take_down(Complaint, key, outsider, by, came_by, facts)


def acknowledgement(complaint, by) -> str:
    """What somebody is told when their complaint has come."""
    said = _(
        "We have your complaint of %(came)s. Its number is %(reference)s. %(name)s looks into it, and you hear from us "
        "how it goes by %(next)s at the latest. You can ask us at any time."
    )
    if complaint.kind == Kind.DATA:
        said += " " + _("You can also go to the Information Commissioner’s Office: ico.org.uk.")
    return said % {
        "came": date_format(complaint.came_on, "j F"),
        "reference": complaint.reference,
        "name": complaint.taken_by or by,
        "next": date_format(timezone.localdate() + NEXT_WORD_WITHIN, "j F Y"),
    }


@audited()
def acknowledge(*, complaint, by) -> None:
    """Write that it has come. It counts when it has reached them: mailed, or passed on by one of us. Whoever writes has
    it from now on, if nobody had."""
    held = hold(complaint)
    if not held.wants_an_answer:
        raise NoWay
    if held.acknowledged_at or held.letter_at:
        raise AlreadyAcknowledged
    held.taken_by = held.taken_by or by
    held.letter_at = timezone.now()
    # In the name that stands in it: should that person leave, it goes with the other words that name them.
    tell_them(held, held.taken_by, _("We have your complaint"), acknowledgement(held, by))
    held.save(update_fields=["taken_by", "letter_at"])
    note(held, "letter_written", by)


def _told_of(about: str):
    """The complaint that a message is about, if it is about one."""
    kind, _colon, number = about.partition(":")
    return Complaint.objects.filter(pk=int(number)) if kind == Complaint._meta.model_name else Complaint.objects.none()


@receiver(reached)
def it_reached_them(about, **kwargs) -> None:
    """Anything of ours that reached them about a complaint tells them that it has come."""
    for complaint in _told_of(about):
        _acknowledged(complaint.pk)


@receiver(not_reached)
def it_did_not_reach_them(about, **kwargs) -> None:
    """Somebody gave up: it can be written once more."""
    _told_of(about).filter(acknowledged_at=None).update(letter_at=None)


@receiver(not_yet_reached)
def it_has_not_reached_them_yet(about, since, **kwargs) -> None:
    """“Done” was a slip."""
    _told_of(about).filter(acknowledged_at__gte=since).update(acknowledged_at=None)


@audited()
def _acknowledged(pk) -> None:
    held = Complaint.objects.select_for_update().filter(pk=pk, acknowledged_at=None).first()
    if held is None:
        return
    held.acknowledged_at = timezone.now()
    if held.letter_at:
        held.answer_by = timezone.localdate(held.letter_at) + NEXT_WORD_WITHIN  # as the letter says
    held.save(update_fields=["acknowledged_at", "answer_by"])
    note(held, "acknowledged", None)


@audited()
def say_how_it_goes(*, complaint, by, words: str) -> None:
    """A word on the way; the next one is due in a month."""
    held = hold_mine(complaint, by)
    tell_them(held, by, _("How your complaint is going"), signed(words, by))
    if held.acknowledged_at:
        held.answer_by = timezone.localdate() + NEXT_WORD_WITHIN
    held.save(update_fields=["answer_by"])
    note(held, "progress_told", by)


@audited()
def answer_complaint(*, complaint, by, words: str) -> None:
    """How it ended. Whoever has not yet heard that it had come hears so by this."""
    held = hold_mine(complaint, by)
    answered(held, by, Answering.now().complaints_kept_days, "answered", words=words)
