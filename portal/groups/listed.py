"""What groups put on the lists "What's on" and "Find something to do"."""

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from home.spoken import moment
from portal.groups.models import Group, Meeting
from portal.openings import Opening
from portal.whats_on import Happening


def meetings(user, after):
    """Of the groups that somebody is in. One query."""
    found = Meeting.objects.of(user).filter(Q(starts_at__gte=after)).select_related("group")
    for meeting in found:
        yield Happening(
            uid=f"meeting-{meeting.pk}",
            title=meeting.group.name,
            url=reverse("portal:groups:meeting", args=[meeting.pk]),
            starts_at=meeting.starts_at,
            place=meeting.place,
            words="\n".join(in_words(meeting)),
            called_off=meeting.called_off_at is not None,
        )


def in_words(meeting):
    """What helps to know before one sets out."""
    if meeting.venue:
        yield meeting.get_venue_display()
    if meeting.getting_in:
        yield meeting.getting_in
    if meeting.breaks:
        yield _("Breaks: %(words)s") % {"words": meeting.breaks}


def open_groups(user):
    """Two queries: the groups, and whom each may interest."""
    for group in Group.objects.to_join(user).prefetch_related("interests"):
        yield Opening(
            kind=_("A group"),
            title=group.name,
            url=reverse("portal:groups:group", args=[group.pk]),
            words=group.question,
            interests=frozenset(interest.pk for interest in group.interests.all()),
        )


def that_may_have_a_budget(user):
    """One query: those that go on, as somebody knows of them."""
    for group in Group.objects.visible_to(user).open().order_by("name", "pk"):
        yield group.about, group.name


def takes_offers(user, number: int) -> bool:
    """A meeting that somebody knows of, for as long as people can be offered something for coming."""
    meeting = Meeting.objects.visible_to(user).filter(pk=number).first()
    return meeting is not None and meeting.is_open


def called_off():
    return Meeting.objects.filter(called_off_at__isnull=False)


def says_what_it_is(number: int):
    meeting = Meeting.objects.select_related("group").get(pk=number)
    if meeting.starts_at is None:
        return meeting.group.name[:120], None
    return f"{meeting.group}, {moment(meeting.starts_at)}"[:120], localdate(meeting.starts_at)
