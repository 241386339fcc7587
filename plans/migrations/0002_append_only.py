from django.db import migrations

from audit.models.triggers import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial")]

    operations = [
        AppendOnly("plans_planversion"),
        AppendOnly("plans_signoff"),
    ]
