"""Real use. Refuses to start without its secrets, and says which is missing."""

import os

from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import WAGTAILADMIN_BASE_URL

DEBUG = False


def required(name: str, what: str) -> str:
    """The environment variable `name`, or a refusal that says what to set."""
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"Set {name}: {what}")
    return value


SECRET_KEY = required("SECRET_KEY", "a long random text; `python manage.py new_secret` prints one.")
if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 10 or "for-trying-out" in SECRET_KEY:
    raise ImproperlyConfigured(
        "SECRET_KEY is too short or is the one for trying out: set 50 or more random characters."
    )
SITE_ADDRESS = required("SITE_ADDRESS", "the address people type, such as https://alongside.example.org")
ALLOWED_HOSTS = [SITE_ADDRESS.split("://")[-1].split(":")[0].strip("/")]
ALLOWED_HOSTS += [host for host in os.environ.get("MORE_HOSTS", "").split(",") if host]
CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS.rstrip("/")]

# `make start` serves plain http on this machine alone; everything else is https.
HTTPS = not WAGTAILADMIN_BASE_URL.startswith("http://localhost")
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if os.environ.get("BEHIND_PROXY") == "yes" else None
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
if HTTPS:
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
SECOND_FACTOR_REQUIRED = True
PAGE_CACHE_SECONDS = int(os.environ.get("PAGE_CACHE_SECONDS", "600"))

if os.environ.get("MAIL_HOST"):
    EMAIL_HOST = os.environ["MAIL_HOST"]
    EMAIL_PORT = int(os.environ.get("MAIL_PORT", "587"))
    EMAIL_HOST_USER = os.environ.get("MAIL_USER", "")
    EMAIL_HOST_PASSWORD = os.environ.get("MAIL_PASSWORD", "")
    EMAIL_USE_TLS = os.environ.get("MAIL_TLS", "yes") == "yes"
    EMAIL_TIMEOUT = 10
else:
    # No mail server yet: mails wait as files, and the start-up screen says so.
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR_DIR / "mail"  # noqa: F405
if os.environ.get("TASKS_IN_BACKGROUND") == "yes":
    TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
