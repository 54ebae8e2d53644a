"""The agenda: it begins empty, everybody brings to it, and nobody takes away what another brought."""

from contextlib import suppress

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from portal.audit.services import audited, record
from portal.groups.models import AgendaItem, Meeting, ViewHeard
from portal.groups.services.noting import tell_it_was_noted
from portal.groups.services.starting import hold as hold_group
from portal.groups.services.when_read import settle_papers
from portal.notices import services as notices
from portal.refusal import Refusal

UP, DOWN = "up", "down"


class Elsewhere(Refusal):
    sentence = gettext_lazy("It is not there any more. Look at the agenda once more.")


class AgendaClosed(Refusal):
    sentence = gettext_lazy("What was said is being checked already. Bring it to the next meeting.")


class SavedAlready(Refusal):
    sentence = gettext_lazy("Somebody saved it for later a moment ago. It stands on the page of the group.")


class TalkedAbout(Refusal):
    sentence = gettext_lazy("There are minutes about it already, so it stays where it is.")


class OthersSaidSomething(Refusal):
    sentence = gettext_lazy("Somebody has said something about it already. You can save it for later.")


class HasBegun(Refusal):
    sentence = gettext_lazy("The meeting has begun. Say it there, or ask whoever writes the minutes to write it down.")


def hold(meeting) -> Meeting:
    """A meeting that takes items still, after its group."""
    group = hold_group(meeting.group)
    held = Meeting.objects.select_for_update(of=["self"], no_key=True).get(pk=meeting.pk)
    if not held.takes_items:
        raise AgendaClosed
    held.group = group
    return held


@audited()
def add_item(
    *, meeting, what, why, minutes=None, content_note="", confidential=False, card="", raised_by, by
) -> AgendaItem:
    """`raised_by`: whoever brings it, or None for somebody who would rather not be named; then nothing says who wrote
    it down either, since that might be the same person: no trail, whose time would tell. `card`: what it is about."""
    held = hold(meeting)
    said = {"what": what, "why": why, "minutes": minutes, "content_note": content_note}
    said["confidential"] = confidential or held.among_us
    said |= {"card": card, "raised_by": raised_by}
    if raised_by is None and (same := held.items.filter(**said).first()):
        return same  # pressed twice: nothing else could tell, since no form that was sent is noted
    item = AgendaItem.objects.create(group=held.group, meeting=held, order=_last(held) + 1, **said)
    if raised_by is not None:
        for_them = {} if raised_by == by else {"on_behalf_of": raised_by, "concerns": raised_by}
        record("groups.item_added", subject=held.group.about, by=by, **for_them)
        brought = "" if item.confidential else what
        tell_it_was_noted(held.group, raised_by, "meeting", held.pk, by=by, brought=brought)
    return item


def _last(meeting) -> int:
    return meeting.items.aggregate(last=Max("order"))["last"] or 0


@audited()
def say_beforehand(*, item, words: str, person, by) -> ViewHeard:
    """What somebody thinks of it, before the meeting. `person`: None for whoever would rather not be named; then
    nothing says who wrote it down either, nor when."""
    if item.meeting is None:
        raise Elsewhere
    held = hold(item.meeting)
    if held.has_begun:
        raise HasBegun
    if not held.items.filter(pk=item.pk).exists():
        raise Elsewhere
    said = {"meeting": held, "item": item, "words": words, "person": person, "beforehand": True}
    if person is None and (same := ViewHeard.objects.filter(**said).first()):
        return same  # pressed twice
    view = ViewHeard.objects.create(**said)
    if person is not None:
        for_them = {} if person == by else {"on_behalf_of": person, "concerns": person}
        record("groups.said_beforehand", subject=held.group.about, by=by, meeting=held.pk, **for_them)
    return view


@audited()
def move_item(*, item, direction, by) -> None:
    """One place up or down."""
    held = hold(item.meeting)
    items = list(held.items.select_for_update().order_by("order", "pk"))
    here = next((n for n, one in enumerate(items) if one.pk == item.pk), None)
    if here is None:
        return
    there = here + (-1 if direction == UP else 1)
    if 0 <= there < len(items):
        items[here], items[there] = items[there], items[here]
        for n, one in enumerate(items, start=1):
            one.order = n
        AgendaItem.objects.bulk_update(items, ["order"])
        record("groups.agenda_ordered", subject=held.group.about, by=by)


@audited()
def park_item(*, item, why: str, by) -> None:
    """Saved for later, with a reason and a name; it stands on the page of the group until it comes back."""
    if not why.strip():
        raise ValueError("Nothing is saved for later without a reason.")
    held = _free(item)
    if held.meeting_id is None:
        raise SavedAlready
    held.meeting, held.parked_why, held.parked_by = None, why, by
    held.save(update_fields=["meeting", "parked_why", "parked_by"])
    record("groups.item_parked", subject=held.group.about, by=by, concerns=held.raised_by)
    if held.raised_by_id not in (None, by.pk):
        _tell_saved_for_later(held, by)


def _tell_saved_for_later(item, by):
    """Nothing that somebody brought goes off the agenda behind their back."""
    with notices.speaking_to(item.raised_by):
        what = _("read it on the page") if item.confidential else item.what
        said = {"name": by, "group": item.group.name, "what": what}
        title = _("Saved for later: %(what)s") % said
        words = _("%(name)s saved for later what you brought to “%(group)s”: %(what)s") % said
        words = "\n\n".join([words, *([] if item.confidential else [item.parked_why])])
    path = reverse("portal:groups:group", args=[item.group_id])
    notices.tell(person=item.raised_by, title=title[:120], words=words, path=path, about=item.about, by=by)


@audited()
def bring_back_item(*, item, meeting, by) -> None:
    held_meeting = hold(meeting)
    held = AgendaItem.objects.select_for_update(of=["self"]).filter(pk=item.pk, meeting=None).first()
    if held is not None:
        held.meeting, held.parked_why, held.parked_by = held_meeting, "", None
        held.order, held.confidential = _last(held_meeting) + 1, held.confidential or held_meeting.among_us
        notices.overtake(about=held.about)
        held.save(update_fields=["meeting", "parked_why", "parked_by", "order", "confidential"])
        held.papers.update(meeting=held_meeting)
        held.views_heard.update(meeting=held_meeting)
        settle_papers(held_meeting)
        record("groups.item_brought_back", subject=held_meeting.group.about, by=by)


@audited()
def take_item_back(*, item, by) -> None:
    """Whoever brought it does not want to bring it any more."""
    held = _free(item)
    if held.views_heard.exists():
        raise OthersSaidSomething
    if held.raised_by_id == by.pk:
        _let_go(held)
        record("groups.item_taken_back", subject=item.group.about, by=by)


def take_off(item, by) -> None:
    """What it came from is not wanted any more: off the agenda, as long as nothing is written about it."""
    with suppress(Refusal):
        _let_go(_free(item))
        record("groups.item_taken_back", subject=item.group.about, by=by)


def _let_go(item) -> None:
    """With its papers: without it they would be papers of the whole meeting."""
    item.papers.all().delete()
    item.delete()


def _free(item) -> AgendaItem:
    """The item, held, as long as nothing is written about it."""
    if item.meeting_id:
        hold(item.meeting)
    else:
        hold_group(item.group)
    items = AgendaItem.objects.select_for_update(of=["self"]).select_related("raised_by", "group")
    held = items.filter(pk=item.pk).first()
    if held is None or held.meeting_id not in (item.meeting_id, None):  # gone, or on another agenda by now
        raise Elsewhere
    written, views = held.minutes_of_it.exclude(said="", decided=""), held.views_heard.filter(beforehand=False)
    if any(there.exists() for there in (written, held.actions, held.votes, held.decisions, views)):
        raise TalkedAbout
    held.minutes_of_it.all().delete()  # emptied again: it would stay with a meeting that its item may leave
    return held
