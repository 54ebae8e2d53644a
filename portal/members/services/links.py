"""Letting people in for the first time, or after a lost phone."""

from datetime import timedelta

from django.contrib.auth.models import Group
from django.utils import timezone
from django.utils.crypto import salted_hmac

from portal.audit.services import audited, record
from portal.members.codes import as_made, new_code
from portal.members.models import SignInLink, User, new_username
from portal.members.standing import COORDINATORS

LINK_LASTS = timedelta(hours=24)
CODE_LENGTH = 10  # 47 bits: short enough to type from a card, and far too many to guess while a link is good


class LinkSpent(Exception):
    """The link was used, is too old, was replaced by a newer one, or was never ours."""


class CoordinatorExists(Exception):
    """Somebody already coordinates here, and has signed in."""


class MayNotSignIn(Exception):
    """The account is switched off or erased."""


def subject_of(person) -> str:
    """The chain in the trail that tells what happened to somebody's account."""
    return f"person:{person.pk}"


def _fingerprint(code: str) -> str:
    """Keyed with the site's own secret, so that nobody who has only the database can try codes out."""
    return salted_hmac("portal.members.sign_in_link", as_made(code), algorithm="sha256").hexdigest()


@audited()
def make_link(*, person, by, ends_at=None, mailed_to="") -> str:
    """The code of a link that signs `person` in once, typed or opened. Links made for them earlier stop working.

    `mailed_to`: the address that alone gets the link, so that coming by it proves the address.
    """
    # Of two who make one at once, the later waits here and ends the first one's code.
    held = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    if not held.is_active:
        raise MayNotSignIn
    end_links(person=held)
    code = new_code(CODE_LENGTH)
    ends_at = ends_at or timezone.now() + LINK_LASTS
    SignInLink.objects.create(person=held, fingerprint=_fingerprint(code), ends_at=ends_at, mailed_to=mailed_to)
    record("members.link_made", subject=subject_of(held), by=by, concerns=held)
    return code


def end_links(*, person) -> None:
    SignInLink.objects.filter(person=person).not_over().update(ends_at=timezone.now())


def good_link(code: str) -> SignInLink:
    """Whom a link is for, without using it up: mail scanners and previews open links too."""
    link = SignInLink.objects.still_good().select_related("person").filter(fingerprint=_fingerprint(code)).first()
    if link is None:
        raise LinkSpent
    return link


def good_links(codes) -> dict[str, SignInLink]:
    """Of some codes those that still let somebody in, in their order. One query."""
    prints = {_fingerprint(code): code for code in codes}
    good = SignInLink.objects.still_good().filter(fingerprint__in=prints)
    found = good.select_related("person__invitation__by", "person__welcome__buddy")
    links = {prints[link.fingerprint]: link for link in found}
    return {code: links[code] for code in codes if code in links}


@audited()
def use_link(*, code: str, known_as: str = "") -> SignInLink:
    """Use the link up; whom it lets in is its `person`. Of two who press at once, the database lets one through."""
    link = good_link(code)
    # The person before the link, as whoever makes one has them: two orders would wait for one another.
    link.person = person = User.objects.select_for_update(no_key=True).get(pk=link.person_id)
    good = SignInLink.objects.not_over().filter(pk=link.pk)
    if not person.is_active or good.update(used_at=timezone.now()) != 1:
        raise LinkSpent
    if known_as:
        person.known_as = known_as
        person.save(update_fields=["known_as", "first_name"])
    record("members.link_used", subject=subject_of(person), by=person, concerns=person)
    return link


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
