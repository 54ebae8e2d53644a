import time

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings


def steps_just_now(request) -> list[dict]:
    """How the person showed who they are in the last quarter of an hour: enough not to be asked again."""
    since = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    return [step for step in get_authentication_records(request, request.user) if step["at"] > since]


def came_by_link(request) -> bool:
    """Signed in just now with a one-use link: whoever needs one may have forgotten their password."""
    return any(step["method"] == "link" for step in steps_just_now(request))
