"""What members puts on the lists "What's on" and "Find something to do"."""

from django.urls import reverse
from django.utils.translation import gettext as _

from portal.members.models import Gathering, OneOff
from portal.openings import Opening
from portal.whats_on import Happening


def gatherings(user, after):
    """One query."""
    for one in Gathering.objects.visible_to(user).after(after):
        yield Happening(
            uid=f"gathering-{one.pk}",
            title=one.title,
            url=reverse("portal:doings:gathering", args=[one.pk]),
            starts_at=one.starts_at,
            ends_at=one.ends_at,
            place=one.place,
            words=one.words,
            called_off=one.called_off_at is not None,
        )


def one_offs(user):
    """Two queries: the things, and whom each may interest."""
    for one in OneOff.objects.visible_to(user).open().prefetch_related("interests"):
        yield Opening(
            kind=_("One thing to do"),
            title=one.title,
            url=reverse("portal:doings:one-off", args=[one.pk]),
            words=one.words,
            until=one.until,
            interests=frozenset(interest.pk for interest in one.interests.all()),
        )
