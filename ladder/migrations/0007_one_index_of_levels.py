from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("ladder", "0006_audit"),
    ]

    operations = [
        migrations.AlterField(
            model_name="assessment",
            name="version",
            field=models.ForeignKey(
                db_index=False,
                on_delete=models.deletion.PROTECT,
                related_name="assessments",
                to="ladder.ladderversion",
            ),
        ),
    ]
