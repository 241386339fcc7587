from django.db import migrations

from audit.models.triggers import guard_anew


def guard(apps, schema_editor):
    guard_anew(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0004_chain")]

    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
