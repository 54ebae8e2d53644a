from django.conf import settings
from django.urls import reverse


def print_link(out, token):
    """The whole link on a line of its own, so that it can be copied by a double click."""
    out.write(settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("sign_in_link", args=[token]))
