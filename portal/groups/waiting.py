"""What waits for somebody in their groups."""

from datetime import datetime, time, timedelta

from django.db.models import CharField, Exists, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils.timezone import get_current_timezone, localdate
from django.utils.translation import gettext as _

from portal.agreement.models import Agreement, Version
from portal.groups.models import Action, Check, DateAnswer, Group, GroupSeat, Meeting, Reply
from portal.needs import AT_MOST, Need
from portal.today import Due

AHEAD = timedelta(days=7)


def asked_and_asking(user):
    """Groups that ask me; and people who ask, or would like to know more, of those I look after. One query."""
    mine = Group.objects.open().looked_after_by(user)
    to_me = Q(person=user, state__in=["asked", "more"])
    to_us = Q(group__in=mine.values("pk"), state__in=["asks", "more"]) & ~Q(person=user)
    seats = GroupSeat.objects.filter(to_me | to_us, group__finished_at=None)
    for seat in seats.select_related("group", "person", "asked_by")[:AT_MOST]:
        said = {"group": seat.group.name, "name": seat.person, "who": seat.asked_by}
        where = reverse("portal:groups:group", args=[seat.group_id])
        if seat.person_id == user.pk:
            if seat.state == GroupSeat.State.ASKED:
                url = reverse("portal:groups:answer", args=[seat.group_id])
                yield Need(_("%(who)s asks you to join “%(group)s”.") % said, url, _("Answer"))
        elif seat.state == GroupSeat.State.ASKS:
            yield Need(_("%(name)s would like to join “%(group)s”.") % said, where, _("Open"))
        else:
            yield Need(_("%(name)s would like to know more about “%(group)s”.") % said, where, _("Open"))


def to_say_when(user):
    """Meetings of my groups to which I have not said when I can, or whether I come. One query."""
    dates = DateAnswer.objects.filter(date__meeting=OuterRef("pk"), person=user)
    replies = Reply.objects.filter(meeting=OuterRef("pk"), person=user)
    found = Meeting.objects.of(user).filter(group__finished_at=None).to_come()
    found = found.exclude(Exists(replies)).exclude(Exists(dates), starts_at=None).select_related("group")
    for meeting in found[:AT_MOST]:
        said = {"group": meeting.group.name}
        if meeting.starts_at:
            url = reverse("portal:groups:reply", args=[meeting.pk])
            yield Need(_("Will you come to “%(group)s”?") % said, url, _("Say"), by=meeting.starts_at)
        else:
            url = reverse("portal:groups:say-when", args=[meeting.pk])
            yield Need(_("“%(group)s” looks for a day to meet.") % said, url, _("Say which days you can"))


def my_actions(user):
    """What somebody asks me to do, and what I do whose day comes near. One query."""
    soon = localdate() + AHEAD
    mine = Action.objects.filter(owner=user, group__finished_at=None).open().by_day()
    mine = mine.filter(Q(said_yes_at=None) | Q(due_on__lte=soon)).select_related("group")
    for action in mine[:AT_MOST]:
        url, said = reverse("portal:groups:action", args=[action.pk]), {"what": action.what, "group": action.group.name}
        if action.is_agreed:
            by = datetime.combine(action.due_on, time.max, tzinfo=get_current_timezone())
            yield Need(_("For “%(group)s”: %(what)s") % said, url, _("Open"), by=by)
        else:
            yield Need(_("Will you do this for “%(group)s”? %(what)s") % said, url, _("Answer"))


def minutes_to_check(user):
    """Minutes of meetings I was at, of which I have not said whether they are right. One query."""
    said = Check.objects.filter(meeting=OuterRef("pk"), person=user).exclude(digest="")  # of the words as they are now
    found = Meeting.objects.of(user).filter(present__person=user, to_check_since__isnull=False, approved_at=None)
    for meeting in found.exclude(Exists(said)).select_related("group").order_by("starts_at")[:AT_MOST]:
        words = _("What we said at “%(group)s”: is this right?") % {"group": meeting.group.name}
        yield Need(words, reverse("portal:groups:minutes", args=[meeting.pk]), _("Read it"))


def nobody_looks_after(user):
    """For coordinators, on Today. One query."""
    if user.is_coordinator:
        for group in Group.objects.without_anybody():
            words = _("Nobody looks after the group “%(group)s”.") % {"group": group.name}
            yield Due(words, localdate(), reverse("portal:groups:group", args=[group.pk]), _("Open"))


def ways_to_agree_to(user):
    """Words on how a group of mine works together, to which I have not said yes. One query."""
    said = Agreement.objects.filter(version=OuterRef("pk"), person=user, taken_back_at=None)
    later = Version.objects.filter(subject=OuterRef("subject"), number__gt=OuterRef("number"))
    mine = Group.objects.of(user).open().annotate(words=Concat(Value("ways:"), Cast("pk", CharField())))
    found = Version.objects.filter(subject__in=mine.values("words")).exclude(Exists(said)).exclude(Exists(later))
    for version in found[:AT_MOST]:
        url = reverse("portal:groups:ways", args=[version.subject.partition(":")[2]])
        yield Need(_("How your group works together: do you agree?"), url, _("Read it"))
