from django.db import migrations

from audit.models.triggers import guard_anew


def guard(apps, schema_editor):
    guard_anew(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("learning_reviews", "0001_register"), ("audit", "0007_kinds_of_figures")]

    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
