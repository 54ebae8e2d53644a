"""Headers that every answer carries, whatever made it."""

from django.conf import settings

PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "microphone",
        "payment",
        "usb",
    )
)


class Headers:
    """What Django's own middleware does not send, and no copy kept of what somebody signed in has read."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if request.path.startswith("/cms/") or has_session(request, response):
            response.headers.setdefault("Cache-Control", "private, no-store")
        if request.method == "HEAD" and not response.streaming:
            response.content = b""  # gunicorn would write a warning into the log, once a minute where somebody watches
        return response


def has_session(request, response) -> bool:
    """Told by the cookie alone: asking who it is would need the database, which an error page may not have."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES or settings.SESSION_COOKIE_NAME in response.cookies


class CmsPolicy:
    """Directly inside `CSPMiddleware`: the CMS's own content policy for /cms/ and nothing else.

    A preview is a public page, made by a request inside the request: it comes with the public policy, which only has
    to let the editor show it in a frame.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.path.startswith("/cms/"):
            preview = response.headers.pop("Content-Security-Policy", None)
            response._csp_config = settings.PREVIEW_POLICY if preview else settings.CMS_CONTENT_SECURITY_POLICY
            response.headers["X-Frame-Options"] = "SAMEORIGIN"  # the editor shows its preview in a frame
        return response
