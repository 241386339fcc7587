from django.db import migrations

from audit.models.triggers import append_only


class Migration(migrations.Migration):
    dependencies = [("imports", "0003_importdecision")]

    operations = append_only("imports.0004_append_only")
