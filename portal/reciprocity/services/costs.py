"""Costs: written down, sent, said yes to by somebody else, and paid back."""

from datetime import date, timedelta
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _, gettext_lazy

from portal.audit.services import audited, record
from portal.drafts import services as drafts
from portal.members.services import acting
from portal.members.services.holding import hold
from portal.notices import services as notices
from portal.reciprocity.models import Activity, Cost, MileageRate, Policy
from portal.reciprocity.money import MOST
from portal.reciprocity.services.holding import NotTheirOwn, TooLate, hold_one, tell_of
from portal.refusal import Refusal


class NoRate(Refusal):
    sentence = gettext_lazy("There is no rate for a mile on that day. Look at the day again, or ask whoever pays.")


class TooFar(Refusal):
    sentence = gettext_lazy("That comes to more than £10,000. Look at the miles and the day again.")


def in_pounds_and_miles(*, kind, on, pence=None, miles=None, cost=None) -> dict:
    """The amount: as typed, or by the rate that held on that day. A `cost` that is put right keeps its rate, for as
    long as it is of the same kind and day."""
    if not kind.by_the_mile:
        return {"pence": pence, "miles": None, "pence_a_mile": None}
    stands = cost is not None and (cost.kind, cost.on) == (kind, on)
    rate = (stands and cost.pence_a_mile) or MileageRate.on(kind, on)
    if rate is None:
        raise NoRate
    if rate * miles > MOST:
        raise TooFar
    return {"pence": rate * miles, "miles": miles, "pence_a_mile": rate}


@audited()
def claim(*, person, by, title: str, kind, on, pence=None, miles=None, receipt=None, **said) -> Cost:
    """Write one cost down. By the person it is sent at once; by somebody else it waits for the person's yes."""
    hold(person)
    amount = in_pounds_and_miles(kind=kind, on=on, pence=pence, miles=miles)
    activity = Activity.objects.create(title=title, day=on)
    confirmed = timezone.now() if by == person else None
    cost = Cost(activity=activity, person=person, kind=kind, on=on, by=by, confirmed_at=confirmed, **amount, **said)
    if receipt:
        cost.file = receipt
    cost.save()
    record("reciprocity.claimed", subject=cost.about, **acting(by=by, person=person))
    if by != person:
        _ask_to_confirm(cost)
    return cost


def _ask_to_confirm(cost):
    with notices.speaking_to(cost.person):
        said = {"what": cost, "for": cost.activity, "on": date_format(cost.on, "j F")}
        title = _("Is this right? %(what)s") % said
        words = _("It was written down for you: %(what)s, on %(on)s, for “%(for)s”. Say yes, and it goes on.") % said
    tell_of(cost, title, words, by=cost.by)


@audited()
def confirm(*, cost, by, seen: str = "") -> None:
    """The person's own yes to what somebody else wrote down for them; or told to somebody else than whoever wrote it.
    `seen`: its stamp, as it was when they looked."""
    held = hold_one(cost, seen)
    if by not in (held.person, None) and held.was_written_by(by):
        raise NotTheirOwn
    if held.confirmed_at is None:
        held.confirmed_at = timezone.now()
        held.save(update_fields=["confirmed_at"])
        notices.overtake(about=held.about, person=held.person)
        record("reciprocity.confirmed", subject=held.about, **acting(by=by, person=held.person))


@audited()
def put_right(*, cost, by, title: str, kind, on, pence=None, miles=None, receipt=None, **said) -> None:
    """Changed by the person, and sent (again); by whoever pays, they say anew that it is right. The receipt that is
    there stays, unless another comes."""
    held = hold_one(cost)
    if not held.is_open:
        raise TooLate(held)
    amount = in_pounds_and_miles(kind=kind, on=on, pence=pence, miles=miles, cost=held)
    for name, value in (amount | said).items():
        setattr(held, name, value)
    held.kind, held.on = kind, on
    held.activity.title, held.activity.day = title, on
    held.activity.save(update_fields=["title", "day"])
    held.confirmed_at = timezone.now() if by == held.person else None
    if by != held.person:
        held.writers.add(held.by)
        held.by = by
    held.changes += 1
    held.sent_back_at, held.sent_back_by, held.sent_back_why = None, None, ""
    if receipt:
        held.file = receipt
    held.save()
    if by == held.person:
        notices.overtake(about=held.about, person=held.person)
    else:
        _ask_to_confirm(held)
    record("reciprocity.cost_put_right", subject=held.about, **acting(by=by, person=held.person))


def let_old_receipts_go() -> None:
    """For the clock: the cost stays in the books, and its photo goes when nobody has to show it any more."""
    before = timezone.localdate() - timedelta(days=settings.RECEIPT_DAYS)
    for cost in Cost.objects.exclude(file="").settled_before(before):
        name = cost.file.name
        gone = Cost.objects.filter(pk=cost.pk, file=name).update(file="", file_size=0, file_hash="")
        if gone:
            transaction.on_commit(partial(cost.file.storage.delete, name))


@audited()
def drop_cost(*, cost, by) -> None:
    """Not to be paid back after all: it goes, with its receipt. By the person; by who wrote it down for them, until
    they said that it is right."""
    held = hold_one(cost)
    if not held.is_open or (by != held.person and not (by == held.by and held.state == "unconfirmed")):
        raise TooLate(held)
    about = held.about
    activity = held.activity
    held.delete()
    activity.delete()
    notices.forget(about=about)
    drafts.forget_all(about=about)
    record("reciprocity.cost_taken_back", subject=about, **acting(by=by, person=cost.person))


def expected_by(cost) -> date:
    """When it is there if somebody says yes today; before the day itself, when they cannot pay first."""
    today = timezone.localdate()
    day = today + timedelta(Policy.on().days_to_pay)
    return max(today, min(day, cost.on)) if cost.ahead else day


@audited()
def approve(*, cost, by, seen: str = "") -> None:
    """Yes, by somebody else; the day by which it is paid is said at once."""
    held = hold_one(cost, seen)
    if held.person == by:
        raise NotTheirOwn
    if not held.is_to_look_at:
        raise TooLate(held)
    held.approved_at, held.approved_by = timezone.now(), by
    held.by_when = expected_by(held)
    held.save(update_fields=["approved_at", "approved_by", "by_when"])
    record("reciprocity.approved", subject=held.about, by=by, concerns=held.person)
    with notices.speaking_to(held.person):
        said = {"what": held, "for": held.activity, "on": date_format(held.by_when, "j F")}
        title = _("Yes: %(what)s") % said
        words = _("For “%(for)s”: %(what)s. You get it by %(on)s.") % said
    tell_of(held, title, words, by=by)


@audited()
def send_back(*, cost, why: str, by, seen: str = "") -> None:
    """Never without a reason; it may be put right and sent again."""
    held = hold_one(cost, seen)
    if held.person == by:
        raise NotTheirOwn
    if not held.is_to_look_at:
        raise TooLate(held)
    held.sent_back_at, held.sent_back_by, held.sent_back_why = timezone.now(), by, why
    held.save(update_fields=["sent_back_at", "sent_back_by", "sent_back_why"])
    record("reciprocity.sent_back", subject=held.about, by=by, concerns=held.person)
    with notices.speaking_to(held.person):
        said = {"what": held, "for": held.activity, "why": why}
        title = _("Please look again: %(what)s") % said
        words = _("For “%(for)s”: %(what)s. %(why)s Put it right, and send it again.") % said
    tell_of(held, title, words, by=by)
