from django.db import migrations

from audit.databases.written import Rows
from audit.models.triggers import guard_anew
from audit.services.chain import enter


def guard(apps, schema_editor):
    """What was begun before is entered in the chain, which follows papers from now on."""
    using, model = schema_editor.connection.alias, apps.get_model("papers", "Paper")
    keys = set(model.objects.using(using).values_list("pk", flat=True))
    if keys:
        enter(using, {"papers_paper": Rows(model, keys)})
    guard_anew(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("papers", "0001_initial"), ("audit", "0008_kinds_of_registers")]

    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
