from django.db import migrations

from audit.models.triggers import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("reporting", "0001_initial")]

    operations = [
        AppendOnly("reporting_snapshot"),
        AppendOnly("reporting_download"),
        AppendOnly("reporting_directionanswer"),
    ]
