"""The hub's own settings, with a data folder of the test run and quick password hashing."""

import os
import tempfile

os.environ.setdefault("UJUZI_DATA", tempfile.mkdtemp(prefix="ujuzi-test-"))

from ujuzi.config.settings import *  # noqa: F403
from ujuzi.config.settings import STATIC_ROOT, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
KEYS_SECRET = "a secret that locks the keys of tests"
