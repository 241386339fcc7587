from django.db import migrations

from audit.immutability import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("reporting", "0001_initial")]

    operations = [
        AppendOnly("reporting_snapshot"),
    ]
