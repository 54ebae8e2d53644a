"""What was offered is given, and a cost is paid back: once, and by somebody else than whoever gets it."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _, gettext_lazy

from portal.audit.services import audited, record
from portal.members.models import User
from portal.members.services import acting
from portal.notices import services as notices
from portal.reciprocity.models import Cost, Entry, Giving, Reward
from portal.reciprocity.services import ledger
from portal.reciprocity.services.holding import NotSaidYes, NotTheirOwn, TooLate, hold_one, tell_of
from portal.refusal import Refusal


class SomebodyElse(Refusal):
    """By an answer that nobody but this one has heard. It says who else can give it."""

    def __init__(self, others):
        super().__init__(others)
        self.others = others

    def __str__(self):
        if not self.others:
            return _("You wrote their answer down yourself. Let somebody else look after what people get with you.")
        names = ", ".join(str(one) for one in self.others)
        return _("You wrote their answer down yourself. Somebody else has to give it: %(names)s.") % {"names": names}


class OwnWord(Refusal):
    sentence = gettext_lazy("You gave it yourself. They say whether they have it now, or tell somebody else.")


@audited()
def give(*, thing, on, how: str, by, code: str = "", seen: str = "") -> Giving:
    """Write down that it was given, once: of two who press at once, one does."""
    held = hold_one(thing, seen)
    if held.person == by:
        raise NotTheirOwn
    if held.given_id or getattr(held, "withdrawn_at", None):
        raise TooLate(held)
    if not held.is_to_give:
        raise NotSaidYes
    if getattr(held, "recorded_by", None) == by:
        others = User.objects.paying().exclude(pk__in=[by.pk, held.person.pk])
        raise SomebodyElse(list(others.order_by("known_as", "pk")))
    which = {"cost" if isinstance(held, Cost) else "reward": held}
    giving = Giving(person=held.person, pence=held.taken_pence, on=on, how=how, code=code, by=by, **which)
    giving.save()
    if giving.pence:
        giving.posting = _posted(giving, held)
        giving.save(update_fields=["posting"])
    held.given = giving
    held.save(update_fields=["given"])
    record("reciprocity.given", subject=held.about, by=by, concerns=held.person)
    _tell_it_is_given(held, giving)
    return giving


def _posted(giving, thing):
    receiver = ledger.account(ledger.OUTSIDE) if _goes_away(thing) else ledger.account_of(thing.person)
    return ledger.post(
        key=f"giving:{giving.pk}",
        what="given.cost" if isinstance(thing, Cost) else f"given.{thing.kind.works}",
        unit=Entry.Unit.PENCE,
        moves={ledger.account(_paid_from(thing)): -giving.pence, receiver: giving.pence},
        by=giving.by,
        on=giving.on,
    )


def _paid_from(thing) -> str:
    return f"budget:{thing.budget_id}" if thing.budget_id else ledger.ORGANISATION


def _goes_away(thing) -> bool:
    return isinstance(thing, Reward) and thing.answer == Reward.Answer.AWAY


def _tell_it_is_given(thing, giving):
    with notices.speaking_to(thing.person):
        said = {"what": thing.taken_words, "for": thing.activity, "on": date_format(giving.on, "j F")}
        if _goes_away(thing):
            title = _("Given on: %(what)s") % said
            words = _("For “%(for)s”: %(what)s, on %(on)s. Is it not as you asked? Open this and tell us.") % said
        else:
            title = _("Given: %(what)s") % said
            words = _("For “%(for)s”: %(what)s, on %(on)s. Did it not reach you? Open this and tell us.") % said
    tell_of(thing, title, words, by=giving.by)


@audited()
def say_missing(*, thing, by) -> None:
    """It did not reach them: whoever pays looks into it."""
    _mark(thing, by, missing_at=timezone.now(), verb="reciprocity.missing")


@audited()
def say_it_came(*, thing, by) -> None:
    """It is here after all."""
    _mark(thing, by, missing_at=None, verb="reciprocity.came")


def _mark(thing, by, *, missing_at, verb):
    held = hold_one(thing)
    if held.given_id is None:
        raise TooLate(held)
    if missing_at is None and by == held.given.by:
        raise OwnWord
    if bool(held.given.missing_at) != bool(missing_at):
        held.given.missing_at = missing_at
        held.given.save(update_fields=["missing_at"])
        record(verb, subject=held.about, **acting(by=by, person=held.person))
        if missing_at is None and by != held.person:
            _tell_it_came(held, by)


def _tell_it_came(held, by):
    """It was said for them: if it is not so, they say so again."""
    with notices.speaking_to(held.person):
        said = {"what": held.taken_words, "for": held.activity}
        title = _("It has come: %(what)s") % said
        words = _("For “%(for)s”: %(what)s. We wrote down that you have it now. Is it not so? Open this and tell us.")
        words %= said
    tell_of(held, title, words, by=by)


@audited()
def take_back(*, thing, why: str, by, seen: str = "") -> None:
    """Written down by mistake, or lost: the ledger gets the opposite, and it may be given anew. Of somebody who has
    left for good no reason is kept, and nobody is to give them anything."""
    held = hold_one(thing, seen, also_left=True)
    has_left = held.person.erased_at is not None
    if held.person == by:
        raise NotTheirOwn
    if held.given_id is None:
        raise TooLate(held)
    giving = held.given
    giving.undone_at, giving.undone_by, giving.undone_why = timezone.now(), by, "" if has_left else why
    giving.save(update_fields=["undone_at", "undone_by", "undone_why"])
    held.given = None
    held.save(update_fields=["given"])
    if has_left:
        _nobody_waits_for(held)
    if giving.posting:
        ledger.reverse(posting=giving.posting, by=by)
    record("reciprocity.taken_back", subject=held.about, by=by, concerns=held.person)
    if not has_left:
        _tell_it_was_taken_back(held, why, by)


def _nobody_waits_for(thing):
    """It is not offered any more; a cost uses up no budget."""
    if isinstance(thing, Reward):
        thing.withdrawn_at = timezone.now()
        thing.save(update_fields=["withdrawn_at"])
    else:
        thing.budget = None
        thing.save(update_fields=["budget"])


def _tell_it_was_taken_back(held, why, by):
    with notices.speaking_to(held.person):
        said = {"what": held.taken_words, "why": why}
        title = _("Not given yet after all: %(what)s") % said
        words = _("We had written down that you got: %(what)s. That was taken back: %(why)s") % said
    tell_of(held, title, words, by=by)
