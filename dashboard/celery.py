"""The Celery application. Run with `celery -A dashboard worker` and `celery -A dashboard beat`."""

import os

from celery import Celery

from dashboard import broker as broker  # registers the `safefs` transport before Celery connects

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dashboard.settings")

app = Celery("dashboard")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
