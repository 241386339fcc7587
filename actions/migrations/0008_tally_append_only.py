from django.db import migrations

from audit.models.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("actions", "0007_tally")]

    operations = append_only("actions.0008_tally_append_only")
