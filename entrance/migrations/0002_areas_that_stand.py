from django.db import migrations


def as_before(apps, schema_editor):
    """Areas that stand already go on as they did until their administrator says otherwise; a new
    area has the safe default."""
    policy, area = apps.get_model("entrance", "FactorPolicy"), apps.get_model("committees", "Area")
    policy.objects.bulk_create(policy(area=one, roles=[]) for one in area.objects.all())


class Migration(migrations.Migration):
    dependencies = [("entrance", "0001_initial")]

    operations = [migrations.RunPython(as_before, migrations.RunPython.noop)]
