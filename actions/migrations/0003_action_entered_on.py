from django.db import migrations, models
from django.db.models import F


def _as_added(apps, schema_editor):
    """What was put in before this was kept is taken to have come in on its day in the plan."""
    apps.get_model("actions", "Action").objects.update(entered_on=F("added_on"))


class Migration(migrations.Migration):
    dependencies = [("actions", "0002_append_only")]

    operations = [
        migrations.AddField("action", "entered_on", models.DateField(null=True)),
        migrations.RunPython(_as_added, migrations.RunPython.noop),
        migrations.AlterField("action", "entered_on", models.DateField()),
    ]
