from django.db import migrations

from audit.models.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("reporting", "0001_initial")]

    operations = append_only("reporting.0002_append_only")
