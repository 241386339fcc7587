from django.db import migrations

from audit.models.triggers import guard_anew


def guard(apps, schema_editor):
    guard_anew(schema_editor.connection)


class Migration(migrations.Migration):
    """SQLite makes a table anew for a column more, without its triggers; reviews get theirs."""

    dependencies = [("plans", "0006_versions_are_agreed")]

    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
