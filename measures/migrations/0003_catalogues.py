from django.db import migrations


class Migration(migrations.Migration):
    """Sectors become catalogues, each with a list of its own; the text of a measure becomes its description."""

    dependencies = [("measures", "0002_measures_in_force")]

    operations = [
        migrations.RemoveConstraint("measure", "measure_title_once_per_sector"),
        migrations.RenameModel("Sector", "Catalogue"),
        migrations.RenameField("measure", "sector", "catalogue"),
        migrations.RenameField("historicalmeasure", "sector", "catalogue"),
        migrations.RenameField("measure", "text", "description"),
        migrations.RenameField("historicalmeasure", "text", "description"),
    ]
