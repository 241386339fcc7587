from django.db import migrations

from audit.models.triggers import append_only, guard_anew


def guard(apps, schema_editor):
    guard_anew(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("returns", "0001_initial")]

    operations = [
        *append_only("returns.0002_append_only"),
        migrations.RunPython(guard, migrations.RunPython.noop),  # what was sent stays
    ]
