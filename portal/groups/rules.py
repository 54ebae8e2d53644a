"""Who may do what with groups and their meetings."""

import rules

from portal.groups.models import Group, Meeting, Role
from portal.members.rules import coordinator


def group_of(thing) -> Group | None:
    """The group that something belongs to; a group is its own."""
    return thing if thing is None or isinstance(thing, Group) else thing.group


def _seats(user, thing):
    return group_of(thing).seats.filter(person=user)


@rules.predicate
def may_know_of(user, group):
    return group is not None and Group.objects.visible_to(user).filter(pk=group.pk).exists()


@rules.predicate
def may_know_when(user, meeting):
    return meeting is not None and Meeting.objects.visible_to(user).filter(pk=meeting.pk).exists()


@rules.predicate
def is_in_it(user, thing):
    return thing is not None and _seats(user, thing).taken().exists()


@rules.predicate
def looks_after_it(user, thing):
    return thing is not None and _seats(user, thing).taken().filter(roles__kind=Role.Kind.FACILITATOR).exists()


@rules.predicate
def goes_on(user, thing):
    """Or no group is asked about."""
    return thing is not None and group_of(thing).is_open


@rules.predicate
def is_to_come(user, meeting):
    return meeting is not None and meeting.is_open


@rules.predicate
def was_asked(user, group):
    """Whoever was asked may answer, and think again after a no; whoever is in it may say how they are here."""
    return group is not None and _seats(user, group).filter(state__in=["asked", "more", "no", "yes"]).exists()


@rules.predicate
def may_ask_to_join(user, group):
    return group is not None and Group.objects.to_join(user).filter(pk=group.pk).exists()


@rules.predicate
def has_left(user, group):
    return group is not None and group.anyone_may_ask and _seats(user, group).filter(state="left").exists()


@rules.predicate
def is_theirs(user, seat):
    return seat is not None and seat.person_id == user.pk


member = rules.is_active
keeper = member & (looks_after_it | coordinator)
keep = keeper & goes_on

rules.add_perm("groups.list", member)
rules.add_perm("groups.start", member)
rules.add_perm("groups.see", member & may_know_of)
rules.add_perm("groups.see_who", member & (is_in_it | coordinator))
rules.add_perm("groups.keep", keep)
rules.add_perm("groups.answer", member & was_asked & goes_on)
rules.add_perm("groups.ask_to_join", member & (may_ask_to_join | has_left) & goes_on)
rules.add_perm("groups.write_answer_down", keep & ~is_theirs)
rules.add_perm("groups.take_on", member & is_in_it & goes_on)
rules.add_perm("groups.leave", member & is_in_it)

rules.add_perm("groups.see_meeting", member & may_know_when)
rules.add_perm("groups.reply", member & is_in_it & goes_on & is_to_come)
rules.add_perm("groups.keep_meeting", keep & is_to_come)
