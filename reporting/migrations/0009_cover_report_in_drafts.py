"""What is written for the council's cover report also stands in reports begun before there was one.

Frozen reports stay as they are: their next version has the sections.
"""

from django.db import migrations

# as they were named when this was written: a migration does not follow later words
SECTIONS = (
    ("council_for", "Cover report: council committee and date"),
    ("council_object", "Cover report 1: object and key points"),
    ("council_background", "Cover report 2: background information"),
    ("council_progress", "Cover report 3: progress against priorities"),
    ("council_focus", "Cover report 4: areas of focus for the next year"),
    ("council_options", "Cover report 5: options for consideration"),
    ("council_analysis", "Cover report 6: analysis of options"),
    ("council_resources", "Cover report 7: resource implications"),
    ("council_impact", "Cover report 8: integrated impact assessment"),
    ("council_consultation", "Cover report 9: consultation and conflicts of interest"),
    ("council_recommendations", "Cover report 10: recommendations"),
    ("council_papers", "Cover report: author and background papers"),
)


def add_sections(apps, schema_editor):
    section = apps.get_model("reporting", "Section")
    drafts = apps.get_model("reporting", "Report").objects.filter(state="draft")
    for report in drafts.iterator():
        last = report.sections.count()
        section.objects.bulk_create(
            section(report=report, key=key, heading=heading, position=last + place)
            for place, (key, heading) in enumerate(SECTIONS, start=1)
        )


class Migration(migrations.Migration):
    dependencies = [("reporting", "0008_keys_here")]

    operations = [migrations.RunPython(add_sections, migrations.RunPython.noop)]
