"""What people outside ask of us: taken down, taken on by one of us, answered by a day, and let go on another."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import IntegrityError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _, gettext_lazy

from portal.audit.services import audited, record
from portal.members.models import Answering, Asked, Complaint, Enquiry
from portal.members.services.links import subject_of
from portal.notices import services as notices
from portal.notices.routes import Means

ACKNOWLEDGED_WITHIN = timedelta(days=30)  # by law, weekends included
NEXT_WORD_WITHIN = timedelta(days=30)
UNANSWERED_KEPT = timedelta(days=183)  # nobody's offer is kept for ever because nobody answered
SATURDAY = 5


class Refusal(Exception):
    """A verb that could not be done. `sentence` tells the person why, and what to do."""

    sentence = ""

    def __str__(self):
        return str(self.sentence)


class SomebodyHasIt(Refusal):
    def __init__(self, person):
        super().__init__()
        self.person = person

    def __str__(self):
        return _("%(name)s has it already. You can talk with them, or take it over.") % {"name": self.person}


class AlreadyAnswered(Refusal):
    sentence = gettext_lazy("Somebody has answered already. Look below at what they wrote.")


class NotYours(Refusal):
    sentence = gettext_lazy("Take it on first, so that two people do not answer.")


class AlreadyAcknowledged(Refusal):
    sentence = gettext_lazy("Somebody has told them already that it has come.")


class Gone(Refusal):
    sentence = gettext_lazy("It has been deleted meanwhile, on the day that was said.")


@dataclass(frozen=True)
class Outsider:
    """Somebody who asks: what to call them, the one way they gave, and their words, in the language they read."""

    name: str
    means: Means
    address: str = ""
    words: str = ""
    language: str = ""


def after_working_days(day: date, days: int) -> date:
    """The day that is so many working days later."""
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < SATURDAY
    return day


# --- It comes ---------------------------------------------------------------------------------------------------------
def offer_help(*, key: UUID, outsider: Outsider, interests=(), by=None, came_by="form", came_on=None) -> Enquiry:
    """Somebody would like to help. `by` wrote it down for them; empty when it came by the form. A replay gives the
    same."""
    came_on = came_on or timezone.localdate()
    dates = {
        "came_on": came_on,
        "answer_by": after_working_days(came_on, Answering.now().help_days),
        "delete_on": timezone.localdate() + UNANSWERED_KEPT,
    }
    return _take_down(Enquiry, key, outsider, by, came_by, dates, interests)


def complain(*, key: UUID, outsider: Outsider, by=None, came_by="form", came_on=None) -> Complaint:
    """Somebody says that we handled what we know of them wrongly. The clock of the law runs from the day it came."""
    came_on = came_on or timezone.localdate()
    dates = {"came_on": came_on, "answer_by": came_on + ACKNOWLEDGED_WITHIN}
    return _take_down(Complaint, key, outsider, by, came_by, dates)


def _take_down(model, key, outsider, by, came_by, dates, interests=()):
    try:
        return _write_down(model, key, outsider, by, came_by, dates, interests)
    except IntegrityError:
        earlier = model.objects.filter(key=key).first()
        if earlier is None:
            raise
        return earlier


@audited()
def _write_down(model, key, outsider, by, came_by, dates, interests):
    if earlier := model.objects.filter(key=key).first():
        return earlier
    asked = model.objects.create(key=key, came_by=came_by, **vars(outsider), **dates)
    if interests:
        asked.interests.set(interests)
    record(f"{model._meta.model_name}.came", subject=asked.about, by=by, came_by=str(came_by))
    return asked


# --- One of us has it -------------------------------------------------------------------------------------------------
@audited()
def take(*, asked, by) -> Asked:
    """It is theirs from now on. Of two at once the row lets one through, and the other is told who has it."""
    held = _hold(asked)
    if held.taken_by and held.taken_by != by:
        raise SomebodyHasIt(held.taken_by)
    _give_to(held, by, "taken")
    return held


@audited()
def take_over(*, asked, by) -> Asked:
    """Somebody else goes on with it, and whoever had it is told."""
    held = _hold(asked)
    before = held.taken_by
    _give_to(held, by, "taken_over")
    if before and before != by:
        said = _("%(name)s goes on with %(reference)s. You need do nothing.")
        words = said % {"name": by, "reference": held.reference}
        told = {"title": _("Somebody took something over from you"), "about": subject_of(by)}
        notices.tell(person=before, words=words, by=by, **told)
    return held


def _give_to(held, by, verb):
    if held.taken_by != by:
        held.taken_by = by
        held.save(update_fields=["taken_by"])
        _note(held, verb, by)


@audited()
def write_notes(*, asked, by, notes: str) -> None:
    held = _hold_mine(asked, by)
    held.notes = notes
    held.save(update_fields=["notes"])
    _note(held, "notes_written", by)


# --- Offers to help ---------------------------------------------------------------------------------------------------
@audited()
def say_yes(*, enquiry, by) -> None:
    """They are invited, by the form that comes next."""
    held = _hold_mine(enquiry, by)
    held.outcome = Enquiry.Outcome.INVITED
    _answered(held, by, Answering.now().help_kept_days, "invited")


@audited()
def reopen(*, enquiry, by) -> None:
    """The invitation was a slip: nothing has been sent by it, so the offer waits as before."""
    held = _row_of(enquiry)
    if held.outcome != Enquiry.Outcome.INVITED:
        raise AlreadyAnswered
    held.outcome, held.answered_at, held.answered_by = Enquiry.Outcome.OPEN, None, None
    held.delete_on = timezone.localdate() + UNANSWERED_KEPT
    held.save()
    _note(held, "reopened", by)


@audited()
def say_no(*, enquiry, by, words: str) -> None:
    """Not this time. `words` hold the reason; we sign them, and say when what they told us is deleted."""
    held = _hold_mine(enquiry, by)
    held.outcome = Enquiry.Outcome.NOT_NOW
    _answered(held, by, Answering.now().help_kept_days, "not_now", words=words)


@audited()
def take_back(*, enquiry, by=None) -> None:
    """They would rather not. No reason is asked, and what they told us goes at once; that they took it back stays a
    while, so that nobody looks for it."""
    held = _hold(enquiry)
    held.outcome = Enquiry.Outcome.WITHDRAWN
    held.name = held.address = held.words = held.notes = held.language = ""
    held.interests.clear()
    notices.forget(about=held.about)
    _answered(held, by, Answering.now().help_kept_days, "taken_back")
    if held.taken_by and held.taken_by != by:
        words = _("Somebody would rather not after all: %(reference)s. You need do nothing.")
        title = _("An offer to help was taken back")
        notices.tell(person=held.taken_by, title=title, words=words % {"reference": held.reference}, by=by)


# --- Complaints -------------------------------------------------------------------------------------------------------
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
    held = _hold(complaint)
    if held.acknowledged_at:
        raise AlreadyAcknowledged
    held.taken_by = held.taken_by or by
    held.acknowledged_at = timezone.now()
    _tell(held, by, _("We have your complaint"), acknowledgement(held, by))
    held.answer_by = timezone.localdate() + NEXT_WORD_WITHIN
    held.save(update_fields=["taken_by", "acknowledged_at", "answer_by"])
    _note(held, "acknowledged", by)


@audited()
def say_how_it_goes(*, complaint, by, words: str) -> None:
    """A word on the way; the next one is due in a month."""
    held = _hold_mine(complaint, by)
    _tell(held, by, _("How your complaint is going"), signed(words, by))
    held.answer_by = timezone.localdate() + NEXT_WORD_WITHIN
    held.save(update_fields=["answer_by"])
    _note(held, "progress_told", by)


@audited()
def answer_complaint(*, complaint, by, words: str) -> None:
    """How it ended. Whoever was not yet told that it had come is told so by this."""
    held = _hold_mine(complaint, by)
    held.acknowledged_at = held.acknowledged_at or timezone.now()
    held.save(update_fields=["acknowledged_at"])
    _answered(held, by, Answering.now().complaints_kept_days, "answered", words=words)


# --- Its end ----------------------------------------------------------------------------------------------------------
def let_go_what_is_due() -> None:
    """For the clock: what somebody told us goes on the day we said, with every message about it."""
    for model in (Enquiry, Complaint):
        for asked in model.objects.to_let_go():
            _let_go(asked)


@audited()
def _let_go(asked):
    notices.forget(about=asked.about)
    _note(asked, "let_go", None)
    asked.delete()


def signed(words: str, by) -> str:
    return f"{words.strip()}\n\n{by}"


def _row_of(asked) -> Asked:
    # Without its people: whoever waited for the row sees it as it is now, but a join as it was before.
    held = type(asked).objects.select_for_update().filter(pk=asked.pk).first()
    if held is None:
        raise Gone
    return held


def _hold(asked) -> Asked:
    held = _row_of(asked)
    if not held.is_waiting:
        raise AlreadyAnswered
    return held


def _hold_mine(asked, by) -> Asked:
    held = _hold(asked)
    if held.taken_by != by:
        raise SomebodyHasIt(held.taken_by) if held.taken_by else NotYours()
    return held


def _answered(held, by, kept_days, verb, words=""):
    held.answered_at, held.answered_by = timezone.now(), by
    held.delete_on = timezone.localdate() + timedelta(days=kept_days)
    if words:
        gone = _("On %(date)s we delete what you told us.") % {"date": date_format(held.delete_on, "j F Y")}
        held.answer = signed(f"{words.strip()}\n\n{gone}", by)
        _tell(held, by, _("Our answer"), held.answer)
    held.save()
    _note(held, verb, by)


def _tell(held, by, title, words):
    notices.tell_outsider(
        name=held.name or _("you"),
        language=held.language,
        means=held.means,
        address=held.address,
        title=title,
        words=words,
        about=held.about,
        by=by,
        by_when=max(held.answer_by, timezone.localdate()),
    )


def _note(held, verb, by):
    record(f"{held._meta.model_name}.{verb}", subject=held.about, by=by)
