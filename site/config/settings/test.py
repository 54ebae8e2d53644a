"""The test suite. SQLite in a file by default; `DATABASE_URL` chooses PostgreSQL."""

import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .base import STORAGES

SECRET_KEY = "for-tests-only"
DEMO_PEOPLE_ALLOWED = True
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
# Each run writes to a folder of its own, so that parallel runs never meet.
VAR_DIR = Path(tempfile.mkdtemp(prefix="alongside-test-"))
MEDIA_ROOT = VAR_DIR / "media"
PRIVATE_ROOT = VAR_DIR / "private"
BACKUP_DIR = VAR_DIR / "backups"
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir()
STORAGES = STORAGES | {
    # Pages are tested without running collectstatic first; the hashing has a test of its own.
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# A slow hash protects real people; here it would only slow the suite.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
# Pages are made anew for each test; the page cache's own tests switch it on.
PAGE_CACHE_SECONDS = 0
