"""What people decide that words of a plan mean is kept for the area's next plan."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.services import record
from committees.models import Area
from committees.queries.names import names_in
from imports.enums import Subject
from imports.models import ImportDecision
from imports.queries.decisions import by_name
from imports.rules.words.meanings import LONGEST, Said


@transaction.atomic
def decide(*, by: User, area: Area, said: Sequence[Said]) -> list[ImportDecision]:
    """Append what is `said` of words; what was decided so already is not said twice.

    A lead's post or group is kept by its name, so that it is read in a file and by people.
    """
    if not said:
        return []
    held = ImportDecision.objects.held_in(area)
    names = names_in(area)
    rows = []
    for one in said:
        value = by_name(one.value, names) if one.subject == Subject.LEAD else one.value
        before = held.get((one.subject, one.key))
        if value == (before.value if before else "") or len(one.key) > LONGEST:
            continue
        rows.append(
            ImportDecision(
                area=area,
                subject=one.subject,
                key=one.key,
                words=one.words,
                value=value,
                made_at=timezone.now(),
                made_by=by,
            )
        )
    ImportDecision.objects.bulk_create(rows)
    if rows:
        changes = {row.words: ["", row.value] for row in rows}
        record(by=by, verb="decided what words mean", target=area, area_id=area.pk, changes=changes)
    return rows
