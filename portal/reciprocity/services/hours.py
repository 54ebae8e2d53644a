"""Time credits: hours from one person to another, into the pot of all, and out of it.

How many somebody has does not matter: there is no least, and nobody is told of another's. The pot gives what is in it.
"""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit.services import audited, record
from portal.members.services.holding import hold
from portal.notices import services as notices
from portal.reciprocity.hours import in_hours
from portal.reciprocity.models import Account, Entry, TimeTransfer
from portal.reciprocity.services import ledger
from portal.reciprocity.services.holding import NotTheirOwn, TooLate
from portal.refusal import Refusal

MINUTES = Entry.Unit.MINUTES


class NotInThePot(Refusal):
    def __init__(self, left: int):
        super().__init__(left)
        self.left = left

    def __str__(self):
        if self.left <= 0:
            return _("The pot is empty now. It fills when people give hours to it.")
        return _("The pot has %(left)s now, and no more.") % {"left": in_hours(self.left)}


def minutes_of(person) -> int:
    """What they got, less what they gave."""
    return _minutes_in(Account.objects.filter(person=person))


def minutes_in_pot() -> int:
    return _minutes_in(Account.objects.filter(key=ledger.POT))


def _minutes_in(accounts) -> int:
    return Entry.objects.balance(accounts[:1], MINUTES)


def path_of_hours() -> str:
    return reverse("portal:reciprocity:hours")


# --- Giving them ------------------------------------------------------------------------------------------------------
@audited()
def give_hours(*, to, minutes: int, key, by, what: str = "") -> TimeTransfer:
    """One's own, to another; to nobody, into the pot. The same `key` again answers with what stands already."""
    return _move(to=to, minutes=minutes, key=key, by=by, what=what, from_pot=False)


@audited()
def give_from_pot(*, to, minutes: int, key, by, what: str = "") -> TimeTransfer:
    return _move(to=to, minutes=minutes, key=key, by=by, what=what, from_pot=True)


def _move(*, to, by, minutes, key, what, from_pot) -> TimeTransfer:
    if to == by:
        raise NotTheirOwn
    _hold_people([by, to] if to else [by])
    key = f"hours:{by.pk}:{key}"
    standing = TimeTransfer.objects.filter(posting__key=key).first()
    if standing:
        return standing
    pot = _hold_pot(minutes) if from_pot else ledger.account(ledger.POT)
    giver, receiver = pot if from_pot else ledger.account_of(by), ledger.account_of(to) if to else pot
    moves = {giver: -minutes, receiver: minutes}
    posting = ledger.post(key=key, what="hours.given", unit=MINUTES, moves=moves, by=by)
    made = TimeTransfer.objects.create(by=by, to=to, from_pot=from_pot, minutes=minutes, what=what, posting=posting)
    record("reciprocity.hours_given", subject=made.about, by=by, concerns=to)
    if to:
        _tell_of_hours(made)
    return made


def _hold_people(people) -> None:
    for person in sorted(people, key=lambda one: one.pk):
        hold(person)


def _hold_pot(minutes: int) -> Account:
    """Of two who take the last of it, one is refused."""
    pot = Account.objects.select_for_update(no_key=True).get(pk=ledger.account(ledger.POT).pk)
    left = minutes_in_pot()
    if minutes > left:
        raise NotInThePot(left)
    return pot


def _tell_of_hours(transfer) -> None:
    """How many, and what for, stands on its page alone: whoever reads messages out to people need not know."""
    with notices.speaking_to(transfer.to):
        said = {"name": transfer.by}
        title = _("Hours for you, from %(name)s") % said
        if transfer.from_pot:
            title = _("Hours for you, out of the pot") % said
        words = _("They stand under “Hours”. Was this not for you? You can give them back there.")
    _tell(transfer, transfer.to, title, words, by=transfer.by)


def _tell(transfer, person, title, words, *, by) -> None:
    told = {"title": title[:120], "words": words, "path": path_of_hours(), "about": transfer.about}
    notices.tell(person=person, by=by, private=True, **told)


# --- Giving them back, and taking them back ---------------------------------------------------------------------------
@audited()
def hand_hours_back(*, transfer, by) -> None:
    """By whoever got them: this was not for them. No reason is asked."""
    held = _hold(transfer)
    if held.to != by or not held.stands:
        raise TooLate
    _undo(held, by=by)
    with notices.speaking_to(held.by):
        title = _("%(name)s gave hours back") % {"name": by}
        if held.from_pot:
            words = _("They say that this was not for them. The hours are in the pot again.")
        else:
            words = _("They say that this was not for them. The hours are yours again.")
    _tell(held, held.by, title, words, by=by)


@audited()
def take_hours_back(*, transfer, why: str, by) -> None:
    """By whoever gave them, with a reason for whoever got them; out of the pot, as long as there are so many in it."""
    held = _hold(transfer)
    if held.by != by or not held.stands:
        raise TooLate
    if held.to is None:
        _hold_pot(held.minutes)
    _undo(held, by=by, why=why)
    if held.to:
        with notices.speaking_to(held.to):
            title = _("%(name)s took hours back") % {"name": by}
            words = _("Open “Hours” to read why. Talk to them if it is not clear.")
        _tell(held, held.to, title, words, by=by)


def _hold(transfer) -> TimeTransfer:
    _hold_people(transfer.people)
    return TimeTransfer.objects.select_for_update(of=["self"], no_key=True).with_all().get(pk=transfer.pk)


def _undo(held, *, by, why: str = "") -> None:
    held.undone_at, held.undone_by, held.undone_why = timezone.now(), by, why
    held.save(update_fields=["undone_at", "undone_by", "undone_why"])
    ledger.reverse(posting=held.posting, by=by)
    notices.forget(about=held.about)
    concerns = held.to if by == held.by else held.by
    record("reciprocity.hours_back", subject=held.about, by=by, concerns=concerns)
