from django.db import migrations, models

from audit.models.triggers import guard_anew


def guard(apps, schema_editor):
    guard_anew(schema_editor.connection)


class Migration(migrations.Migration):
    """SQLite makes a table anew for a column more, without its triggers; returns get theirs."""

    dependencies = [("returns", "0002_append_only")]

    operations = [
        migrations.AddField(
            model_name="return",
            name="reason",
            field=models.TextField(blank=True, default="", max_length=1000),
            preserve_default=False,
        ),
        migrations.RunPython(guard, migrations.RunPython.noop),
    ]
