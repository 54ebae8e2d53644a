"""A message to everybody in a group, between meetings."""

from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from portal.audit.services import audited, record
from portal.groups.services.starting import hold
from portal.members import services as members
from portal.members.models import User
from portal.refusal import Refusal


class NobodyElse(Refusal):
    sentence = gettext_lazy("Nobody else is in the group yet. Ask people first.")


def others_in(group, person):
    """Whoever a message of this person to the group goes to."""
    here = User.objects.filter(pk__in=group.seats.taken().values("person"))
    return here.exclude(pk=person.pk).order_by("known_as", "pk")


def form_of(group) -> str:
    """Where a message to the group waits while it is not sent."""
    return f"group-note:{group.pk}"


@audited()
def write_to_group(*, group, words: str, by) -> list:
    """To each by the way they chose, after five minutes in which it can be taken back. Returns the notices."""
    held = hold(group)
    title = _("“%(group)s”: a message from %(name)s") % {"group": held.name, "name": by}
    path = reverse("portal:groups:group", args=[held.pk])
    people = others_in(held, by)
    told = members.tell_each(people=people, title=title[:120], words=words, form=form_of(held), path=path, by=by)
    if not told:
        raise NobodyElse
    record("groups.note_written", subject=held.about, by=by, many=len(told))
    return told
