"""Django's settings, from the environment; with nothing set it is a development hub on SQLite.

docs/settings.md lists every variable.
"""

import urllib.parse
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from ujuzi.config import env, logs
from ujuzi.config.sign_in import *  # noqa: F403

PACKAGE = Path(__file__).resolve().parent.parent

DATA_DIR = Path(env.text("UJUZI_DATA", "var", "Folder for the database, media and keys.")).resolve()
PRODUCTION = env.flag(
    "UJUZI_PRODUCTION", False, "Refuse insecure settings; HTTPS only. Set it on a real hub."
)
DEBUG = env.flag("UJUZI_DEBUG", False, "Django's debug pages. Never together with UJUZI_PRODUCTION.")
_INSECURE = "insecure-only-for-trying-out-on-one-machine"
SECRET_KEY = env.text(
    "UJUZI_SECRET_KEY", _INSECURE, "Long random text that signs sessions; required in production."
)
ALLOWED_HOSTS = env.words(
    "UJUZI_HOSTS", "localhost 127.0.0.1 [::1]", "Host names under which the hub answers."
)
ORIGIN = env.text(
    "UJUZI_ORIGIN", "http://127.0.0.1:8000", "Public address of the hub, without a slash at the end."
)
HUB_NAME = env.text("UJUZI_NAME", "Ujuzi", "Name of the hub, shown beside the mark.")

PACKAGES_ORIGIN = env.text(
    "UJUZI_PACKAGES_ORIGIN",
    env.other_name(ORIGIN),
    "Address of this same hub under another host name, where partners' course packages run; empty: they do not.",
)
if PACKAGES_ORIGIN and urllib.parse.urlsplit(PACKAGES_ORIGIN).hostname in (
    None,
    urllib.parse.urlsplit(ORIGIN).hostname,
):
    raise ImproperlyConfigured(
        "UJUZI_PACKAGES_ORIGIN must be an address with another host name than UJUZI_ORIGIN: packages are strangers' programs."
    )
ALLOWED_HOSTS = [*ALLOWED_HOSTS, *filter(None, [urllib.parse.urlsplit(PACKAGES_ORIGIN).hostname])]

if PRODUCTION:
    if DEBUG:
        raise ImproperlyConfigured("UJUZI_DEBUG must be off in production (UJUZI_PRODUCTION is on).")
    if SECRET_KEY == _INSECURE or len(SECRET_KEY) < 40 or len(set(SECRET_KEY)) < 10:
        raise ImproperlyConfigured(
            "UJUZI_SECRET_KEY must be at least 40 random characters in production; "
            'make one with: python3 -c "import secrets; print(secrets.token_urlsafe(50))"'
        )
    if not ORIGIN.startswith("https://"):
        raise ImproperlyConfigured("UJUZI_ORIGIN must start with https:// in production.")
    if PACKAGES_ORIGIN and not PACKAGES_ORIGIN.startswith("https://"):
        raise ImproperlyConfigured("UJUZI_PACKAGES_ORIGIN must start with https:// in production.")

INSTALLED_APPS = [
    "ujuzi.core",
    "ujuzi.accounts",
    "ujuzi.organisations",
    "ujuzi.records",
    "ujuzi.catalogue",
    "ujuzi.courses",
    "ujuzi.credentials",
    "ujuzi.evidence",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]

MIDDLEWARE = [
    "ujuzi.config.observing.observe",
    "ujuzi.core.middleware.secure",
    "ujuzi.courses.middleware.apart",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "ujuzi.core.middleware.compress",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ujuzi.accounts.middleware.StaffMfaMiddleware",
]

ROOT_URLCONF = "ujuzi.config.urls"
WSGI_APPLICATION = "ujuzi.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DATABASES = {
    "default": env.database(
        env.text("DATABASE_URL", "sqlite://", "sqlite:///file or postgresql://user:password@host:port/name."),
        DATA_DIR,
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Person"

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("fr", "Français"),
    ("es", "Español"),
    ("ar", "العربية"),
    ("zh-hans", "简体中文"),
    ("ru", "Русский"),
    ("sw", "Kiswahili"),
    ("pt", "Português"),
]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "ujuzi.core.statics.Storage"},
}
WHITENOISE_MAX_AGE = 3600
MEDIA_ROOT = DATA_DIR / "media"

FORMS_URLFIELD_ASSUME_HTTPS = True  # the default from Django 6.0 on
FORM_RENDERER = "ujuzi.core.forms.Renderer"

# The shape of Django 6's setting of this name, so that its middleware can take over.
SECURE_CSP = {
    "default-src": ["'none'"],
    "style-src": ["'self'"],
    "script-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "connect-src": ["'self'"],
    "manifest-src": ["'self'"],
    "form-action": ["'self'", *OPENID_ORIGINS],  # noqa: F405
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
} | ({"upgrade-insecure-requests": []} if PRODUCTION else {})
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
# Not cached_db: a session that is ended elsewhere must end in every process at once.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
# Rate limits count here; all processes of a machine share the folder. Few entries are thrown away before their time.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": DATA_DIR / "cache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CSRF_TRUSTED_ORIGINS = [ORIGIN]
if PRODUCTION:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$", "^metrics$"]
if env.flag("UJUZI_BEHIND_PROXY", False, "Trust X-Forwarded-Proto and -For from the proxy in front."):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

RECORDS_BODY_BYTES = 1_000_000 * env.number(
    "UJUZI_RECORDS_BODY_MB", 50, "Longest request to the record store, attachments included, in MB."
)

KEYS_SECRET = env.text(
    "UJUZI_KEYS_SECRET",
    "",
    "Long random text that locks the keys that sign credentials; empty: the file keys/master.key, made on first run.",
)
if PRODUCTION and KEYS_SECRET and len(KEYS_SECRET) < 40:
    raise ImproperlyConfigured("UJUZI_KEYS_SECRET must be at least 40 random characters in production.")

METRICS_DIR = env.text(
    "PROMETHEUS_MULTIPROC_DIR", "", "Folder of the metrics shared by processes; `ujuzi serve` sets it."
)
METRICS_TOKEN = env.text(
    "UJUZI_METRICS_TOKEN", "", "Bearer token for /metrics; without one only this machine may read it."
)
LOGGING = logs.configuration(
    env.text("UJUZI_LOG_STYLE", "json" if PRODUCTION else "plain", "Log lines: json or plain."),
    env.text("UJUZI_LOG_LEVEL", "info", "debug, info, warning or error."),
)

_mail = urllib.parse.urlsplit(
    env.text("UJUZI_MAIL", "", "smtp://user:password@host:587 or smtps://; empty writes mail to the log.")
)
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if _mail.hostname else 'console'}.EmailBackend"
EMAIL_HOST, EMAIL_PORT = _mail.hostname or "", _mail.port or 587
EMAIL_HOST_USER = urllib.parse.unquote(_mail.username or "")
EMAIL_HOST_PASSWORD = urllib.parse.unquote(_mail.password or "")
EMAIL_USE_SSL = _mail.scheme == "smtps"
EMAIL_USE_TLS = not EMAIL_USE_SSL
# Codes by e-mail need mail: production without a mail server does not offer them.
ACCOUNT_LOGIN_BY_CODE_ENABLED = bool(_mail.hostname) or not PRODUCTION
DEFAULT_FROM_EMAIL = env.text("UJUZI_MAIL_FROM", "ujuzi@hub.example", "Sender of the hub's mail.")

FETCH_ALLOW = env.words(
    "UJUZI_FETCH_ALLOW",
    "",
    "host or host:port that harvests may reach though they are private (an operator's decision).",
)
REVIEW_SILENCE_DAYS = env.number(
    "UJUZI_REVIEW_SILENCE_DAYS",
    0,
    "Days without objection after which a waiting entry is published; 0 never.",
)
PAGE_CACHE_SECONDS = env.number(
    "UJUZI_PAGE_CACHE_SECONDS", 30, "How long a page may be repeated to anonymous readers; 0 off."
)
