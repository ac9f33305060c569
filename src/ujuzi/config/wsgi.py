"""The WSGI application that a server runs."""

import os
from wsgiref.types import WSGIApplication

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ujuzi.config.settings")


def _application() -> WSGIApplication:
    from django.conf import settings

    from ujuzi.config import pagecache

    django: WSGIApplication = get_wsgi_application()
    if settings.PAGE_CACHE_SECONDS:
        return pagecache.PageCache(django, seconds=settings.PAGE_CACHE_SECONDS)
    return django


application = _application()
