"""What people ask or propose: it comes, is looked at, goes to a group and to a meeting, and is answered."""

import re
from datetime import date, timedelta
from uuid import UUID, uuid4, uuid5

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _, gettext_lazy

from home import freshness
from home.spoken import moment
from portal.audit.services import audited
from portal.drafts import services as drafts
from portal.groups.models import Group, Proposal
from portal.groups.services.agenda import add_item, take_off
from portal.groups.services.starting import Finished
from portal.members.models import Answering
from portal.members.services import asking
from portal.members.services.asking import Outsider, after_working_days, note
from portal.notices import services as notices
from portal.refusal import Refusal

How, State = Proposal.How, Proposal.State
UNANSWERED_KEPT = timedelta(days=183)  # also of what is to come later, so that we can say when it does
OF_WORDS = UUID("0b7f3a52-6f0e-4a63-9a53-4d1f3c0f7f0e")
THANKS = re.compile(r"\W|\d|thanks?|you|very|much|many|for|your|the|suggestion|idea", re.IGNORECASE)


class NotTalked(Refusal):
    sentence = gettext_lazy("They asked us to talk with them first. Write down what you agreed, then it can go on.")


class Talked(Refusal):
    sentence = gettext_lazy("Somebody has talked with them already. Look below at what was agreed.")


class AnotherGroup(Refusal):
    sentence = gettext_lazy("It belongs to another group by now. Look at it once more.")


# --- It comes ---------------------------------------------------------------------------------------------------------
def suggest(
    *,
    key: UUID,
    outsider: Outsider,
    how: str,
    beside=False,
    hidden=False,
    group=None,
    person=None,
    by=None,
    came_by="form",
    came_on: date | None = None,
) -> Proposal:
    """Somebody asks or proposes something. A replay gives the same.

    `person`: the member whose suggestion it is; others are told by the one way in `outsider`. Of somebody who would
    rather not be named, nothing of that is kept, nor who wrote it down, nor a row in the trail, which holds a time.
    """
    if group is not None and not group.is_open:
        raise Finished
    came_on = came_on or timezone.localdate()
    facts = {"how": how, "beside": beside, "hidden": hidden, "group": group, "person": person}
    if how == How.UNNAMED:
        return _without_a_trace(outsider.words, group, hidden, came_by, monday(came_on))
    return asking.take_down(Proposal, key, outsider, by, came_by, facts | _dates(came_on))


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _dates(came_on) -> dict:
    answer_by = after_working_days(came_on, Answering.now().help_days)
    return {"came_on": came_on, "answer_by": answer_by, "delete_on": came_on + UNANSWERED_KEPT}


def _without_a_trace(words, group, hidden, came_by, week) -> Proposal:
    facts = {"how": How.UNNAMED, "words": words, "group": group, "hidden": hidden, "came_by": came_by}
    return Proposal.objects.get_or_create(key=key_of_words(words, group, week), defaults=facts | _dates(week))[0]


def key_of_words(words: str, group, week: date) -> UUID:
    """The same words in one week are one suggestion: so it can be sent twice, and no key of a form is kept."""
    return uuid5(OF_WORDS, f"{group.pk if group else ''}\x00{week}\x00{words}")


def came_before(key: UUID, outsider: Outsider, told: dict) -> bool:
    if told["how"] == How.UNNAMED:
        words = key_of_words(outsider.words, None, monday(timezone.localdate()))
        return Proposal.objects.filter(key=words).exists()
    return asking.came_before(Proposal, key, outsider, told)


# --- It is looked at --------------------------------------------------------------------------------------------------
@audited()
def look_at(*, proposal, by) -> None:
    """“I take it on.” Whoever suggested it hears who looks at it."""
    has_it = Proposal.objects.filter(pk=proposal.pk, taken_by=by).exists()
    held = asking.take(asked=proposal, by=by)
    if held.state == State.RECEIVED or not has_it:
        held.state = State.LOOKING
        held.save(update_fields=["state"])
        with _speaking_to(held):
            title = _("Somebody looks at what you suggested")
            words = _("%(name)s looks at it, and tells you what comes of it.") % {"name": by}
            if held.waits_for_a_talk:
                words = _("%(name)s would like to talk with you about it. Nothing happens before.") % {"name": by}
        _tell(held, by, title, words)


def give_back_suggestions(*, group, person) -> None:
    """They leave the group: what they had taken on there and nobody has answered is nobody's again."""
    for held in Proposal.objects.select_for_update(of=["self"]).waiting().filter(group=group, taken_by=person):
        held.taken_by, held.state = None, State.RECEIVED
        held.save(update_fields=["taken_by", "state"])
        note(held, "given_back", None)


@audited()
def note_talk(*, proposal, words: str, how: str, by) -> None:
    """What was said when somebody talked with whoever had asked for it, and how it goes on now."""
    if not words.strip() or how not in (How.NAMED, How.QUIET, How.MYSELF):
        raise ValueError("It goes on by what was agreed.")
    held = asking.hold_mine(proposal, by)
    if not held.waits_for_a_talk:
        raise Talked
    held.notes, held.how = words, how
    held.save(update_fields=["notes", "how"])
    note(held, "talked", by)


@audited()
def pass_on(*, proposal, group, by) -> None:
    """To a group, or (None) back to the coordinators: whoever has it decides about it."""
    held = _may_go_on(asking.hold(proposal))
    if group is not None and not Group.objects.open().filter(pk=group.pk).exists():
        raise Finished
    if held.group_id == (group.pk if group else None):
        return
    had_it = held.taken_by
    held.group, held.taken_by, held.item, held.state = group, None, None, State.RECEIVED
    held.save(update_fields=["group", "taken_by", "item", "state"])
    note(held, "passed_on", by)
    if had_it and had_it != by:
        asking.tell_who_had_it(had_it, held, by)
    with _speaking_to(held):
        title = _("Where your suggestion is now")
        words = _("We passed it on to a group that works on such things. Somebody from there looks at it.")
        if group is None:
            words = _("It is with the coordinators now. One of them looks at it.")
        elif held.person_id and Group.objects.visible_to(held.person).filter(pk=group.pk).exists():
            words = _("We passed it on to the group “%(group)s”. Somebody from there looks at it.") % {"group": group}
    _tell(held, by, title, words)


@audited()
def bring_to_meeting(*, proposal, meeting, what: str, by) -> None:
    """It becomes an item of the agenda, which says that it comes from a suggestion; in their name if they are in the
    group and may be named."""
    held = _may_go_on(asking.hold_mine(proposal, by))
    if held.group_id != meeting.group_id:
        raise AnotherGroup
    raised_by = held.person if held.how in (How.NAMED, How.MYSELF) and _is_in(held.person_id, meeting.group) else None
    held.item = add_item(meeting=meeting, what=what, why="talk", raised_by=raised_by, by=by)
    held.save(update_fields=["item"])
    note(held, "brought_to_meeting", by)
    with _speaking_to(held):
        title = _("What you suggested comes to a meeting")
        said = {"when": moment(meeting.starts_at) if meeting.starts_at else _("on a day still to be chosen")}
        words = _("We talk about it when we meet next: %(when)s. Then you hear what comes of it.") % said
        if held.how == How.MYSELF:
            words += " " + _("You wanted to raise it yourself: %(name)s tells you how, and asks what helps.")
            words %= {"name": by}
    _tell(held, by, title, words)


def _is_in(person_id, group) -> bool:
    return person_id is not None and group.seats.taken().filter(person=person_id).exists()


def _may_go_on(held) -> Proposal:
    if held.waits_for_a_talk:
        raise NotTalked
    return held


# --- It is answered ---------------------------------------------------------------------------------------------------
def is_a_reason(words: str) -> bool:
    """A thank-you alone is not a reply."""
    return bool(THANKS.sub("", words))


@audited()
def answer_proposal(*, proposal, state: str, words: str, said: str = "", did: str = "", by) -> None:
    """Going ahead, later, or not: with a reason, and in the name of whoever says it. It can be answered anew.

    `said` and `did` are for the public page: what everybody may read, and nothing of who suggested it.
    """
    if state not in Proposal.DECIDED or (state in Proposal.WITH_A_REASON and not is_a_reason(words)):
        raise ValueError("No no without a plain reason.")
    held = asking.row_of(proposal)
    if held.is_gone:
        raise asking.Gone
    if held.is_waiting:
        asking.hold_mine(held, by)
    _may_go_on(held)
    the_same = (held.state, held.answer) == (state, words)
    held.state, held.answer, held.answered_by, held.answered_at = state, words, by, timezone.now()
    held.delete_on = timezone.localdate() + (UNANSWERED_KEPT if state == State.LATER else _kept_for())
    held.said, held.did = ("", "") if held.hidden else (said, did)
    held.save()
    note(held, state, by)
    freshness.changed()
    if not the_same:
        _tell_answer(held, by)


def _kept_for() -> timedelta:
    return timedelta(days=Answering.now().help_kept_days)


def _tell_answer(held, by):
    with _speaking_to(held):
        title = _("Our answer to what you suggested")
        said = {
            State.GOING: _("Thank you for what you suggested. It is going ahead."),
            State.LATER: _("Thank you for what you suggested. It has to come later."),
            State.NO: _("Thank you for what you suggested. It is not going ahead."),
        }[held.state]
        gone = _("On %(date)s we delete what you told us.") % {"date": date_format(held.delete_on, "j F Y")}
        words = "\n\n".join(one for one in (said, held.answer, gone) if one)
    _tell(held, by, title, asking.signed(words, by))


@audited()
def take_proposal_back(*, proposal, by=None) -> None:
    """They would rather not: what they told us goes at once, and off the agenda if nobody has talked about it."""
    held = asking.hold(proposal)
    if held.item:
        take_off(held.item, by)
    held.state, held.person, held.item = State.GONE, None, None
    asking.took_back(
        held,
        by,
        kept_days=Answering.now().help_kept_days,
        title=gettext_lazy("A suggestion was taken back"),
        words=gettext_lazy("Somebody would rather not suggest it after all: %(reference)s. You need do nothing."),
    )
    _forget_drafts(held)


# --- Telling them, and its end ----------------------------------------------------------------------------------------
def _speaking_to(held):
    return notices.speaking_to(held.person if held.person_id else held)


def _tell(held, by, title, words):
    """By the way they chose; nobody, when they gave none or would rather not be named."""
    if held.person_id is None:
        asking.tell_them(held, by, title, words)
    elif held.person_id != by.pk:
        notices.overtake(about=held.about)
        path = reverse("portal:groups:suggestion", args=[held.pk])
        notices.tell(person=held.person, title=title, words=words, path=path, about=held.about, by=by)


def _forget_drafts(held):
    for kind in ("answer", "talk"):
        drafts.forget_all(about=f"suggestion-{kind}:{held.pk}")


def let_proposals_go() -> None:
    """For the clock: what somebody told us goes on the day we said. What was written for the public stays."""
    for proposal in Proposal.objects.to_let_go():
        _let_go(proposal)


@audited()
def _let_go(proposal):
    notices.forget(about=proposal.about)
    _forget_drafts(proposal)
    note(proposal, "let_go", None)
    if not Proposal.objects.in_public().filter(pk=proposal.pk).exists():
        proposal.delete()
        return
    proposal.name = proposal.means = proposal.address = proposal.language = ""
    proposal.words = proposal.notes = proposal.answer = ""
    proposal.person, proposal.item, proposal.delete_on, proposal.key = None, None, None, uuid4()
    proposal.save()
