"""Where whoever rings somebody about a group writes down what they say; for a whole list of messages at once."""

from django.urls import reverse

from portal.answers import things_of
from portal.groups.models import Action, Group, GroupSeat, Meeting
from portal.groups.rules import look_at_all_as
from portal.groups.services.ways import WAYS


def places(user, messages):
    """Each message with the address of the form, where there is one and the user may use it."""
    found = {kind: things_of(kind, messages, known(user)) for kind, (known, _places) in KINDS.items()}
    look_at_all_as(user, [thing for of_a_kind in found.values() for thing in of_a_kind.values()])
    for kind, (_known, places_of) in KINDS.items():
        if found[kind]:
            yield from places_of(user, found[kind])


def _to_being_asked(user, found):
    for message, seat in found.items():
        if user.has_perm("groups.write_answer_down", seat):
            yield message, reverse("portal:groups:answer-down", args=[seat.pk])


def _to_meeting(user, found):
    """Whether they come; and while days are offered, on which of them they can."""
    seats = GroupSeat.objects.taken().filter(group__in={meeting.group_id for meeting in found.values()})
    seats = {(group, person): pk for group, person, pk in seats.values_list("group", "person", "pk")}
    for message, meeting in found.items():
        seat = seats.get((meeting.group_id, message.person_id))
        if seat and user.has_perm("groups.keep_meeting", meeting):
            days = reverse("portal:groups:answer-down", args=[seat])
            comes = reverse("portal:groups:reply-down", args=[meeting.pk, message.person_id])
            yield message, comes if meeting.starts_at else days


def _to_minutes(user, found):
    """By somebody who was there: they can read them out."""
    for message, meeting in found.items():
        meeting.there = {one.person_id for one in meeting.present.all()}
        if message.person_id in meeting.there and user.has_perm("groups.write_check_down", meeting):
            yield message, reverse("portal:groups:check-down", args=[meeting.pk, message.person_id])


def _to_action(user, found):
    for message, action in found.items():
        if user.has_perm("groups.write_action_down", action) and action.next_to_answer.pk == message.person_id:
            yield message, reverse("portal:groups:agree-down", args=[action.pk])


def _to_ways(user, found):
    """By somebody in the group: they can read them out. To the words as they are now, and no second time."""
    for message, group, version in WAYS.to_read_out(found):
        if user.has_perm("groups.see_ways", group) and user.has_perm("groups.write_yes_down", group):
            yield message, reverse("portal:groups:yes-down", args=[group.pk, version.number, message.person_id])


# What messages are about: which of it somebody may know of, and where its answers are written down.
KINDS = {
    "group-seat": (
        lambda user: GroupSeat.objects.visible_to(user).asked().select_related("group"),
        _to_being_asked,
    ),
    "meeting": (lambda user: Meeting.objects.visible_to(user).select_related("group"), _to_meeting),
    "minutes": (
        lambda user: Meeting.objects.visible_to(user).select_related("group").prefetch_related("present"),
        _to_minutes,
    ),
    "action": (
        lambda user: Action.objects.to_be_answered_for(user).select_related(
            "group", "meeting", "item", "owner", "second"
        ),
        _to_action,
    ),
    "ways": (lambda user: Group.objects.visible_to(user), _to_ways),
}
