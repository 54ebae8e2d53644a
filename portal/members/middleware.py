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
            stay_signed_in(request)
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


def stay_signed_in(request):
    """The session lasts again from now, and ends after the longest day. `signed_in_for`: how many seconds at least, if
    nothing more is pressed, so that pages can warn of it."""
    now, session = int(time.time()), request.session
    left = int(session.get(SIGNED_IN_AT, 0)) + settings.SESSION_LONGEST - now
    if left <= 0:
        logout(request)
        return
    if now - session.get(PRESSED_AT, 0) >= settings.SESSION_NOTED_EVERY:
        session[PRESSED_AT] = now
        if left < settings.SESSION_COOKIE_AGE:
            session.set_expiry(left)
    request.signed_in_for = min(left, settings.SESSION_COOKIE_AGE - settings.SESSION_NOTED_EVERY)


def behind_the_wall(request) -> bool:
    """The portal and the CMS: everywhere that others' data is. Accounts, help and public pages stay open."""
    match = request.resolver_match
    inside = match.namespaces[:1] == ["portal"] or request.path_info.startswith("/cms/")
    return inside and match.view_name not in OPEN_ALL_THE_SAME
