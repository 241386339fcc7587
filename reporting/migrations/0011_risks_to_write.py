from django.db import migrations


def risks_to_write(apps, schema_editor):
    """Quarterly reports in preparation get the part that is new."""
    Section = apps.get_model("reporting", "Section")
    drafts = apps.get_model("reporting", "Report").objects.filter(state="draft", kind="quarterly")
    Section.objects.bulk_create(
        Section(report_id=pk, key="risks", heading="Risks and movement", position=4)
        for pk in drafts.exclude(sections__key="risks").values_list("pk", flat=True)
    )


class Migration(migrations.Migration):
    # apart from the columns before it: one transaction does not fill a table and alter it
    dependencies = [("reporting", "0010_contents_and_authors")]

    operations = [migrations.RunPython(risks_to_write, migrations.RunPython.noop)]
