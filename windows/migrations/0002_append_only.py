from django.db import migrations

from audit.models.triggers import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("windows", "0001_initial")]

    operations = [
        AppendOnly("windows_windowreopening"),
    ]
