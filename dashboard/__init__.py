"""The site: settings, pages, charts. The Celery application is loaded with it so that tasks find it."""

from dashboard.celery import app as celery_app

__all__ = ["celery_app"]
