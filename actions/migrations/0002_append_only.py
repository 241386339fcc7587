from django.db import migrations

from audit.models.triggers import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("actions", "0001_initial")]

    operations = [
        AppendOnly("actions_progressupdate"),
        AppendOnly("actions_challenge"),
        AppendOnly("actions_updatecheck"),
        AppendOnly("actions_comment"),
        AppendOnly("actions_proposaldecision"),
    ]
