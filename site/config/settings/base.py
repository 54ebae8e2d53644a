"""Settings shared by every way of running Alongside. Environment variables are read in this package only."""

import os
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parents[3]
# Everything the running site writes: database, pictures, private files, cache, mail, backups.
VAR_DIR = Path(os.environ.get("ALONGSIDE_VAR", BASE_DIR / "var"))

INSTALLED_APPS = [
    "home",
    "casestudies",
    "portal",
    "portal.audit",
    "portal.drafts",
    "portal.notices",
    "portal.members",
    "portal.agreement",
    "portal.reciprocity",
    "portal.roles",
    "portal.groups",
    "operations",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "portal.members.apps.CmsUsers",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "rules.apps.AutodiscoverRulesConfig",
    "csp",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "operations.headers.Headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "operations.headers.CmsPolicy",
    "home.serve.OnShow",
    "home.look.LookMiddleware",
    "home.pagecache.PageCache",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "portal.members.middleware.SignInRules",
    "home.cms_gate.CmsGate",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "home.routing.Redirects",
    "home.routing.KnownWay",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["home.templatetags.icons"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
FORM_RENDERER = "home.forms.SiteRenderer"

# --- Database -------------------------------------------------------------------------------------------------------
DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL") or f"sqlite:///{VAR_DIR / 'alongside.sqlite3'}",
        conn_max_age=600,
        conn_health_checks=True,
        disable_server_side_cursors=True,  # a list of choices would cost four round trips each
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE + WAL: 0 "database is locked" with 8 writers, against about 1,000 in 15 s with Django's defaults.
    # secure_delete: a withdrawn story's words are overwritten in the file, not merely unlinked.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-20000; PRAGMA secure_delete=ON;"
            # Else INSERT OR REPLACE would take a row away past the triggers that guard it.
            "PRAGMA recursive_triggers=ON;"
            "PRAGMA mmap_size=134217728; PRAGMA temp_store=MEMORY; PRAGMA journal_size_limit=27103364;"
        ),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Cache and sessions ---------------------------------------------------------------------------------------------
REDIS_URL = os.environ.get("REDIS_URL", "")
if REDIS_URL:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
else:
    # A file cache is shared by the workers of one machine; local memory would not be.
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": VAR_DIR / "cache",
            "OPTIONS": {"MAX_ENTRIES": 20_000},
        }
    }
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db" if REDIS_URL else "django.contrib.sessions.backends.db"

# --- People and signing in ------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "members.User"
# Django's own backend asks for exactly one slow hash, known person or not; the adapter turns an e-mail into a name.
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
]
# A sign-in name is unique by a constraint, in whatever letters it is written; see `portal.members.models.User`.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "portal:home"
ACCOUNT_ADAPTER = "portal.members.adapters.AccountAdapter"
MFA_ADAPTER = "portal.members.adapters.MFAAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*", "password2*"]  # nobody signs up; its checks want them
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_UNIQUE_EMAIL = ACCOUNT_PREVENT_ENUMERATION = True
# A new address replaces the old one once the code sent there comes back. Nobody is asked for one at the door (adapter).
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 600
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = ACCOUNT_LOGIN_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = ACCOUNT_PASSWORD_RESET_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = 3
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
MAIL_GOES_OUT = True  # whether what is mailed leaves this machine; else messages to people wait to be passed on
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_USER_DISPLAY = "portal.members.models.display_name"
# Per address ("ip": every try counts, none is ever given back) and per account ("key"). A success clears an account's
# count at most, so nobody can buy more tries at others' doors with sign-ins of their own.
ACCOUNT_RATE_LIMITS = {
    "login": "20/m/ip",
    "login_failed": "5/5m/key",
    "request_login_code": "20/m/ip,5/h/key",
    "reset_password": "20/m/ip,5/h/key",
    "sign_in_code": "10/5m/ip",
    "confirm_email": "1/10s/key,5/h/key",
    "way_in": "10/h/user,5/d/key",  # cards for people who have joined, made by one of us
    "application": "60/10m/key,300/d/key",  # presses of whoever has the code of one
    "application_link": "5/d/key",  # mails to an address that nobody has shown to be theirs
    "public_form": "5/m/ip,30/h/ip",  # sent, not tried; a whole library may share one address
}
ACCOUNT_FORMS = {
    "login": "portal.members.forms.sign_in.SignIn",
    "request_login_code": "portal.members.forms.sign_in.AskForCode",
    "confirm_login_code": "portal.members.forms.sign_in.MailedCode",
    "reset_password": "portal.members.forms.sign_in.AskForNewPassword",
    "confirm_password_reset_code": "portal.members.forms.sign_in.MailedResetCode",
    "reset_password_from_key": "portal.members.forms.sign_in.PasswordAfterCode",
    "change_password": "portal.members.forms.sign_in.ChangePassword",
    "set_password": "portal.members.forms.sign_in.ChoosePassword",
    "reauthenticate": "portal.members.forms.sign_in.PasswordAgain",
    "add_email": "portal.members.forms.sign_in.NewAddress",
    "confirm_email_verification_code": "portal.members.forms.sign_in.MailedAddressCode",
}
MFA_FORMS = {
    "authenticate": "portal.members.forms.sign_in.AppCode",
    "reauthenticate": "portal.members.forms.sign_in.AppCodeAgain",
    "activate_totp": "portal.members.forms.sign_in.FirstAppCode",
    "add_webauthn": "portal.members.forms.sign_in.NewPasskey",
    "edit_webauthn": "portal.members.forms.sign_in.RenamePasskey",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an account begins with an invitation, so nobody can lock a stranger's address
MFA_TOTP_TOLERANCE = 1  # phones whose clock is half a minute off
USERSESSIONS_TRACK_ACTIVITY = False
# How many proxies of ours stand before the site: a visitor's own X-Forwarded-For header is never believed.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXY_COUNT", "0"))
# People who can change pages or see others' data show a second factor or a passkey. Off where one person tries it out.
SECOND_FACTOR_REQUIRED = False
DEMO_PEOPLE_ALLOWED = False  # people with printed passwords; only where somebody tries it out
SESSION_NOTED_EVERY = 60  # seconds: a press is written down once in so many, not with every page
# Signed out after an hour without a press; SESSION_LONGEST ends it in any case.
SESSION_COOKIE_AGE = 60 * 60 + SESSION_NOTED_EVERY
SESSION_EXPIRE_AT_BROWSER_CLOSE = True  # many people use a library's computer
SESSION_LONGEST = 12 * 60 * 60

# What was on, and what a hand was asked for, is kept for so many days after it is over, with whoever put it there.
DOINGS_DAYS = int(os.environ.get("DOINGS_DAYS", "90"))
# Books are kept for six years after the one they are of (HMRC); receipts go then.
RECEIPT_DAYS = int(os.environ.get("RECEIPT_DAYS", str(7 * 365)))

# --- Languages ------------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", _("English")), ("cy", _("Welsh")), ("ur", _("Urdu"))]
LOCALE_PATHS = [BASE_DIR / "site" / "locale"]
USE_I18N = WAGTAIL_I18N_ENABLED = True
TIME_ZONE = os.environ.get("TIME_ZONE", "Europe/London")
USE_TZ = True
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False

# --- Files ----------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT", VAR_DIR / "static"))
STATICFILES_DIRS = [BASE_DIR / "site" / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
PRIVATE_ROOT = VAR_DIR / "private"
STORAGES = {
    # Everything that people bring: sent out only by a view that asks. Nothing of ours is under MEDIA_URL.
    "default": {"BACKEND": "home.storage.PrivateFiles"},
    "private": {"BACKEND": "home.storage.PrivateFiles"},
    "staticfiles": {"BACKEND": "operations.staticfiles.HashedStaticFiles"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# --- Security -------------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "img-src": [SELF],
        "manifest-src": [SELF],
        "media-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
    }
}
# Wagtail's editor prints scripts and styles into its pages: this wider policy is for /cms/ alone.
CMS_CONTENT_SECURITY_POLICY = CONTENT_SECURITY_POLICY["DIRECTIVES"] | {
    "frame-ancestors": [SELF],
    "frame-src": [SELF],
    "img-src": [SELF, "data:", "blob:"],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
}
# A preview is a public page that the editor shows in a frame.
PREVIEW_POLICY = CONTENT_SECURITY_POLICY["DIRECTIVES"] | {"frame-ancestors": [SELF]}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "home.views.form_expired"

# --- Wagtail --------------------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Alongside"
WAGTAILADMIN_BASE_URL = os.environ.get("SITE_ADDRESS", "http://localhost:8000")
WAGTAILADMIN_LOGIN_URL = "portal:cms-sign-in"
WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_USER_TIME_ZONES = ["Europe/London"]
PUBLISH_GATE = "portal.agreement.gate.refuse_what_is_not_agreed"  # asked whenever a page is saved
WAGTAIL_FINISH_WORKFLOW_ACTION = "portal.agreement.finish.publish_reviewed"
WAGTAIL_WORKFLOW_CANCEL_ON_PUBLISH = False  # a small fix goes live beside a reading that is under way
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILADMIN_EXTERNAL_LINK_CONVERSION = ""  # to turn an address into a page, Wagtail says that page's title to anybody
WAGTAILIMAGES_IMAGE_MODEL = "home.Picture"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "heic", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 64_000_000
WAGTAILIMAGES_IMAGE_FORM_BASE = "home.forms.PictureForm"
WAGTAILDOCS_DOCUMENT_MODEL = "home.Document"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "home.forms.DocumentForm"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "pptx", "rtf", "txt", "vtt", "xlsx"]
WAGTAILDOCS_EXTENSIONS += ["3gp", "m4a", "mov", "mp3", "mp4", "ogg", "opus", "wav", "webm"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
WAGTAILEMBEDS_FINDERS = []  # nothing is fetched from another host
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["h3", "bold", "italic", "ul", "ol", "link", "document-link"]},
    }
}
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
TAGGIT_CASE_INSENSITIVE = True

# --- Mail, tasks, log -----------------------------------------------------------------------------------------------
MAIL_FILES_DAYS = int(os.environ.get("MAIL_FILES_DAYS", "7"))  # without a mail server mails wait as files, so long
DEFAULT_FROM_EMAIL = SERVER_EMAIL = os.environ.get("MAIL_FROM", "Alongside <alongside@localhost>")
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"without_codes": {"()": "operations.logs.WithoutCodes"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["without_codes"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

# --- Running it -----------------------------------------------------------------------------------------------------
BACKUP_DIR = Path(os.environ.get("BACKUP_DIR", VAR_DIR / "backups"))
BACKUP_DAILY = os.environ.get("BACKUP_DAILY") == "yes"  # by the clock
# So many backups are kept, none for longer than so many days: by then what was deleted has gone from them too.
BACKUPS_KEPT, BACKUP_DAYS = 14, 35
DISK_FLOOR = 200 * 1024 * 1024  # with less than this free, /healthz says so and no backup begins
