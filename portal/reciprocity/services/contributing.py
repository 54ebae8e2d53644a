"""What people give: written down by them, or by itself for them to say yes to; and confirmed by another member."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from home import freshness, pagecache
from portal.audit.services import audited, record
from portal.members.models import User
from portal.members.services import acting
from portal.members.services.holding import hold
from portal.notices import services as notices
from portal.reciprocity.models import Activity, Contribution, ContributionKind
from portal.reciprocity.services.holding import NotTheirOwn, TooLate, hold_one, path_of
from portal.refusal import Refusal


class CannotSay(Refusal):
    sentence = gettext_lazy("They cannot say whether it is so, and are not asked again. Choose another, or nobody.")


class WordsOfAnother(Refusal):
    sentence = gettext_lazy("Somebody else wrote these words. You can take them away, and not change them.")


IS_SAID = ("kind", "on", "minutes", "words")


# --- Writing it down --------------------------------------------------------------------------------------------------
@audited()
def write_down(*, by, kind, on, person=None, minutes=None, words: str = "", title: str = "", witness=None):
    """By whoever gave it: it stands at once, and the `witness` is asked to say that it is so. By somebody whom the
    `person` told of it: it waits for their own yes, and the witness is asked after that."""
    person = hold(person or by)
    witness = _to_be_asked(witness)
    told = by != person
    activity = Activity.objects.create(title=title, day=on)
    said = {"kind": kind, "on": on, "minutes": minutes, "words": words, "witness": witness}
    said |= {"written_by": by} if told else {"accepted_at": timezone.now()}
    made = Contribution.objects.create(activity=activity, person=person, **said)
    record("reciprocity.gave", subject=made.about, **acting(by=by, person=person))
    if told:
        _ask_whether_it_is_right(made)
    else:
        _ask_witness(made)
    return made


def _ask_whether_it_is_right(contribution) -> None:
    """What it was stands on its page alone."""
    with notices.speaking_to(contribution.person):
        title = _("Is this right?")
        words = _("We wrote down what you told us that you gave. Please say whether it is right.")
    told = {"title": title, "words": words, "path": path_of(contribution), "about": contribution.about}
    notices.tell(person=contribution.person, by=contribution.written_by, **told)


def _to_be_asked(witness, contribution=None):
    """As they are now. Whoever left a moment ago is not asked; nor is whoever said that they cannot say."""
    if contribution and witness and contribution.not_asked.filter(pk=witness.pk).exists():
        raise CannotSay
    return witness and User.objects.here().filter(pk=witness.pk).first()


def _ask_witness(contribution) -> None:
    """What it was stands on its page alone: whoever reads messages out to people need not know."""
    if contribution.witness is None:
        return
    with notices.speaking_to(contribution.witness):
        said = {"name": contribution.person}
        title = _("%(name)s asks you: is this so?") % said
        words = _("%(name)s wrote down what they gave, and asks you to say that it is so. Please open it.") % said
    notices.tell(
        person=contribution.witness,
        title=title[:120],
        words=words,
        path=path_of(contribution),
        about=contribution.about,
        by=contribution.person,
    )


# --- Written down by itself -------------------------------------------------------------------------------------------
@audited()
def propose(
    *, people: Iterable, subject: str, title: str, source: str, day, by=None, minutes: int | None = None
) -> None:
    """Write down for each what they gave, once, however often this is called. Nobody is told: it waits for them, and
    counts for nothing until they say that it is right."""
    kind = ContributionKind.objects.filter(proposed_for=source, in_use=True).first()
    here = {person.pk for person in people if not person.erased_at}
    if kind is None or not here:
        return
    activity, _new = Activity.objects.get_or_create(subject=subject, defaults={"title": title[:120], "day": day})
    here -= set(Contribution.objects.filter(activity=activity, person__in=here).values_list("person", flat=True))
    if here:
        said = {"activity": activity, "kind": kind, "on": day, "minutes": minutes}
        made = [Contribution(person_id=pk, **said) for pk in sorted(here)]
        Contribution.objects.bulk_create(made, ignore_conflicts=True)
        record("reciprocity.proposed", subject=f"activity:{activity.pk}", by=by)


@audited()
def accept(*, contribution, by, told=False) -> None:
    """It is right as it was written down: they say so here, or `told` somebody else than who wrote it down."""
    held = _theirs(contribution, by, told=told)
    if held.accepted_at is None:
        held.accepted_at = timezone.now()
        held.save(update_fields=["accepted_at"])
        notices.forget(about=held.about)
        record("reciprocity.accepted", subject=held.about, **acting(by=by, person=held.person))
        _ask_witness(held)


@audited()
def change(*, contribution, by, title: str = "", witness=None, **said) -> None:
    """It stands as they say now. Whoever confirmed it, confirmed other words: they are asked anew, and what they wrote
    that changed because of it goes."""
    held = _theirs(contribution, by)
    before = {name: getattr(held, name) for name in IS_SAID} | {"title": held.activity.title, "witness": held.witness}
    if held.accepted_at and before == said | {"title": title, "witness": witness}:
        return
    for name, value in said.items():
        setattr(held, name, value)
    witness = _to_be_asked(witness, held)
    held.witness, held.confirmed_at, held.recorded_by, held.changes = witness, None, None, held.changes + 1
    held.public_ok_at = None
    if held.impact_by not in (None, by):  # their words were about what stood there before
        held.impact, held.impact_by = "", None
    held.accepted_at = held.accepted_at or timezone.now()
    held.save()
    if not held.activity.subject:  # what many took part in keeps its name
        held.activity.title, held.activity.day = title, held.on
        held.activity.save(update_fields=["title", "day"])
    notices.forget(about=held.about)
    record("reciprocity.gave_otherwise", subject=held.about, by=by, concerns=by)
    _ask_witness(held)


@audited()
def take_away(*, contribution, by, told=False) -> None:
    """It goes. Of what was written down by itself an empty row stays, so that it is not written down again. `told`:
    they said to somebody else than who wrote it down that it is not right."""
    held = _theirs(contribution, by, told=told)
    about, activity = held.about, held.activity
    if held.public_ok_at:
        nobody_reads_it_any_more()
    if activity.subject:
        empty = {"minutes": None, "words": "", "witness": None, "impact": "", "impact_by": None}
        empty |= {"accepted_at": None, "confirmed_at": None, "public_ok_at": None, "refused_at": timezone.now()}
        empty |= {"recorded_by": None}
        Contribution.objects.filter(pk=held.pk).update(**empty)
        held.not_asked.clear()
    else:
        held.delete()
        activity.delete()
    notices.forget(about=about)
    record("reciprocity.gave_taken_away", subject=about, **acting(by=by, person=held.person))


def _theirs(contribution, by, *, told=False) -> Contribution:
    held = hold_one(contribution)
    waits = told and held.written_by is not None and held.accepted_at is None
    if held.refused_at or (held.person != by and not waits):
        raise TooLate(held)
    if held.written_by == by:
        raise NotTheirOwn
    return held


# --- Confirming it ----------------------------------------------------------------------------------------------------
@audited()
def say_it_is_so(*, contribution, by, seen: int | None = None, told=False) -> None:
    """By the member whom they ask, never by themselves; or `told` by that member to somebody who had no part in it.
    `seen`: how often it had been changed when it was read."""
    held = _asked(contribution, by, told)
    if seen not in (None, held.changes):
        raise TooLate(held)
    held.confirmed_at = timezone.now()
    held.recorded_by = None if by == held.witness else by
    held.save(update_fields=["confirmed_at", "recorded_by"])
    notices.overtake(about=held.about, person=held.witness)
    record("reciprocity.is_so", subject=held.about, **_in_whose_place(held, by))


@audited()
def cannot_say(*, contribution, by, told=False) -> None:
    """They were not there, or would rather not. No reason is asked, and it counts all the same."""
    held = _asked(contribution, by, told)
    in_whose_place = _in_whose_place(held, by)
    held.not_asked.add(held.witness)
    held.witness = None
    held.save(update_fields=["witness"])
    notices.forget(about=held.about)
    record("reciprocity.cannot_say", subject=held.about, **in_whose_place)


def _asked(contribution, by, told) -> Contribution:
    held = hold_one(contribution)
    if by in (held.person, held.written_by):
        raise NotTheirOwn
    if held.state != "asked" or (held.witness != by and not told):
        raise TooLate(held)
    return held


def _in_whose_place(held, by) -> dict:
    """As `acting`: it is the member's who was asked, and concerns whoever gave it."""
    return acting(by=by, person=held.witness) | {"concerns": held.person}


# --- What changed because of it ---------------------------------------------------------------------------------------
@audited()
def say_what_changed(*, contribution, words: str, by) -> None:
    """By whoever gave it or confirms it; then only whoever wrote it changes it. Other words need another yes before
    everybody may read them; empty takes it away, also for whoever gave it."""
    held = hold_one(contribution)
    is_anothers = held.impact_by not in (None, by)
    if by not in (held.person, held.witness) or held.accepted_at is None or (is_anothers and by != held.person):
        raise TooLate(held)
    if is_anothers and words not in ("", held.impact):
        raise WordsOfAnother
    if held.impact != words:
        if held.public_ok_at:
            nobody_reads_it_any_more()
        held.impact, held.impact_by, held.public_ok_at = words, by if words else None, None
        held.changes += 1
        held.save(update_fields=["impact", "impact_by", "public_ok_at", "changes"])
        record("reciprocity.change_told", subject=held.about, by=by, concerns=held.person)


@audited()
def let_it_be_public(*, contribution, by, seen: int | None = None) -> None:
    """Their own yes, to the words that they read: `seen`, as above."""
    held = _theirs(contribution, by)
    if not held.impact or seen not in (None, held.changes):
        raise TooLate(held)
    if held.public_ok_at is None:
        held.public_ok_at = timezone.now()
        held.save(update_fields=["public_ok_at"])
        record("reciprocity.change_public", subject=held.about, by=by, concerns=by)
        freshness.changed()


@audited()
def keep_among_us(*, contribution, by) -> None:
    """Not for everybody, after all. No reason is asked."""
    held = _theirs(contribution, by)
    if held.public_ok_at:
        held.public_ok_at = None
        held.save(update_fields=["public_ok_at"])
        record("reciprocity.change_among_us", subject=held.about, by=by, concerns=by)
        nobody_reads_it_any_more()


def nobody_reads_it_any_more() -> None:
    """What changed is not for everybody now: pages are made without it, and no copy of them is kept."""
    freshness.changed()
    transaction.on_commit(pagecache.empty)
