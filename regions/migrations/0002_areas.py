from django.db import migrations
from django.utils import timezone

from regions.tables import load_areas, load_drawn_map


def load(apps, schema_editor):
    load_areas(apps)
    load_drawn_map(apps, now=timezone.now())


class Migration(migrations.Migration):
    dependencies = [("regions", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
