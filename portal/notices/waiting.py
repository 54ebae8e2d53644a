"""What messages put on somebody's home: those not looked at yet and, for coordinators, people to reach."""

from datetime import datetime, time

from django.urls import reverse
from django.utils.timezone import get_current_timezone, localdate
from django.utils.translation import gettext as _, ngettext

from portal.needs import Need
from portal.notices.models import Notice
from portal.today import Due


def messages_to_read(user):
    """One line for all that is new. One query."""
    new = list(Notice.objects.filter(person=user, seen_at=None)[:2])
    if len(new) == 1:
        said = _("A message for you: %(title)s") % {"title": new[0].title}
        yield Need(said, reverse("portal:notices:mine"), _("Read it"))
    elif new:
        yield Need(_("You have new messages."), reverse("portal:notices:mine"), _("Read them"))


def people_to_reach(user):
    """Messages that no e-mail can carry, with the day of the soonest. One query."""
    if not user.is_coordinator:
        return
    waiting = list(Notice.objects.to_pass_on().values_list("by_when", flat=True))
    if waiting:
        said = ngettext("%(n)d person to ring or write to.", "%(n)d people to ring or write to.", len(waiting))
        soonest = waiting[0] and datetime.combine(waiting[0], time.max, tzinfo=get_current_timezone())
        yield Need(said % {"n": len(waiting)}, reverse("portal:notices:by-hand"), _("See who"), by=soonest)


def calls_to_make(user):
    """One line for everybody who has to be rung or written to, on the day of the soonest. One query."""
    if not user.is_coordinator:
        return
    waiting = list(Notice.objects.to_pass_on().values_list("by_when", flat=True))
    if waiting:
        said = ngettext("%(n)d person to ring or write to.", "%(n)d people to ring or write to.", len(waiting))
        soonest = waiting[0] or localdate()
        yield Due(said % {"n": len(waiting)}, soonest, reverse("portal:notices:by-hand"), _("See who"))
