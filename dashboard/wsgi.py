"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from dashboard.loaded import freeze_what_is_loaded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dashboard.settings")

application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018  # loads all views now, and not while the first reader waits
freeze_what_is_loaded()
