"""Ways of working: agreed by each member on an exact version, and in force until another is agreed."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from portal.agreement.models import DecisionRule, Version
from portal.agreement.services import agreeing
from portal.audit.services import audited, record
from portal.groups.hiding import more_private
from portal.groups.models import Group, GroupSeat
from portal.groups.services.in_public import hide_in_what_is_there, hiding_in
from portal.groups.services.starting import hold
from portal.members.models import Side, Support
from portal.notices import services as notices
from portal.refusal import Refusal


class NotInIt(Refusal):
    sentence = gettext_lazy("Only people in the group agree to this. Look at the group once more.")


class NotSmall(Refusal):
    sentence = gettext_lazy("How you decide is no small thing. Change the words, and everybody is asked.")


def subject_of_ways(group) -> str:
    return f"ways:{group.pk}"


def rule_of(group) -> DecisionRule:
    """How the group decides at present: as it agreed, or else by talking alone."""
    return DecisionRule.from_words(group.ways.words if group.ways else {})


@audited()
def put_ways_forward(*, group, words: dict, after: int | None, small_fix="", by) -> Version:
    """What was agreed before stays in force until everybody has said yes to this."""
    held = hold(group)
    subject = subject_of_ways(held)
    before = agreeing.current(subject)
    if small_fix and before and DecisionRule.from_words(before.words) != DecisionRule.from_words(words):
        raise NotSmall
    version = agreeing.put_forward(subject=subject, words=words, by=by, after=after, small_fix=small_fix)
    if small_fix and before and held.ways_id == before.pk:  # of words that nobody waits for any more
        held.ways = version
        held.save(update_fields=["ways"])
    _tell(held, version, by)
    settle_ways(held)
    return version


def _tell(group, version, by):
    notices.forget(about=version.subject)  # of the words before
    path = reverse("portal:groups:ways", args=[group.pk])
    for seat in group.seats.taken().exclude(person=by).select_related("person__about"):
        with notices.speaking_to(seat.person):
            said = {"group": group.name, "name": by, "why": version.small_fix}
            if version.is_undo:
                title = _("Undone: a small fix of how “%(group)s” works together") % said
                words = _("%(name)s undid a small fix: %(why)s. It says what it said before.") % said
            elif version.small_fix:
                title = _("A small fix: how “%(group)s” works together") % said
                words = _("%(name)s put a small thing right: %(why)s. You can undo it for seven days.") % said
            else:
                title = _("How “%(group)s” works together: do you agree?") % said
                words = _("%(name)s wrote down how “%(group)s” could work together. It counts once all have agreed.")
                words = "\n\n".join([words % said, _("Please read it, and say yes, or talk with the others about it.")])
        about = version.subject
        notices.tell(person=seat.person, title=title[:120], words=words, path=path, about=about, by=by)


@audited()
def agree_to_ways(*, group, version, person, by, said=Support.SaidYes.HERE) -> None:
    """A yes of somebody in the group. Nobody agrees for another: it is theirs, or what they told."""
    held = hold(group)
    seat = GroupSeat.objects.taken().filter(group=held, person=person).first()
    if seat is None or version.subject != subject_of_ways(held):
        raise NotInIt
    agreeing.agree(version=version, person=person, side=seat.side, by=by, said=said)
    notices.overtake(about=version.subject, person=person)
    settle_ways(held)


@audited()
def take_yes_to_ways_back(*, group, version, by) -> None:
    held = hold(group)
    agreeing.take_yes_back(version=version, by=by)
    if held.ways_id == version.pk and not _is_agreed(held, version):
        record("groups.ways_open_again", subject=held.about, by=by)


@audited()
def ways_not_reached(*, group, version, person, by) -> None:
    """After two tries it goes on without them, with "not reached" beside the name."""
    held = hold(group)
    if not GroupSeat.objects.taken().filter(group=held, person=person).exists():
        raise NotInIt
    agreeing.could_not_reach(version=version, person=person, by=by)
    settle_ways(held)


@audited()
def undo_fix_of_ways(*, group, version, by) -> None:
    held = hold(group)
    back = agreeing.undo_fix(version=version, by=by)
    if held.ways_id == version.pk:
        Group.objects.filter(pk=held.pk).update(ways=back)
    _tell(held, back, by)


def settle_ways(group) -> None:
    """When everybody in the group has agreed to the newest words, they are in force. `group` is held."""
    version = agreeing.current(subject_of_ways(group))
    if version is None or group.ways_id == version.pk or not _is_agreed(group, version):
        return
    names_before = group.names
    group.ways, group.ways_agreed_at = version, timezone.now()
    group.save(update_fields=["ways", "ways_agreed_at"])
    if group.names != names_before and more_private(names_before, group.names) == group.names:
        hide_in_what_is_there(group, hiding_in(group))
    record("groups.ways_agreed", subject=group.about, number=version.number)


def _is_agreed(group, version) -> bool:
    """By everybody, and by somebody of each side that sits in the group."""
    seats = list(group.seats.taken().select_related("person"))
    standing = agreeing.standing_of(version, [seat.person for seat in seats])
    sides = {seat.side for seat in seats}
    agreed = [seat for seat in seats if seat.person in standing.agreed]
    both = all(any(seat.side == side for seat in agreed) for side in (Side.LIVED, Side.STAFF) if side in sides)
    return standing.is_agreed and both
