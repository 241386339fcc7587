from django.db import migrations

from audit.models.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = append_only("audit.0002_append_only")
