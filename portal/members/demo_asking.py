"""Two people who would like to help and one who complains, to try the site out with."""

from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from portal.members.models import Asked, Complaint, Enquiry, Interest, User
from portal.members.services import asking, complaints, offers
from portal.members.services.asking import Outsider
from portal.notices.routes import Means

KEYS = [UUID(f"00000000-0000-4000-8000-00000000000{number}") for number in (1, 2, 3)]
RING_FIRST = (
    "Rang on Tuesday. Works in the mornings. Would rather come with a friend the first time. Ring again after 2pm."
)


def load() -> None:
    """Once: what people have done with them since stays as it is."""
    if Enquiry.objects.filter(key__in=KEYS).exists() or Complaint.objects.filter(key__in=KEYS).exists():
        return
    today, rosie = timezone.localdate(), User.objects.called("rosie")
    offers.offer_help(
        key=KEYS[0],
        outsider=Outsider(
            name="Amina",
            means=Means.MAIL,
            address="amina@example.org",
            words="I saw your poster at the library. I like to cook, and I speak Somali and English.",
            language="en",
        ),
        interests=interests("Supporting others", "Coming along and seeing"),
        came_on=today - timedelta(days=1),
    )
    gwyn = offers.offer_help(
        key=KEYS[1],
        outsider=Outsider(
            name="Gwyn",
            means=Means.CALL,
            address="01632 960 171",
            words="Cared for his mum for nine years. Would like to say what he learned when new staff are chosen.",
        ),
        interests=interests("Choosing new staff"),
        by=rosie,
        came_by=Asked.CameBy.PHONE,
        came_on=today - timedelta(days=4),
    )
    asking.take(asked=gwyn, by=rosie)
    asking.write_notes(asked=gwyn, by=rosie, notes=RING_FIRST)
    complaints.complain(
        key=KEYS[2],
        outsider=Outsider(
            name="Pat",
            means=Means.POST,
            address="3 Mill Lane, Anytown, AN1 2BC",
            words="My old address is still on your list, although I asked you in spring to change it.",
        ),
        by=rosie,
        came_by=Asked.CameBy.PAPER,
        came_on=today - timedelta(days=10),
    )


def interests(*names):
    return Interest.objects.filter(name__in=names)
