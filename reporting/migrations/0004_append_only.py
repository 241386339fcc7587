from django.db import migrations

from audit.immutability import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("reporting", "0003_the_quarter")]

    operations = [
        AppendOnly("reporting_download"),
        AppendOnly("reporting_directionanswer"),
    ]
