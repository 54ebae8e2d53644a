import time

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import (
    get_reauthentication_flows,
    raise_if_reauthentication_required,
)
from allauth.account.models import EmailAddress
from django.conf import settings


def steps_just_now(request) -> list[dict]:
    """How the person showed who they are in the last quarter of an hour: enough not to be asked again."""
    since = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    return [step for step in get_authentication_records(request, request.user) if step["at"] > since]


def came_by_link(request) -> bool:
    """Signed in just now with a one-use link: whoever needs one may have forgotten their password."""
    return any(step["method"] == "link" for step in steps_just_now(request))


def ask_who_it_is(request) -> None:
    """Raise ReauthenticationRequired, so that allauth asks, unless somebody has shown just now who they are.

    Somebody with only a used-up link has neither password, passkey nor address to show it with: they are not asked,
    since they must be able to leave as well.
    """
    if get_reauthentication_flows(request.user) or EmailAddress.objects.get_primary_email(request.user):
        raise_if_reauthentication_required(request, app="account")
