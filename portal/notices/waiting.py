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


def _to_reach(user):
    """How many people somebody has to ring or write to, in words, and the day of the soonest: what has no date is
    meant for today, however many dates come before or after it. One query."""
    waiting = list(Notice.objects.to_pass_on().to_others(user).values_list("person", "name", "address", "by_when"))
    if not waiting:
        return None
    number = len({person or (name, address) for person, name, address, _by_when in waiting})
    said = ngettext("%(n)d person to ring or write to.", "%(n)d people to ring or write to.", number)
    return said % {"n": number}, min(by_when or localdate() for *_whom, by_when in waiting)


def people_to_reach(user):
    """For the home: messages that no e-mail can carry."""
    if found := user.is_coordinator and _to_reach(user):
        words, day = found
        by = datetime.combine(day, time.max, tzinfo=get_current_timezone())
        yield Need(words, reverse("portal:notices:by-hand"), _("See who"), by=by)


def calls_to_make(user):
    """For Today, in one line."""
    if found := user.is_coordinator and _to_reach(user):
        words, day = found
        yield Due(words, day, reverse("portal:notices:by-hand"), _("See who"))
