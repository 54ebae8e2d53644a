"""Starting a group, and changing what it is called and asks."""

from django.utils.translation import gettext_lazy as _

from portal.agreement.services.two_writers import refuse_if_changed
from portal.audit.services import audited, record
from portal.groups.models import Group, GroupSeat, Meeting, Role
from portal.groups.services.when_read import settle_papers
from portal.refusal import Refusal


class Finished(Refusal):
    sentence = _("This group has finished. What it did stays here to read.")


def hold_as_it_is(group) -> Group:
    """The group as it is now, held, also when it has finished: whoever changes the same group waits.

    Whoever holds a person as well holds the person first.
    """
    return Group.objects.select_for_update(no_key=True).get(pk=group.pk)


def hold(group) -> Group:
    """The same, of a group that goes on. Raises `Finished`."""
    held = hold_as_it_is(group)
    if not held.is_open:
        raise Finished
    return held


@audited()
def start(*, name: str, question: str, by) -> Group:
    """A name and a question make a group. Whoever starts it is in it, and looks after it to begin with."""
    group = Group.objects.create(name=name, question=question, begun_by=by)
    seat = GroupSeat.objects.create(group=group, person=by, state=GroupSeat.State.YES)
    seat.roles.create(kind=Role.Kind.FACILITATOR)
    record("groups.started", subject=group.about, by=by)
    return group


@audited()
def change(*, group, name: str, question: str, anyone_may_ask: bool, interests, papers_days=None, stood="", by) -> None:
    """`papers_days`: how many days before a meeting everybody reads the papers; None leaves it as it is. `stood`: as in
    `two_writers.refuse_if_changed`."""
    held = hold(group)
    refuse_if_changed(held, Group.BOXES, stood)
    other_days = papers_days not in (None, held.papers_days)
    if other_days:
        held.papers_days = papers_days
    held.name, held.question, held.anyone_may_ask = name, question, anyone_may_ask
    held.save(update_fields=["name", "question", "anyone_may_ask", "papers_days"])
    held.interests.set(interests)
    if other_days:
        for meeting in Meeting.objects.filter(group=held).to_come().order_by("pk"):
            meeting.group = held
            settle_papers(meeting)
    record("groups.changed", subject=held.about, by=by)
