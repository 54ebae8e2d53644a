"""When the day comes to look again at what was decided: people are told once, and it comes on an agenda again."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.audit.services import audited
from portal.groups.models import AgendaItem, Decision, Role
from portal.groups.services.agenda import add_item, hold as hold_meeting
from portal.groups.services.starting import hold_as_it_is
from portal.notices import services as notices

LONGEST = AgendaItem._meta.get_field("what").max_length


def about_review(decision) -> str:
    return f"review:{decision.pk}"


def remind_of_reviews() -> None:
    due = Decision.objects.to_look_at_again().filter(reminded_at=None, meeting__group__finished_at=None)
    for decision in due.select_related("meeting__group"):
        _remind(decision)


@transaction.atomic
def _remind(decision) -> None:
    """Those who look after the group, or everybody in it; of what is only for those who were there, they alone."""
    group = hold_as_it_is(decision.meeting.group)
    due = Decision.objects.to_look_at_again().filter(pk=decision.pk, reminded_at=None)
    held = due.select_for_update(of=["self"]).select_related("item").first()
    if held is None or not group.is_open:
        return
    held.reminded_at = timezone.now()
    held.save(update_fields=["reminded_at"])
    seats = group.seats.taken().select_related("person__about")
    if held.item.confidential:
        seats = seats.filter(person__in=held.meeting.present.values("person"))
    for seat in seats.filter(roles__kind=Role.Kind.FACILITATOR) or seats:
        with notices.speaking_to(seat.person):
            what = _("read it on the page") if held.item.confidential else held.item.called
            said = {"group": group.name, "what": what}
            title = _("It is time to look again at: %(what)s") % said
            words = _("“%(group)s” wanted to look again about now at what it decided on this: %(what)s") % said
            words = "\n\n".join([words, _("Is it still right? You can put it on the agenda of the next meeting.")])
        path = reverse("portal:groups:group", args=[group.pk])
        notices.tell(person=seat.person, title=title[:120], words=words, path=path, about=about_review(held))


@audited()
def look_again(*, decision, meeting, by) -> None:
    """It comes on the agenda of a meeting, and is looked at from then on. Twice pressed, it stands there once."""
    held = hold_meeting(meeting)
    found = Decision.objects.to_look_at_again().filter(pk=decision.pk, meeting__group=held.group)
    found = found.select_for_update(of=["self"]).select_related("item").first()
    if found is None:
        return
    what = _("Look again: %(what)s") % {"what": found.item.called}
    given = {"what": what[:LONGEST], "why": AgendaItem.Why.DECIDE, "confidential": found.item.confidential}
    add_item(meeting=held, raised_by=by, by=by, **given)
    found.looked_at = timezone.now()
    found.save(update_fields=["looked_at"])
    notices.overtake(about=about_review(found))
