"""What people decide that words of a plan mean is kept for the area's next plan."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.services import record
from audit.services.edits import locked
from committees.models import Area
from committees.queries.names import names_in
from imports.enums import Subject
from imports.models import ImportDecision
from imports.queries.decisions import by_name
from imports.rules.words.meanings import LONGEST, Said
from imports.rules.words.spoken import spoken

GONE = "This is not remembered any more: somebody forgot it or decided otherwise."


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


@transaction.atomic
def forget(*, by: User, decision: ImportDecision) -> ImportDecision:
    """From now on the words speak for themselves again; what was decided stays in the record.

    Plans that are in, and files that wait, keep what was decided for them. Raises ValidationError
    where the decision does not hold any more.
    """
    area = locked(decision.area)
    subject = Subject(decision.subject)
    held = ImportDecision.objects.held_in(area).get((subject, decision.key))
    if held is None or held.pk != decision.pk or not held.value:
        raise ValidationError(GONE)
    row = ImportDecision.objects.create(
        area=area,
        subject=subject,
        key=held.key,
        words=held.words,
        value="",
        made_at=timezone.now(),
        made_by=by,
    )
    changes = {held.words: [spoken(subject, held.value), ""]}
    record(by=by, verb="forgot what words mean", target=area, area_id=area.pk, changes=changes)
    return row
