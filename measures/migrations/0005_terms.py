import uuid

from django.db import migrations

from measures.terms import load_terms


def fill(apps, schema_editor):
    """Load the terms, and give the entries of before a theme and a key of their own."""
    load_terms(apps)
    other = apps.get_model("measures", "MeasureTheme").objects.get(code="overig")
    measures = apps.get_model("measures", "Measure").objects
    measures.filter(theme=None).update(theme=other)
    history = apps.get_model("measures", "HistoricalMeasure").objects
    for measure in measures.all():
        # Adding the field gave every row the same key.
        measure.key = uuid.uuid4()
        measure.save(update_fields=["key"])
        history.filter(id=measure.pk).update(key=measure.key, theme=measure.theme)


class Migration(migrations.Migration):
    dependencies = [("measures", "0004_measures_in_full")]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=False),
    ]
