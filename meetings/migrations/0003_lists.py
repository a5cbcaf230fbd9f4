from django.db import migrations

from meetings.data import load_lists


def load(apps, schema_editor):
    load_lists(apps)


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_meeting_in_full")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop, elidable=False)]
