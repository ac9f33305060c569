"""Django's settings, from the environment; with nothing set it is a development hub on SQLite.

docs/settings.md lists every variable.
"""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from ujuzi.config import env

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

INSTALLED_APPS = [
    "ujuzi.core",
    "ujuzi.accounts",
    "ujuzi.organisations",
    "ujuzi.catalogue",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
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
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]

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
