"""Letting people in for the first time, or after a lost phone."""

import hashlib
import secrets
from datetime import timedelta

from django.contrib.auth.models import Group
from django.core.signing import BadSignature, Signer
from django.utils import timezone

from portal.audit.services import audited, record
from portal.members.models import SignInLink, User, new_username
from portal.members.standing import COORDINATORS

LINK_LASTS = timedelta(hours=24)
_signer = Signer(salt="portal.members.sign_in_link", sep=".")


class LinkSpent(Exception):
    """The link was used, is too old, was replaced by a newer one, or was never ours."""


class CoordinatorExists(Exception):
    """Somebody already coordinates here, and has signed in."""


class MayNotSignIn(Exception):
    """The account is switched off or erased."""


def subject_of(person) -> str:
    """The chain in the trail that tells what happened to somebody's account."""
    return f"person:{person.pk}"


def _fingerprint(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@audited()
def make_link(*, person, by) -> str:
    """The secret end of a link that signs `person` in once. Links made for them earlier stop working."""
    if not person.is_active:
        raise MayNotSignIn
    SignInLink.objects.filter(person=person).still_good().update(ends_at=timezone.now())
    secret = secrets.token_urlsafe(32)
    SignInLink.objects.create(person=person, fingerprint=_fingerprint(secret), ends_at=timezone.now() + LINK_LASTS)
    record("members.link_made", subject=subject_of(person), by=by, concerns=person)
    return _signer.sign(secret)


def person_of_link(token: str) -> User:
    """Whom a link is for, without using it up: mail scanners and previews open links too."""
    return _good_link(token).person


def _good_link(token: str) -> SignInLink:
    try:
        fingerprint = _fingerprint(_signer.unsign(token))
    except BadSignature:
        raise LinkSpent from None
    link = SignInLink.objects.still_good().select_related("person").filter(fingerprint=fingerprint).first()
    if link is None:
        raise LinkSpent
    return link


@audited()
def use_link(*, token: str, known_as: str = "") -> User:
    """Use the link up and say whom it lets in. Of two who press at once, the database lets one through."""
    link = _good_link(token)
    # Asks this one row only: whoever waited for its lock looks at the row again, but never at a subquery.
    if SignInLink.objects.filter(pk=link.pk, used_at=None).update(used_at=timezone.now()) != 1:
        raise LinkSpent
    person = link.person
    if known_as:
        person.known_as = known_as
        person.save(update_fields=["known_as", "first_name"])
    record("members.link_used", subject=subject_of(person), by=person, concerns=person)
    return person


@audited()
def first_coordinator(*, another: bool = False) -> User:
    """Somebody to coordinate, who has neither a name nor a password until they use their link.

    Until the first one has signed in, asking again means the same person: their link was lost, not used.
    """
    group = Group.objects.select_for_update().get(name=COORDINATORS)  # two at once wait here for one another
    there = User.objects.filter(groups=group, is_active=True)
    waiting = there.filter(last_login=None, password__startswith="!").order_by("pk").first()
    if there.exists() and not another:
        if waiting is None or there.exclude(last_login=None).exists():
            raise CoordinatorExists
        return waiting
    person = User(username=new_username())
    person.set_unusable_password()
    person.save()
    person.groups.add(group)
    record("members.coordinator_made", subject=subject_of(person), concerns=person)
    return person
