"""What people outside ask of us, whatever it is: taken down, taken on by one of us, and let go on a stated day."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _, gettext_lazy

from portal.audit.services import audited, record
from portal.members.models import Asked, Complaint, Enquiry
from portal.notices import services as notices
from portal.notices.routes import Means


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


# --- It comes ---------------------------------------------------------------------------------------------------------
def take_down(model, key, outsider, by, came_by, dates, interests=()):
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
    held = hold(asked)
    if held.taken_by and held.taken_by != by:
        raise SomebodyHasIt(held.taken_by)
    _give_to(held, by, "taken")
    return held


@audited()
def take_over(*, asked, by) -> Asked:
    """Somebody else goes on with it, and whoever had it is told."""
    held = hold(asked)
    before = held.taken_by
    _give_to(held, by, "taken_over")
    if before and before != by:
        said = _("%(name)s goes on with %(reference)s. You need do nothing.")
        words = said % {"name": by, "reference": held.reference}
        notices.tell(person=before, title=_("Somebody took something over from you"), words=words, by=by)
    return held


def _give_to(held, by, verb):
    if held.taken_by != by:
        held.taken_by = by
        held.save(update_fields=["taken_by"])
        note(held, verb, by)


@audited()
def write_notes(*, asked, by, notes: str) -> None:
    held = hold_mine(asked, by)
    held.notes = notes
    held.save(update_fields=["notes"])
    note(held, "notes_written", by)


# --- Its end ----------------------------------------------------------------------------------------------------------
def let_go_what_is_due() -> None:
    """For the clock: what somebody told us goes on the day we said, with every message about it."""
    for model in (Enquiry, Complaint):
        for asked in model.objects.to_let_go():
            _let_go(asked)


@audited()
def _let_go(asked):
    notices.forget(about=asked.about)
    note(asked, "let_go", None)
    asked.delete()


def signed(words: str, by) -> str:
    return f"{words.strip()}\n\n{by}"


def row_of(asked) -> Asked:
    # Without its people: whoever waited for the row sees it as it is now, but a join as it was before.
    held = type(asked).objects.select_for_update().filter(pk=asked.pk).first()
    if held is None:
        raise Gone
    return held


def hold(asked) -> Asked:
    held = row_of(asked)
    if not held.is_waiting:
        raise AlreadyAnswered
    return held


def hold_mine(asked, by) -> Asked:
    held = hold(asked)
    if held.taken_by != by:
        raise SomebodyHasIt(held.taken_by) if held.taken_by else NotYours()
    return held


def answered(held, by, kept_days, verb, words=""):
    held.answered_at, held.answered_by = timezone.now(), by
    held.delete_on = timezone.localdate() + timedelta(days=kept_days)
    if words:
        gone = _("On %(date)s we delete what you told us.") % {"date": date_format(held.delete_on, "j F Y")}
        held.answer = signed(f"{words.strip()}\n\n{gone}", by)
        tell_them(held, by, _("Our answer"), held.answer)
    held.save()
    note(held, verb, by)


def tell_them(held, by, title, words):
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


def note(held, verb, by):
    record(f"{held._meta.model_name}.{verb}", subject=held.about, by=by)
