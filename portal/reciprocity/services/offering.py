"""An offer is made before the work, and answered as they like."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from portal.audit.services import audited, record
from portal.members.services import acting
from portal.members.services.holding import hold
from portal.notices import services as notices
from portal.reciprocity.models import Activity, Offer, Policy, Reward
from portal.reciprocity.services import budgets
from portal.reciprocity.services.holding import NotTheirOwn, TooLate, hold_one, tell_of
from portal.refusal import Refusal

Answer = Reward.Answer


class OfferedAlready(Refusal):
    sentence = gettext_lazy("They are offered this already. Look under “Waiting for their answer”.")


# --- Offering ---------------------------------------------------------------------------------------------------------
@audited()
def offer_to_each(*, people, by, **what) -> list[Offer]:
    """The same to some people, each for themselves; nobody is offered the same for the same thing twice."""
    people = sorted(people, key=lambda one: one.pk)
    for person in people:  # all of them before their activity, which another may be making at this moment
        hold(person)
    had = _had_it(what.get("subject"), [given["kind"] for given in what["rewards"]])
    made = [offer(person=person, by=by, **what) for person in people if person.pk not in had]
    if not made:
        raise OfferedAlready
    return made


def _had_it(subject, kinds) -> set[int]:
    """Who is offered one of these for it already."""
    standing = Reward.objects.filter(withdrawn_at=None, kind__in=kinds, offer__activity__subject=subject)
    return set(standing.values_list("offer__person", flat=True)) if subject else set()


@audited()
def offer(*, person, title: str, rewards: list[dict], by, day=None, subject="", **about) -> Offer:
    """Offer one person something for an activity. `rewards`: kind, and pence or what; `about`: fields of the offer."""
    hold(person)
    if about.get("budget"):
        budgets.hold_room(about["budget"].pk, sum(given.get("pence") or 0 for given in rewards))
    activity = _activity(title, day, subject)
    made = Offer.objects.create(activity=activity, person=person, by=by, **about)
    for given in rewards:
        reward = Reward.objects.create(offer=made, **given)
        record("reciprocity.offered", subject=reward.about, by=by, concerns=person)
        tell_of_offer(reward)
    return made


def _activity(title, day, subject) -> Activity:
    """What is a thing here, such as a meeting, is one activity, however many are offered something for it."""
    said = {"title": title, "day": day}
    if not subject:
        return Activity.objects.create(**said)
    activity, is_new = Activity.objects.get_or_create(subject=subject, defaults=said)
    # As it is called and when it is, by now; what people said that they gave to it keeps the words they said yes to.
    if not is_new and Activity.objects.filter(pk=activity.pk, contributions=None).update(**said):
        activity.refresh_from_db()
    return activity


def tell_of_offer(reward) -> None:
    person = reward.offer.person
    with notices.speaking_to(person):
        said = {"what": reward, "for": reward.offer.activity}
        title = _("What you’d get: %(what)s") % said
        words = _("For “%(for)s” we would like to give you: %(what)s. Say yes or no thanks, as you like.") % said
        words = f"{words}\n{advice(reward)}" if reward.kind.has_amount else words
    tell_of(reward, title, words, by=reward.offer.by)


def advice(reward) -> str:
    """The words on benefits that stand beside every offer of money, with whoever gives advice here."""
    if reward.kind.works == reward.kind.Works.VOUCHER:
        words = _("Vouchers can affect benefits. You can talk to somebody first:")
    else:
        words = _("Money can affect benefits. You can talk to somebody first:")
    return f"{words} {adviser()}"


def adviser() -> str:
    return Policy.on().adviser or _(
        "Citizens Advice: 0800 144 8848 in England, 0800 702 2020 in Wales, 0800 028 1456 in Scotland. "
        "Advice NI, in Northern Ireland: 0800 915 4604."
    )


@audited()
def withdraw(*, reward, why: str, by, seen: str = "") -> None:
    """Not offered any more: nothing was given yet. Whoever it was for is told why, and by whom."""
    held = hold_one(reward, seen)
    if held.person == by:
        raise NotTheirOwn
    if not held.is_open:
        raise TooLate(held)
    held.withdrawn_at, held.withdrawn_by, held.withdrawn_why = timezone.now(), by, why
    held.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why"])
    record("reciprocity.withdrawn", subject=held.about, by=by, concerns=held.person)
    with notices.speaking_to(held.person):
        said = {"what": held, "for": held.offer.activity, "why": why}
        title = _("Not offered any more: %(what)s") % said
        words = _("We had offered you for “%(for)s”: %(what)s. We cannot give it after all: %(why)s") % said
    tell_of(held, title, words, by=by)


@audited()
def keep_offer(*, reward, by) -> None:
    """What it is for was called off; it stands all the same, for what they have done for it already, say."""
    held = hold_one(reward)
    if held.person == by:
        raise NotTheirOwn
    if not held.is_open or not held.activity.is_called_off:
        raise TooLate(held)
    if held.kept_at is None:
        held.kept_at = timezone.now()
        held.save(update_fields=["kept_at"])
        record("reciprocity.offer_kept", subject=held.about, by=by, concerns=held.person)


# --- Answering --------------------------------------------------------------------------------------------------------
@audited()
def answer(*, reward, answer: str, by, takes_pence: int | None = None, goes_to: str = "", seen: str = "") -> None:
    """Yes, less, to somebody else, or no: by the person, or written down by whoever they told it on the phone."""
    held = hold_one(reward, seen)
    if not held.is_open or (by != held.person and held.answered_themselves):
        raise TooLate(held)
    budgets.hold_for_answer(held, answer, takes_pence, by)
    held.answer, held.answered_at = answer, timezone.now()
    held.takes_pence = takes_pence if answer == Answer.LESS else None
    held.goes_to = goes_to if answer == Answer.AWAY else ""
    held.recorded_by = None if by == held.person else by
    held.expected_on = expected_on(held.activity.day) if answer in Reward.TAKES else None
    held.save(update_fields=["answer", "answered_at", "takes_pence", "goes_to", "recorded_by", "expected_on"])
    # Which answer is nobody's business: neither the trail nor whoever reads it says so.
    record("reciprocity.answered", subject=held.about, **acting(by=by, person=held.person))
    if by == held.person:
        notices.overtake(about=held.about, person=held.person)
    else:
        _tell_what_was_written_down(held, by)


def expected_on(day=None):
    """The day that people are told with their yes: so many days after what it is for, and never one that is over."""
    today = timezone.localdate()
    return max(day or today, today) + timedelta(Policy.on().days_to_pay)


def _tell_what_was_written_down(held, by):
    with notices.speaking_to(held.person):
        said = {"what": held, "for": held.activity}
        title = _("Your answer was written down: %(what)s") % said
        words = _("You told us your answer to “%(what)s” for “%(for)s”. Is it right so? You can change it here.") % said
    tell_of(held, title, words, by=by)
