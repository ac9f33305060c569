"""The WSGI application that a server runs."""

import os
from typing import Any
from wsgiref.types import WSGIApplication

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ujuzi.config.settings")


def _application() -> WSGIApplication:
    from django.conf import settings

    from ujuzi.config import lean, pagecache

    pages: Any = get_wsgi_application()
    if settings.PAGE_CACHE_SECONDS:
        pages = pagecache.PageCache(pages, seconds=settings.PAGE_CACHE_SECONDS)
    return lean.Fork(pages)


application = _application()
