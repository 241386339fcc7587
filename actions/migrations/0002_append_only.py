from django.db import migrations

from audit.models.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("actions", "0001_initial")]

    operations = append_only("actions.0002_append_only")
