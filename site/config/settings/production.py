"""Real use, and `make run`. Refuses to start without its secrets, and says which is missing."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import SILENCED_SYSTEM_CHECKS, VAR_DIR

DEBUG = False


def required(name: str, what: str) -> str:
    """The variable `name`, or what the file named by `name`_FILE holds, or a refusal that says what to set."""
    value = os.environ.get(name, "")
    if not value and os.environ.get(f"{name}_FILE"):
        file = Path(os.environ[f"{name}_FILE"])
        value = file.read_text().strip() if file.is_file() else ""
    if not value:
        raise ImproperlyConfigured(f"Set {name}: {what}")
    return value


SECRET_KEY = required("SECRET_KEY", "a long random text; `python manage.py new_secret` prints one.")
if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 10 or SECRET_KEY.startswith(("for-", "django-insecure-", "change")):
    raise ImproperlyConfigured("SECRET_KEY is short or well known: set one that `python manage.py new_secret` prints.")

SITE_ADDRESS = required("SITE_ADDRESS", "what people type to come here, such as https://alongside.example.org")
_address = urlsplit(SITE_ADDRESS)
if _address.scheme not in ("http", "https") or not _address.hostname or _address.path.strip("/"):
    raise ImproperlyConfigured("SITE_ADDRESS is a whole address without a path, such as https://alongside.example.org")
# Plain http is for this machine alone; from anywhere else passwords would travel unhidden.
HTTPS = _address.scheme == "https"
if not HTTPS and _address.hostname != "localhost":
    raise ImproperlyConfigured("SITE_ADDRESS begins with https:// everywhere but on http://localhost")
ALLOWED_HOSTS = [_address.hostname, *filter(None, os.environ.get("MORE_HOSTS", "").split(","))]
CSRF_TRUSTED_ORIGINS = [f"{_address.scheme}://{_address.netloc}"]

X_FRAME_OPTIONS = "DENY"  # in /cms/ the preview stands in a frame of the editor: operations.headers
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if os.environ.get("BEHIND_PROXY") == "yes" else None
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
# For the names below this one only when somebody says that all of them speak https; it holds for a year.
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS and os.environ.get("HSTS_SUBDOMAINS") == "yes"
SILENCED_SYSTEM_CHECKS = [*SILENCED_SYSTEM_CHECKS, "security.W005", "security.W021"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
if HTTPS:
    # Browsers refuse a cookie of this name from anything but this host over https.
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    LANGUAGE_COOKIE_SECURE = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
DEMO_PEOPLE_ALLOWED = os.environ.get("DEMO_PEOPLE") == "yes"
if DEMO_PEOPLE_ALLOWED and HTTPS:
    raise ImproperlyConfigured("DEMO_PEOPLE is for http://localhost only: the made-up people's passwords are known.")
SECOND_FACTOR_REQUIRED = not DEMO_PEOPLE_ALLOWED
PAGE_CACHE_SECONDS = int(os.environ.get("PAGE_CACHE_SECONDS", "600"))

if os.environ.get("MAIL_HOST"):
    EMAIL_HOST = os.environ["MAIL_HOST"]
    EMAIL_PORT = int(os.environ.get("MAIL_PORT", "587"))
    EMAIL_HOST_USER = os.environ.get("MAIL_USER", "")
    EMAIL_HOST_PASSWORD = required("MAIL_PASSWORD", "the mail server's.") if EMAIL_HOST_USER else ""
    EMAIL_USE_TLS = os.environ.get("MAIL_TLS", "yes") == "yes"
    EMAIL_TIMEOUT = 10
else:
    # No mail server yet: security mails wait as files, as the start-up screen says, and people are rung or written to.
    MAIL_GOES_OUT = DEMO_PEOPLE_ALLOWED  # who tries the site out finds what would go out
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR_DIR / "mail"
if os.environ.get("TASKS_IN_BACKGROUND") == "yes":
    TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
