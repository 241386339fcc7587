from django.db import migrations

from audit.immutability import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("actions", "0004_the_quarter")]

    operations = [
        AppendOnly("actions_updatecheck"),
        AppendOnly("actions_comment"),
        AppendOnly("actions_proposaldecision"),
        AppendOnly("actions_windowreopening"),
    ]
