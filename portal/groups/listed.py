"""What groups put on the lists "What's on" and "Find something to do"."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

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
