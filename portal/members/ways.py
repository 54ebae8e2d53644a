"""The ways somebody has to sign in, in plain words, each with its next step."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext


@dataclass(frozen=True)
class Way:
    """One way in: its name, what it is for, where it stands, and what to press."""

    title: str
    about: str
    state: str
    button: str
    url: str
    ready: bool


def ways_of(user) -> list[Way]:
    found = {kind: [] for kind in Authenticator.Type.values}
    for authenticator in Authenticator.objects.filter(user=user):
        found[authenticator.type].append(authenticator)
    ways = [_mail(user), _password(user), _passkeys(found["webauthn"]), _app(found["totp"])]
    if found["webauthn"] or found["totp"]:
        ways.append(_recovery(found["recovery_codes"]))
    return [*ways, _places(user)]


def _mail(user) -> Way:
    address = EmailAddress.objects.get_primary_email(user)
    return Way(
        title=_("A code by e-mail"),
        about=_("We send 6 numbers to your address. Nothing to remember."),
        state=address or _("We have no e-mail address for you. That is fine."),
        button=_("Change address") if address else _("Add an address"),
        url=reverse("account_email"),
        ready=bool(address),
    )


def _password(user) -> Way:
    has_one = user.has_usable_password()
    return Way(
        title=_("A password"),
        about=_("With your sign-in name: %(name)s") % {"name": user.username},
        state=_("You have one.") if has_one else _("You have none."),
        button=_("Change password") if has_one else _("Choose a password"),
        url=reverse("account_change_password" if has_one else "account_set_password"),
        ready=has_one,
    )


def _passkeys(keys) -> Way:
    count = len(keys)
    return Way(
        title=_("A passkey"),
        about=_("Your phone or computer signs you in, by your finger, face or screen lock. The safest way."),
        state=_("You have %(n)d.") % {"n": count} if count else _("You have none yet."),
        button=_("See your passkeys") if count else _("Add a passkey"),
        url=reverse("mfa_list_webauthn" if count else "mfa_add_webauthn"),
        ready=bool(count),
    )


def _app(apps) -> Way:
    return Way(
        title=_("An app with numbers"),
        about=_("An app on your phone shows new numbers every half minute. You type them after your password or code."),
        state=_("It is set up.") if apps else _("Not set up."),
        button=_("Stop using the app") if apps else _("Set up an app"),
        url=reverse("mfa_deactivate_totp" if apps else "mfa_activate_totp"),
        ready=bool(apps),
    )


def _recovery(sets) -> Way:
    left = len(sets[0].wrap().get_unused_codes()) if sets else 0
    return Way(
        title=_("Recovery codes"),
        about=_("For the day your phone is lost. Keep them on paper, at home."),
        state=ngettext("%(n)d code is left.", "%(n)d codes are left.", left) % {"n": left},
        button=_("See your codes") if sets else _("Make codes"),
        url=reverse("mfa_view_recovery_codes" if sets else "mfa_generate_recovery_codes"),
        ready=left > 2,
    )


def _places(user) -> Way:
    count = len(UserSession.objects.purge_and_list(user))
    return Way(
        title=_("Where you are signed in"),
        about=_("Each phone and computer where you are signed in now. You can end the others."),
        state=ngettext("%(n)d place.", "%(n)d places.", count) % {"n": count},
        button=_("See where"),
        url=reverse("usersessions_list"),
        ready=True,
    )


def has_passkey(user) -> bool:
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).exists()


def has_first_way(user) -> bool:
    """Whether somebody who signs out can come back by themselves: an app with numbers alone opens nothing."""
    return user.has_usable_password() or bool(EmailAddress.objects.get_primary_email(user)) or has_passkey(user)


def only_passkey_left(user) -> bool:
    """Whether taking away one passkey would leave somebody outside: an app with numbers alone opens nothing."""
    if user.has_usable_password() or EmailAddress.objects.get_primary_email(user):
        return False
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).count() == 1
