"""What people outside ask of us, as it comes."""

from uuid import uuid4

from portal.members.models import Complaint, Enquiry
from portal.members.services import asking, complaints, offers
from portal.members.services.asking import Outsider
from portal.members.views.get_involved import signer
from portal.notices.routes import Means

NAME, ADDRESS, WORDS = "Amina", "amina@example.org", "I like to cook."


def outsider(**given) -> Outsider:
    return Outsider(**{"name": NAME, "means": Means.MAIL, "address": ADDRESS, "words": WORDS} | given)


def offer(*, taken_by=None, more=None, **given) -> Enquiry:
    """`more` is what the service takes besides: who wrote it down, when it came."""
    made = offers.offer_help(key=uuid4(), outsider=outsider(**given), **more or {})
    return asking.take(asked=made, by=taken_by) if taken_by else made


def complaint(*, taken_by=None, more=None, **given) -> Complaint:
    made = complaints.complain(key=uuid4(), outsider=outsider(**given), **more or {})
    return asking.take(asked=made, by=taken_by) if taken_by else made


def token_of(asked) -> str:
    """The end of the address that only whoever sent it has."""
    return signer(type(asked)).sign(asked.reference)
