from django.db import migrations

from audit.immutability import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("actions", "0001_initial")]

    operations = [
        AppendOnly("actions_progressupdate"),
        AppendOnly("actions_challenge"),
    ]
