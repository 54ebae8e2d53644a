"""Where whoever rings somebody about a role writes down what they say."""

from django.urls import reverse

from portal.answers import things_of
from portal.roles.models import Role, RoleSeat
from portal.roles.services import ROLES

KINDS = ("role-seat", "role")


def places(user, messages):
    yield from _to_being_asked(user, things_of("role-seat", messages, RoleSeat.objects.visible_to(user).asked()))
    yield from _to_words(user, things_of("role", messages, Role.objects.visible_to(user)))


def _to_being_asked(user, found):
    for message, seat in found.items():
        if user.has_perm("roles.write_answer_down", seat):
            yield message, reverse("portal:roles:answer-down", args=[seat.pk])


def _to_words(user, found):
    """By somebody who writes it with them: they can read it out. To the newest words, and no second time."""
    for message, role, version in ROLES.to_read_out(found):
        if user.has_perm("roles.write_yes_down", role) and message.person_id != user.pk:
            yield message, reverse("portal:roles:yes-down", args=[role.pk, version.number, message.person_id])
