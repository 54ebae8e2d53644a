"""Asking people to join: by e-mail, by a printed card, or in a talk. Nobody has a way in before they say yes."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal.audit.services import audited, record
from portal.members.models import About, Invitation, User, Welcome, new_username
from portal.members.services.leaving import erase_person
from portal.members.services.links import MayNotSignIn, end_links, good_link, make_link, subject_of, use_link
from portal.members.services.offers import has_joined
from portal.notices import services as notices
from portal.notices.routes import Means

LASTS = timedelta(days=14)
UNDO_WITHIN = timedelta(hours=1)
FORGOTTEN_AFTER = timedelta(days=30)  # after it ended: then nothing is kept of somebody who never came


class NotInvited(Exception):
    """Somebody could not be invited; the words say why."""


@dataclass(frozen=True)
class Guest:
    """Whom somebody wants to invite, and the one way given to reach them; `address` may be empty."""

    name: str
    means: Means
    address: str = ""


def about_of(invitation) -> str:
    return f"invitation:{invitation.pk}"


def is_invited(person) -> bool:
    """Whether somebody was asked, and has not come yet."""
    return Invitation.objects.waiting().filter(person=person).exists()


def may_be_invited(guest: Guest) -> None:
    """Raises NotInvited when the address is already somebody's."""
    if guest.means != Means.MAIL:
        return
    if User.objects.called(guest.address):
        raise NotInvited(_("%(address)s is already a member’s address.") % {"address": guest.address})
    if Invitation.objects.waiting().filter(address=guest.address).exists():
        raise NotInvited(_("%(address)s has an invitation already.") % {"address": guest.address})


@audited()
def invite(*, guest: Guest, note: str, by, buddy=None) -> Invitation:
    """Make an account that waits, with its invitation; an e-mail goes out when there is an address."""
    may_be_invited(guest)
    before = Invitation.objects.taken_back().filter(means=Means.MAIL, address=guest.address).exclude(address="")
    for earlier in before.select_for_update():  # the invitation first, as in `come_in`
        erase_person(person=earlier.person, by=by)
    person = User(username=new_username())
    person.set_unusable_password()
    person.save()
    facts = {"name": guest.name, "means": guest.means, "address": guest.address}
    try:
        with transaction.atomic():
            invitation = Invitation.objects.create(
                person=person, note=note, by=by, ends_at=timezone.now() + LASTS, **facts
            )
    except IntegrityError as twice:
        raise NotInvited(_("%(address)s has an invitation already.") % {"address": guest.address}) from twice
    Welcome.objects.create(person=person, buddy=buddy)
    record("members.invited", subject=subject_of(person), by=by, concerns=person, means=str(guest.means))
    if guest.means == Means.MAIL and notices.there_is_mail():
        send_invitation(invitation=invitation, by=by)
    return invitation


@audited()
def send_invitation(*, invitation, by) -> None:
    """Mail the invitation with a new link, and let it last as long again. The link before it stops working."""
    held = _hold(invitation)
    code = _new_code(held, by, mailed_to=held.address)
    notices.forget(about=about_of(held))
    notices.tell_outsider(
        name=held.name,
        means=Means.MAIL,
        address=held.address,
        title=_("An invitation"),
        words=_words_of(held),
        path=reverse("sign_in_link", args=[code]),
        about=about_of(held),
        by=by,
    )


def _words_of(held) -> str:
    """The note; then who asks, who meets them, and until when it is good."""
    buddy = held.person.welcome.buddy if hasattr(held.person, "welcome") else None
    parts = [_("%(name)s invites you.") % {"name": held.by}]
    parts.append(buddy and _("%(name)s meets you first, to say hello and to answer questions.") % {"name": buddy})
    until = date_format(timezone.localtime(held.ends_at), "l j F")
    parts.append(_("Open the link to come in. It works once, until %(date)s.") % {"date": until})
    return "\n\n".join([held.note, " ".join(part for part in parts if part)]).strip()


@audited()
def print_card(*, invitation, by) -> str:
    """A new code to print on a card or to read out, good for as long again. The link before it stops working."""
    held = _hold(invitation)
    notices.forget(about=about_of(held))
    return _new_code(held, by)


@audited()
def withdraw(*, invitation, by) -> None:
    """Nobody comes by it any more. An hour later, or when they are invited anew, nothing is kept of whom it was for."""
    held = _hold(invitation)
    notices.forget(about=about_of(held))
    end_links(person=held.person)
    held.withdrawn_at = timezone.now()
    held.save(update_fields=["withdrawn_at"])
    record("members.invitation_withdrawn", subject=subject_of(held.person), by=by, concerns=held.person)


@audited()
def put_back(*, invitation, by) -> None:
    """It was a slip. The link before stays dead: it is sent again, or printed."""
    held = _row_of(invitation, Invitation.objects.taken_back())
    held.withdrawn_at = None
    held.save(update_fields=["withdrawn_at"])
    record("members.invitation_put_back", subject=subject_of(held.person), by=by, concerns=held.person)


@audited()
def come_in(*, code: str, known_as: str = "") -> User:
    """Use a link up and say whom it lets in. By an invitation's link, the person has joined from now on."""
    person = good_link(code).person
    # The invitation first, as whoever sends, prints or takes back has it: two orders would wait for one another.
    invitation = Invitation.objects.select_for_update().filter(person=person).waiting().first()
    link = use_link(code=code, known_as=known_as)
    if invitation is not None:
        _join(invitation, link)
    return link.person


def _join(invitation, link):
    person = link.person
    end_links(person=person)
    notices.forget(about=about_of(invitation))
    invitation.joined_at = timezone.now()
    invitation.save(update_fields=["joined_at"])
    if link.mailed_to and User.objects.called(link.mailed_to) is None:
        person.email = link.mailed_to
        person.save(update_fields=["email"])
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    elif invitation.means in (Means.CALL, Means.TEXT):
        About.objects.update_or_create(person=person, defaults={"phone": invitation.address[:30]})
    has_joined(person)
    record("members.joined", subject=subject_of(person), by=person, concerns=person)
    _tell_those_who_wait(invitation)


def _tell_those_who_wait(invitation):
    """Whoever invited them, and whoever meets them, who may be the same."""
    person, by = invitation.person, invitation.by
    buddy = person.welcome.buddy if hasattr(person, "welcome") else None
    path = reverse("portal:people:welcome", args=[person.pk])
    for told in {by, buddy or by}:
        with notices.speaking_to(told):
            words = _("%(name)s has joined.") % {"name": person}
            if told == buddy:
                words += " " + _("You are the one who meets them first. Say hello soon.")
        notices.tell(
            person=told, title=words[:120], words=words, path=path, about=subject_of(person), key=about_of(invitation)
        )


def forget_who_never_came() -> None:
    """For the clock: an invitation that ended long ago goes, with all that is known of whom it was for."""
    old = Invitation.objects.waiting().filter(ends_at__lt=timezone.now() - FORGOTTEN_AFTER)
    taken_back = Invitation.objects.taken_back().filter(withdrawn_at__lt=timezone.now() - UNDO_WITHIN)
    for found in (old, taken_back):
        for invitation in found:
            _forget(invitation, found)


@audited()
def _forget(invitation, among):
    """Unless somebody put it back, or sent it once more, at this very moment."""
    with suppress(MayNotSignIn):
        erase_person(person=_row_of(invitation, among).person, by=None)


def _hold(invitation) -> Invitation:
    return _row_of(invitation, Invitation.objects.waiting())


def _row_of(invitation, among) -> Invitation:
    held = among.select_for_update(of=["self"]).filter(pk=invitation.pk).select_related("person").first()
    if held is None:
        raise MayNotSignIn
    return held


def _new_code(held, by, mailed_to="") -> str:
    held.ends_at = timezone.now() + LASTS
    held.save(update_fields=["ends_at"])
    return make_link(person=held.person, by=by, ends_at=held.ends_at, mailed_to=mailed_to)
