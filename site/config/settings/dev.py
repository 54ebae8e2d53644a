"""Working on the code: `manage.py runserver`. Never for real people's data. `make run` takes production's settings."""

from .base import *  # noqa: F403
from .base import STORAGES, VAR_DIR

DEBUG = True
SECRET_KEY = "for-trying-out-only"
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
DEMO_PEOPLE_ALLOWED = True
INTERNAL_IPS = ["127.0.0.1"]
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # passkeys on http://localhost
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
WHITENOISE_USE_FINDERS = True
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PAGE_CACHE_SECONDS = 0
