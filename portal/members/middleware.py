import time

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.shortcuts import redirect

from portal.members.second_factor import lacks_second_factor
from portal.members.trail import SIGNED_IN_AT

GOING_TO, PRESSED_AT = "going_to", "pressed_at"
OPEN_ALL_THE_SAME = {"portal:stay", "wagtailadmin_logout"}


class SignInRules:
    """A session ends after SESSION_LONGEST at the latest, and whoever must show a second factor has one.

    Visitors without a session pass untouched, so their pages stay the same for everybody and can be kept in a cache.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or SESSION_KEY not in request.session:
            return self.get_response(request)
        if not request.user.is_authenticated:
            # Switched off, erased, or a password changed elsewhere: nothing of theirs stays in this browser.
            request.session.flush()
        else:
            end_in_time(request)
            note_press(request)
        response = self.get_response(request)
        if not request.user.is_authenticated:
            # Not "cookies": that would reach every site under the organisation's own domain.
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response

    def process_view(self, request, view, args, kwargs):
        if not settings.SECOND_FACTOR_REQUIRED or not behind_the_wall(request):
            return None
        if not request.user.is_authenticated or not lacks_second_factor(request.user):
            return None
        if request.method == "GET":
            request.session[GOING_TO] = request.get_full_path()
        return redirect("how_you_sign_in")


def end_in_time(request):
    """Sign out after the longest day. In its last hour the session's own end comes nearer, so that pages warn of it."""
    left = int(request.session.get(SIGNED_IN_AT, 0) + settings.SESSION_LONGEST - time.time())
    if left <= 0:
        logout(request)
    elif left < settings.SESSION_COOKIE_AGE:
        request.session.set_expiry(left)


def note_press(request):
    """The session lasts again from now. `signed_in_for`: how many seconds at least, if nothing more is pressed."""
    now = int(time.time())
    if now - request.session.get(PRESSED_AT, 0) >= settings.SESSION_NOTED_EVERY:
        request.session[PRESSED_AT] = now
    request.signed_in_for = request.session.get_expiry_age() - settings.SESSION_NOTED_EVERY


def behind_the_wall(request) -> bool:
    """The portal and the CMS: everywhere that others' data is. Accounts, help and public pages stay open."""
    match = request.resolver_match
    inside = match.namespaces[:1] == ["portal"] or request.path_info.startswith("/cms/")
    return inside and match.view_name not in OPEN_ALL_THE_SAME
