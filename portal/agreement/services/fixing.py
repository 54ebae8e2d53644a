"""Small fixes: a spelling, a date, a phone number. Live at once, told to all who agreed, undone by any of them."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.permissions import policy_registry

from home.translations import keep_sentences_in_step
from portal.agreement import readers
from portal.agreement.agreed import as_it_was, keep, last_read
from portal.agreement.digest import digest_of
from portal.agreement.kinds import kind_of
from portal.agreement.merging import carry, how_many_words
from portal.agreement.models import Agreement, SmallFix, Telling
from portal.agreement.review import last_agreement, who_read
from portal.agreement.services.writing import (
    NothingChanged,
    hold,
    hold_unchanged,
    lapse_what_changed,
)
from portal.agreement.words import put, words_of
from portal.audit.services import audited, record
from portal.refusal import Refusal

SMALL = 30  # words: more than this is new writing, and both sides read it first


class NotLive(Refusal):
    sentence = _("This page is not on the site yet, so there is nothing to put right there. Send it to be read.")


class TooBig(Refusal):
    sentence = _("That is more than a small fix. Please send it to be read.")


class TooManyFixes(TooBig):
    sentence = _(
        "Together with the small fixes since people last read this page, that is more than a small fix. "
        "Please send it to be read."
    )


class NotOnTheSite(Refusal):
    sentence = _(
        "The words around this are being changed by somebody and are not on the site yet. "
        "Send yours to be read, or talk with them."
    )


class NotTheirsToFix(Refusal):
    sentence = _("In a story, whoever tells it makes small fixes. Save your words for later, and talk with them.")


class NotTheirsToUndo(Refusal):
    sentence = _("In a story, those who make it put small fixes back.")


class Scheduled(Refusal):
    sentence = _("A new version of this page is waiting for its day. Send your change to be read.")


class AlreadyUndone(Refusal):
    sentence = _("Somebody has already undone this.")


class TooLate(Refusal):
    sentence = _("The seven days are over. You can change the page instead.")


class ChangedSince(Refusal):
    sentence = _("These words were changed again after the fix, so nothing was put back. Here are both.")


class CannotUndo(Refusal):
    sentence = _("The words from before are not kept any more. You can change the page instead.")


@audited()
def make_small_fix(*, page, by, loaded: str, words: dict[str, str], why: str, easy_read_same: bool = False) -> SmallFix:
    """Make the same change in what the site says and in a draft that waits: nobody's draft goes out with it."""
    held = hold_unchanged(page, by=by, loaded=loaded)
    if not kind_of(held).may_fix(by, held):
        raise NotTheirsToFix
    live, draft = held.specific, held.get_latest_revision_as_object()
    changes = _changes(words_of(draft), words)
    _refuse_unless_small(held, changes)
    carried = _carried(live, changes)
    if carried is None:
        raise NotOnTheSite
    _refuse_if_fixed_too_much(live, carried)
    before, after = _go_live(held, live, draft, changes, by, {"small_fix": why}, easy_read_same=easy_read_same)
    fix = SmallFix.objects.create(page=held, by=by, why=why, before=before, after=after)
    _tell(fix, _concerned(held) - {by.pk})
    record("page.small_fix", subject=f"page:{held.pk}", by=by, fix=fix.pk, before=before.pk, after=after.pk)
    return fix


@audited()
def undo_small_fix(*, fix, by) -> SmallFix:
    """Put back the words that the fix changed, and only those, while the site still says what the fix said."""
    held = hold(fix.page)
    if not kind_of(held).may_undo(by, held):
        raise NotTheirsToUndo
    fix = SmallFix.objects.select_for_update().get(pk=fix.pk)
    if fix.undone_at:
        raise AlreadyUndone
    if not fix.can_still_be_undone:
        raise TooLate
    if not (fix.before and fix.after and held.live):
        raise CannotUndo
    of_its_people = not kind_of(held).is_read_by_both_sides
    if of_its_people and (read := last_read(held.specific)) is not None and read.made_at > fix.made_at:
        raise ChangedSince  # each of them said yes to other words since: those stand
    back = _changes(words_of(fix.after.as_object()), words_of(fix.before.as_object()))
    live, draft = held.specific, held.get_latest_revision_as_object()
    now = words_of(live)
    if any(now.get(key) != fixed for key, (fixed, _before) in back.items()):
        raise ChangedSince
    undo = {"small_fix": fix.why, "is_undo": True}
    same = fix.before.content.get("easy_read_of", "")
    _before, after = _go_live(held, live, draft, back, by, undo, easy_read_of=same)
    fix.undone_by, fix.undone_at = by, timezone.now()
    fix.save(update_fields=["undone_by", "undone_at"])
    _tell(fix, {fix.by_id} - {by.pk})
    record("page.small_fix_undone", subject=f"page:{held.pk}", by=by, fix=fix.pk, after=after.pk)
    return fix


def see_small_fix(*, fix, by) -> None:
    """Somebody has looked at a fix they were told of: it need not wait for them any more."""
    Telling.objects.filter(fix=fix, person=by, seen_at=None).update(seen_at=timezone.now())


def _changes(old: dict[str, str], new: dict[str, str]) -> dict[str, tuple[str, str]]:
    return {key: (old[key], text) for key, text in new.items() if key in old and old[key] != text}


def _refuse_unless_small(held, changes):
    if not held.live:
        raise NotLive
    if not changes:
        raise NothingChanged
    if held.approved_schedule:
        raise Scheduled
    if sum(how_many_words(old, new) for old, new in changes.values()) > SMALL:
        raise TooBig


def _refuse_if_fixed_too_much(live, carried):
    """Small fixes in a row write nothing new either: they are counted from what people read last."""
    read, now = last_read(live), words_of(live)
    if read is None:
        return
    then = words_of(as_it_was(live, read))
    if sum(how_many_words(then.get(key, ""), text) for key, text in (now | carried).items()) > SMALL:
        raise TooManyFixes


def _carried(page, changes) -> dict[str, str] | None:
    """The changes made in what this version of the page says; None when they do not fit there."""
    now = words_of(page)
    carried = {key: carry(now[key], old, new) if key in now else None for key, (old, new) in changes.items()}
    return None if None in carried.values() else carried


def _go_live(held, live, draft, changes, by, as_what, *, easy_read_same=False, easy_read_of=None):
    """Publish the site's own words with the changes in them, then save the waiting draft again on top, changed too.

    A fix, or its undoing, is a version that its maker alone has agreed to.
    """
    draft_waits = digest_of(draft) != digest_of(live)
    draft_writer = held.latest_revision.user if held.latest_revision else None
    before = _kept_version(held, live)
    put(live, _carried(live, changes))
    if easy_read_same:
        live.easy_read_of = live.words_digest()
    if easy_read_of is not None:
        live.easy_read_of = easy_read_of
    after = live.save_revision(user=by, log_action=True)
    Agreement.objects.create(version=keep(after, by=by, **as_what), person=by)
    after.publish(user=by, skip_permission_checks=True)
    if draft_waits:
        in_step = easy_read_same and not draft.easy_read_is_behind
        put(draft, _carried(draft, changes) or {})
        if in_step:
            draft.easy_read_of = draft.words_digest()
        draft.save_revision(user=draft_writer, clean=False)
        lapse_what_changed(page=draft, by=by)
    keep_sentences_in_step(draft if draft_waits else live, by=by)
    return before, after


def _kept_version(held, live):
    """The revision that says what the site says now; made when the page was put there without one."""
    if held.live_revision and digest_of(held.live_revision.as_object()) == digest_of(live):
        return held.live_revision
    return live.save_revision(changed=False)


def _concerned(held) -> set[int]:
    """Everybody a fix concerns: who may change the page, who agreed to it last, and the coordinators, for what is not a
    few people's own."""
    policy = policy_registry.get_by_type(Page)
    team = policy.users_with_permission_for_instance("change", held, include_superusers=False)
    agreed = {yes.person_id for yes in who_read(last_agreement(held))}
    active = set(team.filter(erased_at=None).values_list("pk", flat=True))
    offices = readers.coordinators() if kind_of(held).is_read_by_both_sides else set()
    return active | readers.still_here(agreed) | offices


def _tell(fix, people) -> None:
    Telling.objects.filter(fix=fix, person__in=people).update(seen_at=None)
    Telling.objects.bulk_create([Telling(fix=fix, person_id=pk) for pk in sorted(people)], ignore_conflicts=True)
