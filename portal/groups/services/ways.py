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
from portal.groups.services.noting import tell_it_was_noted
from portal.groups.services.starting import hold
from portal.members.models import Support
from portal.notices import services as notices
from portal.refusal import Refusal


class NotInIt(Refusal):
    sentence = gettext_lazy("Only people in the group agree to this. Look at the group once more.")


class NotSmall(Refusal):
    sentence = gettext_lazy("How you decide is no small thing. Change the words, and everybody is asked.")


class NotAllYet(Refusal):
    sentence = gettext_lazy("Not everybody has said yes, or was tried twice. Read it once more.")


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
    tell_it_was_noted(held, person, "ways", held.pk, by=by)
    settle_ways(held)


@audited()
def take_yes_to_ways_back(*, group, version, by) -> None:
    held = hold(group)
    agreeing.take_yes_back(version=version, by=by)
    if held.ways_id == version.pk and not _standing(held, version).is_agreed:
        record("groups.ways_open_again", subject=held.about, by=by)


@audited()
def ways_not_reached(*, group, version, person, by) -> None:
    """After two tries it can go on without them, with "not reached" beside the name: `both_sides_said_yes`."""
    held = hold(group)
    if not GroupSeat.objects.taken().filter(group=held, person=person).exists():
        raise NotInIt
    agreeing.could_not_reach(version=version, person=person, by=by)
    settle_ways(held)


@audited()
def both_sides_said_yes(*, group, version, by) -> None:
    """Without those who were not reached: it goes on when somebody in the group says that people from both sides have
    said yes. That is not counted here, or words that wait for one person would tell how that person is here."""
    held = hold(group)
    if version != agreeing.current(subject_of_ways(held)):
        raise agreeing.VersionChanged
    if not _standing(held, version).is_agreed:
        raise NotAllYet
    _put_in_force(held, version, by=by)


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
    if version is None or group.ways_id == version.pk:
        return
    standing = _standing(group, version)
    if standing.is_agreed and not standing.not_reached:
        _put_in_force(group, version)


def _put_in_force(group, version, by=None):
    if group.ways_id == version.pk:
        return
    names_before = group.names
    group.ways, group.ways_agreed_at = version, timezone.now()
    group.save(update_fields=["ways", "ways_agreed_at"])
    if group.names != names_before and more_private(names_before, group.names) == group.names:
        hide_in_what_is_there(group, hiding_in(group))
    record("groups.ways_agreed", subject=group.about, by=by, number=version.number)


def _standing(group, version):
    return agreeing.standing_of(version, [seat.person for seat in group.seats.taken().select_related("person")])
