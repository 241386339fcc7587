from django.db import migrations

from audit.models.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0002_readings")]

    operations = append_only("outcomes.0003_append_only")
