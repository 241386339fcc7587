from django.db import migrations

from audit.models.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("actions", "0010_lineage")]

    operations = append_only("actions.0011_lineage_append_only")
