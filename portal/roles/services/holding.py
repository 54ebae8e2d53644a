"""One change at a time to a role: whoever changes the same one waits. Person, then role, then its rows."""

from django.utils.translation import gettext_lazy as _

from portal.refusal import Refusal
from portal.roles.models import Role


class SetAside(Refusal):
    sentence = _("This role was set aside. Bring it back first, then you can go on with it.")


def hold_as_it_is(role) -> Role:
    """The role as it is now, held, also when it was set aside."""
    return Role.objects.select_for_update(of=["self"], no_key=True).get(pk=role.pk)


def hold(role) -> Role:
    """The same, of a role that people write on."""
    held = hold_as_it_is(role)
    if held.set_aside_at:
        raise SetAside
    return held
