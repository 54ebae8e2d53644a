"""What is next for whoever looks at a role: one thing, in a few words."""

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.agreement.services import agreeing
from portal.roles.services import missing_in


def next_step(role, user, seats, version, criteria, words, vacancy) -> tuple[str, str] | None:
    """The words of a button, and where it leads. None for whoever does not write it, or when nothing is left to do.
    `words`: as they stand now."""
    seat = next((one for one in seats if one.person_id == user.pk), None)
    if seat is None or role.set_aside_at:
        return None
    if seat.is_asked:
        return _("Answer"), reverse("portal:roles:answer", args=[role.pk])
    if len(seats) < 2:
        return _("Ask somebody to write it with you"), reverse("portal:roles:ask", args=[role.pk])
    for name in ("purpose", "doing"):
        if not getattr(role, name):
            said = _("Write: %(section)s") % {"section": role.label_of(name)}
            return said, reverse("portal:roles:write-section", args=[role.pk, name])
    if not criteria:
        return _("Say what we need"), reverse("portal:roles:add-need", args=[role.pk])
    if missing_in(role):
        return _("Look at what we need once more"), "#needs"
    if version is None or version.words != words:
        return _("Ask everybody: do you agree?"), reverse("portal:roles:put-forward", args=[role.pk])
    taken = [one.person for one in seats if one.is_taken]
    if user not in agreeing.standing_of(version, taken).agreed:
        return _("Read it, and say yes"), reverse("portal:roles:agree", args=[role.pk])
    if role.agreed_id == version.pk and vacancy is None:
        return _("Open it to everybody"), reverse("portal:roles:open", args=[role.pk])
    return None
