"""A change of address is confirmed by a second person now: what waited in allauth's way is void."""

from typing import Any

from django.db import migrations
from django.db.models import F
from django.db.models.functions import Lower


def forget_others(apps: Any, schema_editor: Any) -> None:
    rows = apps.get_model("account", "EmailAddress").objects
    same = rows.annotate(now=Lower("user__email"), noted=Lower("email")).filter(noted=F("now"))
    rows.exclude(pk__in=list(same.values_list("pk", flat=True))).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_row_version_of_people"),
        ("account", "0009_emailaddress_unique_primary_email"),
    ]

    operations = [migrations.RunPython(forget_others, migrations.RunPython.noop)]
