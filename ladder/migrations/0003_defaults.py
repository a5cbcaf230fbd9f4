from django.db import migrations

from ladder.defaults import load_defaults


def load(apps, schema_editor):
    load_defaults(apps)


class Migration(migrations.Migration):
    dependencies = [("ladder", "0002_engine_in_full")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
