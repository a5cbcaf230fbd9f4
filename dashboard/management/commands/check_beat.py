"""Says whether the schedule is being run: the health check of beat, which itself answers nobody."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Max
from django.utils import timezone
from django_celery_beat.models import PeriodicTask

# A task is due every five minutes, and beat notes its runs every three.
SILENCE_ALLOWED = timedelta(minutes=15)


class Command(BaseCommand):
    help = "Ends with status 1 when no scheduled task was sent in the last 15 minutes."

    def handle(self, **options: Any) -> None:
        last = PeriodicTask.objects.filter(enabled=True).aggregate(last=Max("last_run_at"))["last"]
        if last is None or timezone.now() - last > SILENCE_ALLOWED:
            raise CommandError(f"beat is silent; it last sent a task at {last}")
        self.stdout.write(f"beat last sent a task at {last}")
