"""People agree to an exact version of something. The part that owns the subject says who has to, and what follows."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.agreement.merging import how_many_words
from portal.agreement.models import Agreement, NotReached, Version
from portal.agreement.models.versions import digest_of_words
from portal.agreement.queries import UNDO_DAYS
from portal.agreement.services.fixing import SMALL
from portal.audit.services import audited, record
from portal.members.models import Support
from portal.members.services import acting
from portal.refusal import Refusal


class VersionChanged(Refusal):
    sentence = _("The words were changed while you were reading. Please read them once more.")


class TooBig(Refusal):
    sentence = _("That is more than a small fix. Ask everybody: do you agree?")


class TooManyFixes(TooBig):
    sentence = _("Together with the small fixes before it, that is more than a small fix. Ask everybody: do you agree?")


class TriedToday(Refusal):
    sentence = _("You tried today already. Try again on another day, or another way.")


class TheirsAlone(Refusal):
    sentence = _("They took their yes back here. Only they can give it again.")


class NothingDifferent(Refusal):
    sentence = _("Nothing is different yet. Change the words first.")


class NotTheirsToUndo(Refusal):
    sentence = _("Those who agreed to these words can undo it. You can change the words instead.")


class TooLateToUndo(Refusal):
    sentence = _("The seven days are over, or the words were changed since. You can change them instead.")


@dataclass(frozen=True)
class Standing:
    """How far people are with a version."""

    agreed: list
    not_yet: list
    not_reached: list

    @property
    def is_agreed(self) -> bool:
        """Everybody has said yes, but for those who were not reached after two tries; and somebody has."""
        return bool(self.agreed) and not self.not_yet


def current(subject: str) -> Version | None:
    return Version.objects.of(subject).first()


def hold(subject: str) -> Version | None:
    """The newest version; whoever changes or agrees to the same subject waits.

    They wait for its first version: whoever waits for the newest is given that one, though a newer is there by then.
    """
    Version.objects.select_for_update(of=["self"], no_key=True).filter(subject=subject, number=1).first()
    return current(subject)


@audited()
def put_forward(*, subject: str, words: dict, by, after: int | None, small_fix="", is_undo=False) -> Version:
    """Words for people to agree to. `after`: the number of the version that the writer had before them, None when there
    was none. What was agreed to before was agreed to other words: it lapses. A `small_fix` says why, and keeps it.
    """
    before = hold(subject)
    if (before.number if before else None) != after:
        raise VersionChanged
    if before and before.words == words:
        raise NothingDifferent
    if small_fix and before and not is_undo and not _is_small(before.words, words):
        raise TooBig
    if small_fix and before and not is_undo and not _is_small(_last_asked(before).words, words):
        raise TooManyFixes
    given = {"is_undo": is_undo, "words": words, "digest": digest_of_words(words), "small_fix": small_fix, "by": by}
    try:
        with transaction.atomic():
            version = Version.objects.create(subject=subject, number=before.number + 1 if before else 1, **given)
    except IntegrityError as another:  # the first words of two people: there was nothing yet to wait for
        raise VersionChanged from another
    if small_fix and before:
        _carry_over(before, version)
    record(
        "agreement.small_fix" if small_fix else "agreement.put_forward", subject=subject, by=by, number=version.number
    )
    return version


def _carry_over(before, version):
    """The yeses; of what undoes a fix, only of those who had agreed to these words before."""
    yeses = before.agreements.filter(taken_back_at=None)
    if version.is_undo:
        earlier = Agreement.objects.filter(version__subject=version.subject, version__number=before.number - 1)
        yeses = yeses.filter(person__in=earlier.filter(taken_back_at=None).values("person"))
    for one in yeses:
        Agreement.objects.create(
            version=version, person_id=one.person_id, side=one.side, said=one.said, recorded_by_id=one.recorded_by_id
        )
    for one in before.not_reached.all():
        NotReached.objects.create(
            version=version,
            person_id=one.person_id,
            tries=one.tries,
            last_tried_by_id=one.last_tried_by_id,
            last_tried_at=one.last_tried_at,
        )


def _last_asked(version) -> Version:
    """What people were asked about last: small fixes in a row are counted from there."""
    return Version.objects.of(version.subject).filter(small_fix="", number__lte=version.number).first() or version


def _is_small(old: dict, new: dict) -> bool:
    """A few words of what people wrote, and nothing that is chosen."""
    keys = {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}
    texts = [(old.get(key, ""), new.get(key, "")) for key in keys]
    written = all(isinstance(text, str) for pair in texts for text in pair)
    return written and sum(how_many_words(*pair) for pair in texts) <= SMALL


def is_still_small(version) -> bool:
    """Whether it is a small fix of the last seven days, which can be undone; what undid one cannot."""
    return (
        bool(version.small_fix)
        and not version.is_undo
        and timezone.now() <= version.made_at + timedelta(days=UNDO_DAYS)
    )


@audited()
def undo_fix(*, version, by) -> Version:
    """Any of those who agreed puts a small fix back, for seven days, while nothing was changed since."""
    newest = hold(version.subject)
    before = Version.objects.filter(subject=version.subject, number=version.number - 1).first()
    if newest != version or before is None or not is_still_small(version):
        raise TooLateToUndo
    if not version.agreements.filter(person=by, taken_back_at=None).exists():
        raise NotTheirsToUndo
    back = put_forward(
        subject=version.subject,
        words=before.words,
        by=by,
        after=version.number,
        small_fix=version.small_fix,
        is_undo=True,
    )
    record("agreement.fix_undone", subject=version.subject, by=by, number=back.number)
    return back


@audited()
def agree(*, version, person, side, by, said=Support.SaidYes.HERE) -> None:
    """A yes to exactly these words, by the person, or told to whoever writes it down."""
    if hold(version.subject) != version:
        raise VersionChanged
    told = {"side": side, "said": said, "recorded_by": None if by == person else by, "taken_back_at": None}
    if by != person:
        newest = Agreement.objects.filter(version__subject=version.subject, person=person).order_by("-version__number")
        if (last := newest.first()) and last.taken_back_at:
            raise TheirsAlone
    _one, new = Agreement.objects.get_or_create(version=version, person=person, defaults=told)
    again = Agreement.objects.filter(version=version, person=person).exclude(taken_back_at=None)
    if not new and not again.update(at=timezone.now(), **told):
        return
    record("agreement.agreed", subject=version.subject, **acting(by=by, person=person), number=version.number)


@transaction.atomic
def write_again(subject: str, change: Callable[[dict], dict], *, but: Iterable[Version] = ()) -> bool:
    """Words that somebody takes back, or a name that is not to stand there any more, are in no version: the only thing
    that writes one again. Numbers and yeses stay, so that nobody says yes to other words by an old page.

    `but`: versions that stay as they are. Returns whether anything changed.
    """
    hold(subject)
    changed = []
    for version in Version.objects.filter(subject=subject).exclude(pk__in=[one.pk for one in but]):
        words = change(version.words)
        if words != version.words:
            version.words, version.digest = words, digest_of_words(words)
            changed.append(version)
    return bool(Version.objects.bulk_update(changed, ["words", "digest"])) if changed else False


@audited()
def take_yes_back(*, version, by) -> bool:
    """No reason asked. Returns whether there was one."""
    hold(version.subject)
    mine = Agreement.objects.filter(version=version, person=by, taken_back_at=None)
    if not mine.update(taken_back_at=timezone.now()):
        return False
    record("agreement.taken_back", subject=version.subject, by=by, number=version.number)
    return True


@audited()
def could_not_reach(*, version, person, by) -> int:
    """Tried by their channel, and nobody was there. How often by now: after two, on two days, it goes on with "not
    reached" beside the name. Never for a consent."""
    if hold(version.subject) != version:
        raise VersionChanged
    first = {"tries": 0, "last_tried_by": by, "last_tried_at": timezone.now()}
    before, _new = NotReached.objects.get_or_create(version=version, person=person, defaults=first)
    if before.tries and timezone.localdate(before.last_tried_at) == timezone.localdate():
        raise TriedToday
    NotReached.objects.filter(version=version, person=person).update(
        tries=F("tries") + 1, last_tried_by=by, last_tried_at=timezone.now()
    )
    record("agreement.not_reached", subject=version.subject, by=by, concerns=person, number=version.number)
    return NotReached.objects.get(version=version, person=person).tries


def standing_of(version: Version, people: Iterable) -> Standing:
    """How far these people are with a version. Two queries."""
    agreements = set(version.agreements.filter(taken_back_at=None).values_list("person", flat=True))
    tries = dict(version.not_reached.values_list("person", "tries"))
    agreed = [person for person in people if person.pk in agreements]
    others = [person for person in people if person.pk not in agreements]
    return Standing(
        agreed=agreed,
        not_yet=[person for person in others if tries.get(person.pk, 0) < NotReached.ENOUGH],
        not_reached=[person for person in others if tries.get(person.pk, 0) >= NotReached.ENOUGH],
    )


def last_agreed_by(person, subject: str) -> Version | None:
    """The newest version that somebody said yes to, whatever came after it: "changed since you said yes"."""
    theirs = Agreement.objects.filter(person=person, taken_back_at=None, version__subject=subject)
    newest = theirs.select_related("version").order_by("-version__number").first()
    return newest.version if newest else None
