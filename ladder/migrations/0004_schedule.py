from django.db import migrations


def load(apps, schema_editor):
    """The default schedule; from then on the admin is the place to change it."""
    crontab = apps.get_model("django_celery_beat", "CrontabSchedule")
    interval = apps.get_model("django_celery_beat", "IntervalSchedule")
    task = apps.get_model("django_celery_beat", "PeriodicTask")
    wednesday_morning, _ = crontab.objects.get_or_create(
        minute="0", hour="6", day_of_week="3", day_of_month="*", month_of_year="*", timezone="Europe/Amsterdam"
    )
    five_minutes, _ = interval.objects.get_or_create(every=5, period="minutes")
    task.objects.get_or_create(
        name="Weekly recompute of the last full week",
        defaults={"task": "ladder.tasks.recompute_last_week", "crontab": wednesday_morning},
    )
    task.objects.get_or_create(
        name="Resume unfinished recomputes",
        defaults={"task": "ladder.tasks.resume_recomputes", "interval": five_minutes},
    )


class Migration(migrations.Migration):
    dependencies = [
        ("ladder", "0003_defaults"),
        ("django_celery_beat", "0019_alter_periodictasks_options"),
    ]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
