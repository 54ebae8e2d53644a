"""A message to everybody in a group, between meetings."""

from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from portal.audit.services import audited, record
from portal.groups.models import Paper
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
    """To each by the way they chose, after five minutes in which it can be taken back; with the papers that wait for
    it. Returns the notices."""
    held = hold(group)
    papers = list(Paper.objects.unsent(by, held).values_list("pk", flat=True))
    title = _title(held, by, len(papers))
    path = reverse("portal:groups:group", args=[held.pk])
    people = others_in(held, by)
    told = members.tell_each(people=people, title=title[:120], words=words, form=form_of(held), path=path, by=by)
    if not told:
        raise NobodyElse
    Paper.objects.filter(pk__in=papers).update(message=told[0].about)
    record("groups.note_written", subject=held.about, by=by, many=len(told))
    return told


def _title(group, by, papers: int) -> str:
    """It stands in the mail, and whoever rings somebody says it: what is with it, and where, comes first."""
    said = {"group": group.name, "name": by, "n": papers}
    if not papers:
        return _("“%(group)s”: a message from %(name)s") % said
    with_it = ngettext(
        "A message from %(name)s, with a paper on the page of “%(group)s”",
        "A message from %(name)s, with %(n)d papers on the page of “%(group)s”",
        papers,
    )
    return with_it % said
