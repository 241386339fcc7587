from django.db import migrations

from audit.models.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("windows", "0001_initial")]

    operations = append_only("windows.0002_append_only")
