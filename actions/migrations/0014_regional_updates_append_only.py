from django.db import migrations

from audit.models.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("actions", "0013_regional_updates")]

    operations = append_only("actions.0014_regional_updates_append_only")
