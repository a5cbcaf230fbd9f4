import tomllib
from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

FEEDS = Path(__file__).parent.parent / "data" / "feeds.toml"


def load(apps, schema_editor):
    """The feeds of that time, switched off, and when to fetch; from then on the admin is the place to change it."""
    feed = apps.get_model("ladder", "Feed")
    for row in tomllib.loads(FEEDS.read_text())["feeds"]:
        feed.objects.get_or_create(name=row.pop("name"), defaults=row | {"is_active": False})
    crontab = apps.get_model("django_celery_beat", "CrontabSchedule")
    task = apps.get_model("django_celery_beat", "PeriodicTask")
    every_hour, every_morning = (
        crontab.objects.get_or_create(
            minute=minute, hour=hour, day_of_week="*", day_of_month="*", month_of_year="*",
            timezone="Europe/Amsterdam",
        )[0]
        for minute, hour in (("20", "*"), ("0", "9"))
    )
    task.objects.get_or_create(
        name="Fetch the feeds that are switched on",
        # What waited an hour for a worker is left to the next hour.
        defaults={"task": "ladder.feed_tasks.fetch_active_feeds", "crontab": every_hour, "expire_seconds": 3000},
    )
    task.objects.get_or_create(
        name="Warn about feeds that are late or changed",
        defaults={"task": "ladder.feed_tasks.warn_about_feeds", "crontab": every_morning},
    )


class Migration(migrations.Migration):
    dependencies = [("ladder", "0004_schedule")]
    operations = [
        migrations.AddField(
            model_name="feed",
            name="busy_until",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="fetch",
            name="url",
            field=models.URLField(default="", max_length=500, verbose_name="URL"),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name="FeedWarning",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("late", "late"), ("refused", "another layout than expected")],
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("day", models.DateField(verbose_name="day")),
                ("told", models.PositiveSmallIntegerField(verbose_name="number of people told")),
                (
                    "feed",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="warnings",
                        to="ladder.feed",
                        verbose_name="feed",
                    ),
                ),
            ],
            options={
                "verbose_name": "warning about a feed",
                "verbose_name_plural": "warnings about feeds",
                "ordering": ["-day", "-pk"],
            },
        ),
        migrations.AddConstraint(
            model_name="feed",
            constraint=models.CheckConstraint(
                condition=models.Q(("url__startswith", "http://"), ("url__startswith", "https://"), _connector="OR"),
                name="feed_url_is_of_the_web",
            ),
        ),
        migrations.AddConstraint(
            model_name="feed",
            constraint=models.CheckConstraint(
                condition=models.Q(("expected_every_days__gte", 1)), name="feed_expected_after_a_day_or_more"
            ),
        ),
        migrations.AddConstraint(
            model_name="feedwarning",
            constraint=models.UniqueConstraint(
                fields=("feed", "state", "day"), name="feed_warning_once_a_day"
            ),
        ),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
