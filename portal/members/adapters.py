"""How signing in works here, in allauth's terms."""

import logging
from smtplib import SMTPException

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext, gettext_lazy as _

from home import reading
from portal.members.cards import drawn
from portal.members.models import User
from portal.members.recent import steps_just_now
from portal.members.trail import note_limit
from portal.members.ways import has_passkey

log = logging.getLogger(__name__)
WRONG = _("That did not match. Check for typing mistakes, or ask us to send you a code.")


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "cannot_remove_primary_email": _("Choose a password or add a passkey first, or you could not get back in."),
        "email_password_mismatch": WRONG,
        "username_password_mismatch": WRONG,
        "email_taken": _("That address cannot be used here. Please try another, or ring us."),
        "enter_current_password": _("That is not the password you have now. Try again, or ask for a new one."),
        "incorrect_code": _("That is not the code we sent. Check the numbers and try again."),
        "incorrect_password": _("That is not your password. Try again."),
        "rate_limited": _("That was a lot in a short time. Wait a few minutes and try again."),
        "too_many_login_attempts": _("That was a lot of tries. Wait 5 minutes and try again, or ring us."),
    }

    def is_open_for_signup(self, request):
        """Accounts begin with an invitation; nobody signs up from outside."""
        return False

    def get_login_stages(self):
        """Nobody is stopped at the door to prove an address: many have none."""
        return ["allauth.account.stages.LoginByCodeStage", "allauth.mfa.stages.AuthenticateStage"]

    # --- Limits and tries
    def _get_login_attempts_cache_key(self, request, **credentials):
        """One count an account, whether its name or its e-mail was typed, and whatever the Host header says."""
        typed = credentials.get("username") or credentials.get("email", "")
        account = User.objects.called(typed)
        return account.username if account else typed.strip().casefold()

    def pre_authenticate(self, request, **credentials):
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            account = User.objects.called(credentials["username"])
            if account:
                note_limit(account)
            raise

    def authenticate(self, request, **credentials):
        """Look the account up first, so that known and unknown people cost exactly one slow hash each."""
        typed = credentials.get("email") or credentials.get("username", "")
        account = User.objects.called(typed)
        username = account.username if account else typed
        return super().authenticate(request, username=username, password=credentials["password"])

    # --- Showing again that it is you
    def is_reauthentication_required(self, *, app, **kwargs):
        """Not if the person signed in just now. Somebody with neither password nor passkey signs in again."""
        if steps_just_now(self.request):
            return False
        if not get_reauthentication_flows(self.request.user):
            raise ReauthenticationRequired
        return True

    def get_reauthentication_methods(self, user):
        methods = super().get_reauthentication_methods(user)
        if methods or not user.is_authenticated:
            return methods
        return [{"id": "sign_in_again", "description": _("Sign in again"), "url": reverse("sign_in_again")}]

    # --- Where to go
    def is_safe_url(self, url):
        """Only to this very host: other hosts that are ours may belong to other people."""
        request = self.request
        return url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())

    def get_password_change_redirect_url(self, request):
        return reverse("how_you_sign_in")

    def get_email_verification_redirect_url(self, email_address):
        return reverse("how_you_sign_in")

    def can_delete_email(self, email_address):
        """Not the last way in."""
        user = email_address.user
        return user.has_usable_password() or has_passkey(user)

    # --- Mails
    def send_mail(self, template_prefix, email, context):
        """Our name and phone number, nothing that anybody typed; and no error page that tells who has an account.

        Whoever waits for it is told when it cannot go out: the same for an address that we know and one that we do not.
        """
        if not self._mail(template_prefix, email, context) and self.request:
            words = gettext("E-mail does not work at the moment, so none will come. Sign in another way, or ring us.")
            messages.warning(self.request, words)

    def _mail(self, template_prefix, email, context) -> bool:
        brand = reading.brand(self.request)
        mail = self.render_mail(template_prefix, email, {"brand": brand, **context})
        try:
            mail.send()
        except (SMTPException, OSError):
            log.exception("A security mail could not be sent: %s", template_prefix)
            return False
        return True

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """What changed, to the address we had before. Neither the browser's name (anybody can write a link into it) nor
        the new address (the old mailbox may be somebody else's to read by now)."""
        taken_away = (context or {}).get("deleted_email")
        email = email or taken_away or EmailAddress.objects.get_primary_email(user)
        if email:
            self._mail(template_prefix, email, {})


class MFAAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": _("Choose another way to sign in first, or you could not get back in."),
        "incorrect_code": _("That did not match. Please try again."),
    }

    def get_totp_issuer(self):
        return reading.brand(None)["name"]

    def _get_site_name(self):
        return reading.brand(None)["name"]

    def build_totp_svg(self, url):
        return drawn(url, label=gettext("Code to scan"))

    def generate_authenticator_name(self, user, type):
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("My passkey") if number == 1 else gettext("My passkey %(number)s") % {"number": number}
