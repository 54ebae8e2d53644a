"""Where whoever rings somebody about an offer, a cost, or what somebody gave, writes down what they say."""

from django.urls import reverse

from portal.answers import things_of
from portal.reciprocity.models import Contribution, Cost, Reward


def _to_gave(message, contribution) -> str:
    """Of whoever gave it, whether it is right; of whom they ask, whether it is so."""
    theirs = message.person_id == contribution.person_id
    return "reciprocity.accept_for" if theirs else "reciprocity.write_is_so_down"


# What a message is about: the things, the permission, and where its answer is written down.
KINDS = {
    "reward": (Reward.objects, "reciprocity.write_answer_down", "portal:reciprocity:answer-down"),
    "cost": (Cost.objects, "reciprocity.confirm_for", "portal:reciprocity:cost"),
    "contribution": (Contribution.objects, _to_gave, "portal:reciprocity:gave"),
}


def places(user, messages):
    for kind, (things, permission, name) in KINDS.items():
        for message, thing in things_of(kind, messages, things.visible_to(user).with_all()).items():
            asked = permission(message, thing) if callable(permission) else permission
            if user.has_perm(asked, thing):
                yield message, reverse(name, args=[thing.pk])
