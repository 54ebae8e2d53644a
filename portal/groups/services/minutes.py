"""Minutes: who is here, what was said and decided, "is this right?", and approving them at the next meeting."""

import json
from hashlib import sha256

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from home.spoken import moment
from portal.agreement.services.two_writers import write_into
from portal.audit.services import audited, record
from portal.groups.models import (
    AgendaItem,
    Check,
    Correction,
    Meeting,
    Minute,
    Outcome,
    Present,
    Role,
    ViewHeard,
)
from portal.groups.services.noting import tell_it_was_noted
from portal.groups.services.sides import count_sides
from portal.groups.services.starting import hold as hold_group
from portal.members.services import acting
from portal.notices import services as notices
from portal.reciprocity import services as reciprocity
from portal.reciprocity.models import ContributionKind
from portal.refusal import Refusal

BOXES = ("said", "decided")
DECIDED = ("question", "how", "both_sides", "reasons", "options", "expect", "review_on")


class Approved(Refusal):
    sentence = gettext_lazy("These minutes are approved, and do not change any more.")


class NotTheDay(Refusal):
    sentence = gettext_lazy("Minutes are written on the day of the meeting, or after it.")


class StillThere(Refusal):
    sentence = gettext_lazy("Somebody was there, and those who were asked about the minutes stay. Tick them again.")


class Theirs(Refusal):
    sentence = gettext_lazy("They have said here themselves what they think of it. Only they can change that.")


class NotThere(Refusal):
    sentence = gettext_lazy("Say first that you are here: tick your name.")


class NotToCheck(Refusal):
    sentence = gettext_lazy("These minutes are not being checked at present.")


class Changed(Refusal):
    sentence = gettext_lazy("Somebody changed a line while you were reading. Please look once more.")


class NotTheNext(Refusal):
    sentence = gettext_lazy("Minutes are approved at the next meeting of the group, by those who are there.")


class StillVoting(Refusal):
    sentence = gettext_lazy("A vote is still open. Close it first.")


class NothingWritten(Refusal):
    sentence = gettext_lazy("Nothing is written yet. Write something down, and say who was there.")


def hold(meeting) -> Meeting:
    """A meeting whose minutes can be written, after its group."""
    group = hold_group(meeting.group)
    held = Meeting.objects.select_for_update(of=["self"], no_key=True).get(pk=meeting.pk)
    if held.approved_at is not None:
        raise Approved
    if not held.has_its_day:
        raise NotTheDay
    held.group = group
    return held


def stays_among_us(item, meeting, by) -> None:
    """Of what is only for those who were there, nobody else writes or reads: also not before somebody is ticked."""
    if item is not None and item.confidential and not meeting.present.filter(person=by).exists():
        raise NotThere


@audited()
def say_who_is_here(*, meeting, people, before=None, by) -> None:
    """The names that are ticked, of those in the group. `before`: the people who were ticked when the form was opened:
    only what differs from that is changed, so that two who tick undo nothing of each other.

    Somebody was there, once that is said; and when the minutes go round, nobody who was there is taken out again.
    """
    held = hold(meeting)
    there = set(held.present.values_list("person", flat=True))
    ticked = {person.pk for person in people}
    shown = there if before is None else {person.pk for person in before}
    wanted = (there | (ticked - shown)) - (shown - ticked)
    if there and (not wanted or (held.to_check_since is not None and there - wanted)):
        raise StillThere
    held.present.exclude(person__in=wanted).delete()
    roles = {}
    for role in Role.objects.filter(seat__group=held.group, seat__person__in=wanted - there).select_related("seat"):
        roles.setdefault(role.seat.person_id, []).append(role.kind)
    Present.objects.bulk_create(
        Present(meeting=held, person_id=pk, roles=roles.get(pk, [])) for pk in sorted(wanted - there)
    )
    if wanted != there:
        ask_again(held)
    if held.to_check_since is not None:
        _propose_what_they_gave(held, by)
    count_sides(held.group)
    record("groups.present_noted", subject=held.group.about, by=by, meeting=held.pk)


def _propose_what_they_gave(meeting, by) -> None:
    """Whoever was there gave their time; they say themselves whether it stands on their own list. From when the minutes
    go round on: then nobody who was there is taken out again."""
    reciprocity.propose(
        people=[one.person for one in meeting.present.select_related("person")],
        subject=meeting.about,
        title=meeting.group.name,
        source=ContributionKind.Source.MEETING,
        day=timezone.localdate(meeting.starts_at),
        by=by,
    )


@audited()
def declare(*, meeting, words: str, by) -> None:
    """What the others should know, for whoever is there; empty takes it away."""
    held = hold(meeting)
    if not held.present.filter(person=by).update(declared=words):
        raise NotThere
    ask_again(held)
    record("groups.interest_declared", subject=held.group.about, by=by, meeting=held.pk)


# --- Writing ----------------------------------------------------------------------------------------------------------
@audited()
def write_minute(*, meeting, item, words: dict[str, str], before: dict[str, str], by) -> bool:
    """Write what was said and decided about an item. `before`: the words that the writer had before them.

    Nobody's words are lost: what another wrote meanwhile stays, and both stand there when they changed the same line.
    Returns whether that was so.
    """
    held = hold(meeting)
    there = AgendaItem.objects.filter(pk=item.pk, meeting=held).first()
    if there is None:
        raise Changed
    stays_among_us(there, held, by)
    minute = Minute.objects.filter(meeting=held, item=item).first() or Minute(meeting=held, item=item)
    changed, both = write_into(minute, {box: words.get(box, "") for box in BOXES}, before)
    if changed:
        minute.save()
        ask_again(held)
        record("groups.minutes_written", subject=held.group.about, by=by, meeting=held.pk)
    return both


@audited()
def hear_view(*, meeting, item, words: str, named: bool, by) -> ViewHeard:
    """Without a name, unless whoever thinks so wishes it. Of an unnamed one nothing says who wrote it down: no trail,
    whose time would tell."""
    held = hold(meeting)
    stays_among_us(item, held, by)
    said = {"item": item, "words": words, "person": by if named else None, "beforehand": False}
    if not named and (same := held.views_heard.filter(**said).first()):
        return same  # pressed twice: nothing else could tell, since no form that was sent is noted
    view = held.views_heard.create(**said)
    ask_again(held)
    if named:
        record("groups.view_heard", subject=held.group.about, by=by, meeting=held.pk)
    return view


# --- "Is this right?" -------------------------------------------------------------------------------------------------
def digest_of(meeting) -> str:
    """Says whether two people had the same minutes before them."""
    minutes = meeting.written.select_related("item")
    rows = (minutes, meeting.actions.all(), meeting.present.all(), meeting.decisions.all(), meeting.views_heard.all())
    return digest_from(*rows)


def digest_from(minutes, actions, present, decisions, views) -> str:
    """The same, of rows that somebody has read already. Whose an action is goes on changing after the meeting."""
    words = sorted([one.item_id, one.item.what, one.said, one.decided] for one in minutes)
    todo = sorted([one.pk, one.what] for one in actions)
    decided = sorted(
        [one.item_id, one.vote_id or 0, *(str(getattr(one, name)) for name in DECIDED)] for one in decisions
    )
    there = sorted([one.person_id, one.declared] for one in present)
    heard = sorted([one.pk, one.words, one.person_id] for one in views)
    return sha256(json.dumps([words, todo, there, decided, heard]).encode()).hexdigest()


def ask_again(meeting) -> None:
    """The minutes say something else from now on: whoever said what they think of them said it of other words."""
    if meeting.to_check_since is not None:
        meeting.checks.update(digest="")


@audited()
def send_to_check(*, meeting, by) -> None:
    """One page to everybody who was there: is this right? What was said stands on that page alone, since messages are
    read out by coordinators, who may not be in the group."""
    held = hold(meeting)
    if held.to_check_since is not None:
        return
    written = Minute.objects.filter(meeting=held).exclude(said="", decided="")
    if not held.present.exists() or not any(one.exists() for one in (written, held.decisions, held.actions)):
        raise NothingWritten
    held.to_check_since = timezone.now()
    held.save(update_fields=["to_check_since"])
    record("groups.minutes_sent", subject=held.group.about, by=by, meeting=held.pk)
    _propose_what_they_gave(held, by)
    path = reverse("portal:groups:minutes", args=[held.pk])
    for one in held.present.exclude(person=by).select_related("person__about"):
        with notices.speaking_to(one.person):
            said = {"group": held.group.name, "when": moment(held.starts_at)}
            title = _("Is this right? What we said at “%(group)s”") % said
            words = [_("You were at “%(group)s” on %(when)s. What was said is written down.") % said]
            words.append(_("Is it right? You can say yes, say what you see otherwise, or put a line right."))
            words.append(_("Would you like to hear it? Somebody who was there reads it out to you."))
        notices.tell(
            person=one.person, title=title[:120], words="\n\n".join(words), path=path, about=about_check(held), by=by
        )


def about_check(meeting) -> str:
    return f"minutes:{meeting.pk}"


@audited()
def check(*, meeting, person, answer, words="", digest: str, by) -> None:
    """What somebody who was there says of the minutes: to exactly the words they had before them. Silence says nothing,
    and it is no condition for anything."""
    held = hold(meeting)
    if held.to_check_since is None or not held.present.filter(person=person).exists():
        raise NotToCheck
    if digest != digest_of(held):
        raise Changed
    told = {"answer": answer, "words": words, "digest": digest, "recorded_by": None if by == person else by}
    if by != person and Check.objects.filter(meeting=held, person=person, recorded_by=None).exists():
        raise Theirs
    Check.objects.update_or_create(meeting=held, person=person, defaults=told)
    record("groups.minutes_checked", subject=held.group.about, **acting(by=by, person=person), meeting=held.pk)
    notices.overtake(about=about_check(held), person=person)
    tell_it_was_noted(held.group, person, "minutes", held.pk, by=by)


@audited()
def approve(*, meeting, at, by) -> None:
    """The people at the next meeting (`at`) approve what was written of the one before; from then on it stays."""
    held = hold(meeting)
    if held.to_check_since is None:
        raise NotToCheck
    at = held.group.meetings.filter(pk=at.pk, starts_at__gt=held.starts_at, present__person=by).first()
    if at is None or not at.has_its_day:
        raise NotTheNext
    if held.votes.filter(closed_at=None).exists():
        raise StillVoting
    held.approved_at, held.approved_by, held.approved_in = timezone.now(), by, at
    held.save(update_fields=["approved_at", "approved_by", "approved_in"])
    record("groups.minutes_approved", subject=held.group.about, by=by, meeting=held.pk, at=at.pk)
    notices.overtake(about=about_check(held))


@audited()
def correct_minutes(*, meeting, words: str, by) -> None:
    """After they are approved, they stay; what was wrong stands beside them, with a day and a name."""
    held = Meeting.objects.select_for_update(of=["self"], no_key=True).select_related("group").get(pk=meeting.pk)
    if held.approved_at is None:
        raise NotToCheck
    Correction.objects.create(meeting=held, words=words, by=by)
    record("groups.minutes_corrected", subject=held.group.about, by=by, meeting=held.pk)


@audited()
def say_what_came_of_it(*, minute, words: str, by) -> None:
    """What changed because of what was decided; it may be said long after."""
    Outcome.objects.create(minute=minute, words=words, by=by)
    record("groups.outcome_told", subject=minute.meeting.group.about, by=by, meeting=minute.meeting_id)
