"""The people who may read a page for one side, and how many of them there are."""

from django.contrib.auth import get_user_model

from portal.members.models import Side
from portal.members.standing import COORDINATORS, REVIEWERS_LIVED_EXPERIENCE, REVIEWERS_STAFF

SIDE_OF = {REVIEWERS_LIVED_EXPERIENCE: Side.LIVED, REVIEWERS_STAFF: Side.STAFF}
SIDES = tuple(SIDE_OF)
ENOUGH = 2


def side_read_for(groups) -> str:
    """What the yes of somebody from these groups counts as."""
    return next((SIDE_OF[group.name] for group in groups if group.name in SIDE_OF), Side.OTHER)


def of(group: str):
    """The active members of a group of readers, by the group's name."""
    return get_user_model().objects.filter(is_active=True, erased_at=None, groups__name=group)


def is_reader(user) -> bool:
    return not user.group_names.isdisjoint(SIDES)


def ids_of(group: str) -> set[int]:
    return set(of(group).values_list("pk", flat=True))


def anybody_but(person) -> bool:
    """Whether somebody else could read a page before it goes out."""
    people = get_user_model().objects.filter(is_active=True, erased_at=None, groups__name__in=[*SIDES, COORDINATORS])
    return people.exclude(pk=person.pk).exists()


def coordinators() -> set[int]:
    return ids_of(COORDINATORS)


def still_here(ids) -> set[int]:
    """Those of these people who are active members today."""
    return set(get_user_model().objects.filter(pk__in=ids, is_active=True, erased_at=None).values_list("pk", flat=True))
