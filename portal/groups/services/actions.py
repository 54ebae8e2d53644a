"""Who does what: asked, said yes to with a date of their own, done, passed on, or not needed any more."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from portal.audit.services import audited, record
from portal.groups.models import Action, GroupSeat, Meeting
from portal.groups.services.letting_go import let_go
from portal.groups.services.minutes import ask_again, hold as hold_meeting, stays_among_us
from portal.groups.services.noting import tell_it_was_noted
from portal.groups.services.starting import hold as hold_group
from portal.members.services import acting
from portal.members.services.holding import hold as hold_person
from portal.notices import services as notices
from portal.notices.models import Notice
from portal.refusal import Refusal


class NotOpen(Refusal):
    sentence = gettext_lazy("This is done, or not needed any more.")


class NotTheirs(Refusal):
    sentence = gettext_lazy("Somebody else does it by now, or they have left the group.")


class SaidYes(Refusal):
    sentence = gettext_lazy("Somebody has said yes to it by now. Ask them to put it in other words.")


@audited()
def add_action(*, meeting, item, what: str, owner, second=None, by) -> Action:
    """Whoever is to do it is asked: it is theirs once they say yes. Who writes their own name down has said it."""
    held = hold_meeting(meeting)
    stays_among_us(item, held, by)
    pair = [one for one in dict.fromkeys((owner, second)) if one is not None]
    if GroupSeat.objects.taken().filter(group=held.group, person__in=pair).count() != len(pair):
        raise NotTheirs
    action = Action(group=held.group, meeting=held, item=item, what=what)
    action.owner, action.second = [*pair, None, None][:2]
    now = timezone.now()
    action.said_yes_at, action.second_yes_at = (now if by == one else None for one in (action.owner, action.second))
    action.save()
    ask_again(held)
    record("groups.action_added", subject=held.group.about, by=by, concerns=action.owner)
    for person in pair:
        if person != by:
            _ask(action, person)
    return action


def _will_you(said):
    words = _("At “%(group)s” your name was put beside this: %(what)s") % said
    words = [words, _("You can say yes and choose a day, ask for what you need, or say no.")]
    return _("Will you do this? %(what)s") % said, "\n\n".join(words)


def _do_you_still(said):
    words = [_("“%(group)s” had finished, and now it goes on. You had said that you do this: %(what)s") % said]
    words.append(_("Do you still? You can choose another day, pass it on, or say that it is done."))
    return _("Do you still do this? %(what)s") % said, "\n\n".join(words)


def _ask(action, person, say=_will_you, *, not_before=None):
    with notices.speaking_to(person):
        among_us = action.item is not None and action.item.confidential
        said = {"group": action.group.name, "what": _("read it on the page") if among_us else action.what}
        title, words = say(said)
    path = reverse("portal:groups:action", args=[action.pk])
    notices.tell(person=person, title=title[:120], words=words, path=path, about=action.about, not_before=not_before)


def ask_once_more(*, group, unaware: set[int], by, not_before) -> None:
    """The group goes on, and nobody was rung meanwhile: whoever is to do something is asked anew.

    `unaware`: who never heard that it had finished. They are asked only what has not reached them yet.
    """
    actions = Action.objects.select_for_update(of=["self"]).filter(group=group).open().order_by("pk")
    for action in actions.select_related("item", "owner__about", "second__about"):
        action.group = group
        for person, said in action.owners:
            asked = Notice.objects.filter(about=action.about, person=person)
            if person == by or (person.pk in unaware and (said or not asked.not_heard().exists())):
                continue
            notices.forget(about=action.about, person=person)
            _ask(action, person, _do_you_still if said else _will_you, not_before=not_before)


def hold(action) -> Action:
    """The action as it is now, held, while it is to be done.

    Whose it is is looked up once it is held: joined, it would be whose it was before somebody else took it on.
    """
    held = Action.objects.select_for_update(of=["self"]).select_related("group").get(pk=action.pk)
    if not held.is_open:
        raise NotOpen
    return held


@audited()
def agree(*, action, person, due_on, need="", by) -> None:
    """ "Yes, I do it", by a day of their own; or another day than before. `need`: what they need, or want to ask.

    Whoever writes an answer down may not see what was said before, and leaves it.
    """
    owner = hold_person(person)
    held = hold(action)
    first, second = ("said_yes_at", "need", "recorded_by"), ("second_yes_at", "second_need", "second_recorded_by")
    theirs = {held.owner_id: first, held.second_id: second}.get(owner.pk)
    if theirs is None or not GroupSeat.objects.taken().filter(group=held.group, person=owner).exists():
        raise NotTheirs
    yes, needs, recorded_by = theirs
    said_before = getattr(held, yes)
    if by != owner:
        due_on, need = due_on or held.due_on, need or getattr(held, needs)
    held.due_on = due_on
    for name, value in (
        (yes, said_before or timezone.now()),
        (needs, need),
        (recorded_by, None if by == owner else by),
    ):
        setattr(held, name, value)
    held.save()
    verb = "groups.action_agreed" if said_before is None else "groups.action_day_changed"
    record(verb, subject=held.group.about, **acting(by=by, person=owner))
    notices.overtake(about=held.about, person=owner)
    tell_it_was_noted(held.group, owner, "action", held.pk, by=by)


@audited()
def reword_action(*, action, what: str, by) -> None:
    """Put right what is to be done. Whoever said yes to other words is asked again, but for the one who writes it. What
    stood there when the minutes were approved stays beside it."""
    meeting = _hold_meeting_of(action)
    held = hold(action)
    if by not in dict(held.owners) and any(dict(held.owners).values()):
        raise SaidYes
    if what == held.what:
        return
    if meeting is None or meeting.approved_at is not None:
        held.was = held.was or held.what
    held.what = what
    held.said_yes_at = held.said_yes_at if held.owner_id == by.pk else None
    held.second_yes_at = held.second_yes_at if held.second_id == by.pk else None
    held.save(update_fields=["what", "was", "said_yes_at", "second_yes_at"])
    record("groups.action_reworded", subject=held.group.about, by=by, concerns=held.owner)
    notices.forget(about=held.about)
    for person, _said in held.owners:
        if person != by:
            _ask(held, person)
    if meeting is not None and meeting.approved_at is None:
        ask_again(meeting)


def _hold_meeting_of(action):
    """After its group: its minutes say what is to be done."""
    group = hold_group(action.group)
    if action.meeting_id is None:
        return None
    meeting = Meeting.objects.select_for_update(of=["self"], no_key=True).get(pk=action.meeting_id)
    meeting.group = group
    return meeting


@audited()
def hand_back(*, action, person, by) -> None:
    """No, or not any more: somebody else may take it. No reason is asked."""
    held = hold(action)
    if person.pk not in (held.owner_id, held.second_id):
        raise NotTheirs
    let_go(held, person)
    record("groups.action_handed_back", subject=held.group.about, **acting(by=by, person=person))
    tell_it_was_noted(held.group, person, "group", held.group_id, by=by)


@audited()
def take_on_action(*, action, by) -> None:
    """What is nobody's: the first who presses has it, and says by when."""
    person = hold_person(by)
    held = hold(action)
    if held.owners or not GroupSeat.objects.taken().filter(group=held.group, person=person).exists():
        raise NotTheirs
    held.owner, held.said_yes_at = person, timezone.now()
    held.save()
    record("groups.action_agreed", subject=held.group.about, by=person)


@audited()
def close_action(*, action, state, closing="", by) -> None:
    """Done, or not needed any more; with a word on what would help next time."""
    held = hold(action)
    held.state, held.closing, held.closed_at = state, closing, timezone.now()
    held.save()
    record(f"groups.action_{state}", subject=held.group.about, by=by, concerns=held.owner)
    notices.overtake(about=held.about)
    for person, _said in held.owners:
        if person != by:
            _tell_closed(held, person, by)


def _tell_closed(action, person, by):
    """Nothing that somebody does ends behind their back."""
    with notices.speaking_to(person):
        among_us = action.item is not None and action.item.confidential
        said = {"group": action.group.name, "name": by, "what": _("read it on the page") if among_us else action.what}
        if action.state == Action.State.DONE:
            title = _("Done: %(what)s") % said
            words = _("%(name)s wrote down that what you do for “%(group)s” is done: %(what)s") % said
        else:
            title = _("Not needed any more: %(what)s") % said
            words = _("%(name)s wrote down that what you do for “%(group)s” is not needed any more: %(what)s") % said
        words = "\n\n".join([words, *([action.closing] if action.closing and not among_us else [])])
    path = reverse("portal:groups:action", args=[action.pk])
    notices.tell(person=person, title=title[:120], words=words, path=path, about=action.about, by=by)
