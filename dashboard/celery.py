"""The Celery application. Run with `celery -A dashboard worker` and `celery -A dashboard beat`."""

import os
from typing import Any

from celery import Celery
from celery.signals import worker_process_init, worker_ready

from dashboard import broker as broker  # registers the `safefs` transport before Celery connects
from dashboard.loaded import freeze_what_is_loaded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dashboard.settings")

app = Celery("dashboard")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_process_init.connect  # a process of the prefork pool
@worker_ready.connect  # the worker itself, in which the threads pool runs
def start_working(**kwargs: Any) -> None:
    freeze_what_is_loaded()
