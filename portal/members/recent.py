import time

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import (
    get_reauthentication_flows,
    raise_if_reauthentication_required,
)
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings

from portal.members.second_factor import COUNTS


def steps_just_now(request) -> list[dict]:
    """How the person showed who they are in the last quarter of an hour: enough not to be asked again."""
    since = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    return [step for step in get_authentication_records(request, request.user) if step["at"] > since]


def came_by_link(request) -> bool:
    """Signed in just now with a one-use link: whoever needs one may have forgotten their password."""
    return any(step["method"] == "link" for step in steps_just_now(request))


def stands_in_for_a_lock(step) -> bool:
    """A recovery code, or a one-use link: what lets somebody in whose phone may be lost."""
    return step["method"] == "link" or step.get("type") == "recovery_codes"


def may_have_lost_a_lock(request) -> bool:
    """They came in without their second factor, and have added none since: a lost one still stands in the list."""
    steps = get_authentication_records(request, request.user)
    came_at = max((step["at"] for step in steps if stands_in_for_a_lock(step)), default=None)
    if came_at is None:
        return False
    locks = Authenticator.objects.filter(user=request.user, type__in=COUNTS)
    added = [lock.created_at.timestamp() > came_at for lock in locks]
    return bool(added) and not any(added)


def ask_who_it_is(request) -> None:
    """Raise ReauthenticationRequired, so that allauth asks, unless somebody has shown just now who they are.

    Somebody with only a used-up link has neither password, passkey nor address to show it with: they are not asked,
    since they must be able to leave as well.
    """
    if get_reauthentication_flows(request.user) or EmailAddress.objects.get_primary_email(request.user):
        raise_if_reauthentication_required(request, app="account")
