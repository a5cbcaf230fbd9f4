from django.db import migrations


def load(apps, schema_editor):
    """Close agendas at their deadline; from then on the admin is the place to change it."""
    interval = apps.get_model("django_celery_beat", "IntervalSchedule")
    task = apps.get_model("django_celery_beat", "PeriodicTask")
    five_minutes, _ = interval.objects.get_or_create(every=5, period="minutes")
    task.objects.get_or_create(
        name="Close agendas and send digests",
        defaults={"task": "meetings.tasks.close_agendas", "interval": five_minutes},
    )


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0003_lists"),
        ("django_celery_beat", "0019_alter_periodictasks_options"),
    ]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
