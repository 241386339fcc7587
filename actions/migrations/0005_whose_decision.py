from datetime import datetime, time, timezone

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def say_whose(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Dates decided before it was asked whose decision it was. What the chief officers decided is
    marked as theirs, with the meeting where one was named; no decider is made up."""
    revisions = apps.get_model("actions", "DeadlineRevision").objects
    decisions = apps.get_model("actions", "OfficersDecision").objects
    for row in revisions.exclude(state="requested").select_related("decided_by", "action__plan"):
        who = row.decided_by.name or row.decided_by.email
        row.decided_as, row.decider_label = "chair", who
        if row.to_chief_officers:
            row.decided_as = "chief_officers"
            row.decider_label = f"The chief officers group, recorded by {who}"
            row.officers_decision = decisions.create(
                area_id=row.action.plan.area_id,
                how="unrecorded",
                meeting_id=row.decided_at_id,
                decided_on=row.decided_on,
                note=row.decision_note,
                recorded_by_id=row.decided_by_id,
                recorded_at=datetime.combine(row.decided_on, time(12), tzinfo=timezone.utc),
            )
        row.save()


class Migration(migrations.Migration):
    dependencies = [("actions", "0004_officers")]

    operations = [migrations.RunPython(say_whose, migrations.RunPython.noop)]
