"""Which forms of this part keep words. What people answer to an offer is not: it is nobody's business."""

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.drafts import kinds
from portal.drafts.kinds import NEW
from portal.reciprocity.models import Cost


def _may_offer(user, name) -> bool:
    return name == NEW and user.has_perm("reciprocity.offer")


def _begun(user, names):
    def form_of(user, name):
        return _("to offer somebody something"), reverse("portal:reciprocity:offer")

    return kinds.begun_of(user, names, may_edit=_may_offer, form_of=form_of)


def _may_write_down(user, name) -> bool:
    return name == NEW and user.has_perm("reciprocity.write_down")


def _begun_to_write_down(user, names):
    def form_of(user, name):
        return _("down what you gave"), reverse("portal:reciprocity:write-down")

    return kinds.begun_of(user, names, may_edit=_may_write_down, form_of=form_of)


def _may_write_gave_down(user, name) -> bool:
    return name == NEW and user.has_perm("reciprocity.write_gave_down")


def _begun_to_write_gave_down(user, names):
    def form_of(user, name):
        return _("down what somebody gave"), reverse("portal:reciprocity:gave-down")

    return kinds.begun_of(user, names, may_edit=_may_write_gave_down, form_of=form_of)


def _cost(user, name) -> Cost | None:
    """Of those that they may know of."""
    is_number = name.isdecimal() and len(name) < 19
    return Cost.objects.visible_to(user).with_all().filter(pk=int(name)).first() if is_number else None


def _may_write_cost(user, name) -> bool:
    """A new one; or one that they may put right by now."""
    if name == NEW:
        return user.has_perm("reciprocity.claim")
    return user.has_perm("reciprocity.put_right", _cost(user, name))


def _begun_costs(user, names):
    def form_of(user, name):
        if name == NEW:
            return _("down what something cost you"), reverse("portal:reciprocity:claim")
        return _("how a cost is put right"), reverse("portal:reciprocity:put-right", args=[int(name)])

    return kinds.begun_of(user, names, may_edit=_may_write_cost, form_of=form_of)


def _may_write_cost_down(user, name) -> bool:
    return name == NEW and user.has_perm("reciprocity.write_cost_down")


def _begun_to_write_cost_down(user, names):
    def form_of(user, name):
        return _("down a cost for somebody"), reverse("portal:reciprocity:cost-down")

    return kinds.begun_of(user, names, may_edit=_may_write_cost_down, form_of=form_of)


def register() -> None:
    kinds.register("cost", _may_write_cost, _begun_costs)
    kinds.register("cost-down", _may_write_cost_down, _begun_to_write_cost_down)
    kinds.register("gave-down", _may_write_gave_down, _begun_to_write_gave_down)
    kinds.register("gave", _may_write_down, _begun_to_write_down)
    kinds.register("offer", _may_offer, _begun)
