"""What people outside ask of us, as it comes."""

from uuid import uuid4

from portal.groups.models import Proposal
from portal.groups.services import look_at, suggest
from portal.members.models import Complaint, Enquiry
from portal.members.outside.views import signer
from portal.members.services import asking, complaints, offers
from portal.members.services.asking import Outsider
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


def suggestion(*, taken_by=None, how="named", group=None, person=None, more=None, **given) -> Proposal:
    """`person`: a member's own, who is told by their own way. `more` is what the service takes besides."""
    told = outsider(**given)
    if person is not None or how == "unnamed":
        told = outsider(name="", means="", address="", words=told.words)
    made = suggest(key=uuid4(), outsider=told, how=how, group=group, person=person, by=person, **more or {})
    if taken_by:
        look_at(proposal=made, by=taken_by)
        made.refresh_from_db()
    return made


def token_of(asked) -> str:
    """The end of the address that only whoever sent it has."""
    return signer(type(asked)).sign(asked.reference)
