"""Minutes: who is here, what was said and decided, "is this right?", and approving them at the next meeting."""

import json
from hashlib import sha256

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from home.spoken import moment
from portal.agreement.merging import carry
from portal.audit.services import audited, record
from portal.groups.models import Action, AgendaItem, Check, Decision, Meeting, Minute, Present
from portal.groups.services.starting import hold as hold_group
from portal.members.services import acting
from portal.notices import services as notices
from portal.refusal import Refusal

BOXES = ("said", "decided")
DECIDED = ("question", "decided", "how", "reasons", "options", "expect", "review_on")


class Approved(Refusal):
    sentence = gettext_lazy("These minutes are approved, and do not change any more.")


class NotTheDay(Refusal):
    sentence = gettext_lazy("Minutes are written on the day of the meeting, or after it.")


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


@audited()
def say_who_is_here(*, meeting, people, by) -> None:
    """The names that are ticked, of those in the group: no others, and no more than those."""
    held = hold(meeting)
    wanted = {person.pk for person in people}
    there = set(held.present.values_list("person", flat=True))
    held.present.exclude(person__in=wanted).delete()
    Present.objects.bulk_create(Present(meeting=held, person_id=pk) for pk in sorted(wanted - there))
    if wanted != there:
        ask_again(held)
    record("groups.present_noted", subject=held.group.about, by=by, meeting=held.pk)


# --- Writing ----------------------------------------------------------------------------------------------------------
@audited()
def write_minute(*, meeting, item, words: dict[str, str], before: dict[str, str], by) -> bool:
    """Write what was said and decided about an item. `before`: the words that the writer had before them.

    Nobody's words are lost: what another wrote meanwhile stays, and both stand there when they changed the same line.
    Returns whether that was so.
    """
    held = hold(meeting)
    if not AgendaItem.objects.filter(pk=item.pk, meeting=held).exists():
        raise Changed
    minute = Minute.objects.filter(meeting=held, item=item).first() or Minute(meeting=held, item=item)
    both, changed = False, False
    for box in BOXES:
        now, theirs, mine = getattr(minute, box), before.get(box, ""), words.get(box, "")
        if mine in (theirs, now):
            continue
        merged = carry(now, theirs, mine)
        if merged is None:
            merged, both = f"{now}\n\n{mine}", True
        setattr(minute, box, merged)
        changed = True
    if changed:
        minute.save()
        ask_again(held)
        record("groups.minutes_written", subject=held.group.about, by=by, meeting=held.pk)
    return both


# --- "Is this right?" -------------------------------------------------------------------------------------------------
def digest_of(meeting) -> str:
    """Says whether two people had the same minutes before them."""
    words = Minute.objects.filter(meeting=meeting).order_by("item").values_list("item", "item__what", *BOXES)
    actions = Action.objects.filter(meeting=meeting).order_by("pk").values_list("what")  # whose it is goes on changing
    decided = Decision.objects.filter(meeting=meeting).order_by("item").values_list("item", "vote", *DECIDED)
    present = meeting.present.order_by("person").values_list("person", flat=True)
    said = [list(rows) for rows in (words, actions, decided, present)]
    return sha256(json.dumps(said, default=str).encode()).hexdigest()


def ask_again(meeting) -> None:
    """The minutes say something else from now on: whoever said what they think of them said it of other words."""
    if meeting.to_check_since is not None:
        meeting.checks.update(digest="")


@audited()
def send_to_check(*, meeting, by) -> None:
    """One page to everybody who was there: is this right?"""
    held = hold(meeting)
    if held.to_check_since is not None:
        return
    written = Minute.objects.filter(meeting=held).exclude(said="", decided="")
    if not held.present.exists() or not any(one.exists() for one in (written, held.decisions, held.actions)):
        raise NothingWritten
    held.to_check_since = timezone.now()
    held.save(update_fields=["to_check_since"])
    record("groups.minutes_sent", subject=held.group.about, by=by, meeting=held.pk)
    path = reverse("portal:groups:minutes", args=[held.pk])
    for one in held.present.exclude(person=by).select_related("person__about"):
        with notices.speaking_to(one.person):
            said = {"group": held.group.name, "when": moment(held.starts_at)}
            title = _("Is this right? What we said at “%(group)s”") % said
            words = [_("You were at “%(group)s” on %(when)s. This is what was written down.") % said]
            words += _in_words(held)
            words.append(_("Is it right? You can say yes, say what you see otherwise, or put a line right."))
        notices.tell(
            person=one.person, title=title[:120], words="\n\n".join(words), path=path, about=about_check(held), by=by
        )


def _in_words(meeting) -> list[str]:
    """All of it, for whoever has it read out to them."""
    words = []
    for minute in meeting.written.select_related("item").order_by("item__order", "item"):
        lines = [minute.item.what]
        lines += [_("We said: %(words)s") % {"words": minute.said}] if minute.said else []
        lines += [_("We decided: %(words)s") % {"words": minute.decided}] if minute.decided else []
        words.append("\n".join(lines))
    for decision in meeting.decisions.all():
        lines = [decision.question, _("We decided: %(words)s") % {"words": decision.decided}]
        lines += [_("Why: %(words)s") % {"words": decision.reasons}] if decision.reasons else []
        words.append("\n".join(lines))
    for action in meeting.actions.select_related("owner"):
        who = action.owner or _("nobody yet")
        words.append(_("To do: %(what)s (%(who)s)") % {"what": action.what, "who": who})
    return words


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
    Check.objects.update_or_create(meeting=held, person=person, defaults=told)
    record("groups.minutes_checked", subject=held.group.about, **acting(by=by, person=person), meeting=held.pk)
    notices.overtake(about=about_check(held), person=person)


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
