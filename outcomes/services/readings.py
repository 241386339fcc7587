"""Writes of a measure's readings: given once, never changed; a correction is another reading."""

from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from audit.services import record
from audit.services.edits import locked
from outcomes.models import Measure, Reading
from outcomes.rules.measurement import NOT_COME, fault_of_value
from outcomes.rules.readings import holding, of_when, told

ENDED = "This measure is not used any more."
NOT_COUNTED = "Say first in what this measure is counted."
NO_NUMBER = "Write the number. If there is none yet, leave it empty and say why in the note."
STANDS = "This reading stands already."
WHAT_WAS_WRONG = "Say in a few words what was wrong."
CORRECTED = "Somebody has corrected this reading already. Correct the newer one."


@transaction.atomic
def add_reading(
    *,
    by: User | None,
    measure: Measure,
    value: Decimal | None,
    on: date,
    today: date,
    starts: date | None = None,
    note: str = "",
    source: str = "",
    corrects: Reading | None = None,
) -> Reading:
    """What a measure was on a day, or in the period from `starts` to it, as given on `today`.

    Without a `value` it says that there is none yet, and `note` says why; so does it of what was
    wrong in the reading that this one `corrects`. Raises ValidationError beside the field for what
    cannot be a reading, and for one that stands already (a button pressed twice).
    """
    if corrects and corrects.measure_id != measure.pk:
        raise ValueError("A reading corrects one of its own measure")
    now = locked(measure, "plan")
    reading = Reading(
        measure=now, value=value, starts=starts, on=on, note=note.strip(), source=source.strip(),
        corrects=corrects, given_on=today, given_by=by,
    )  # fmt: skip
    _check(reading, now)
    _check_beside(reading)
    reading.full_clean(exclude=["measure", "given_by"])
    reading.save()
    changes = {"value": value, "on": on, "instead_of": corrects.value if corrects else None}
    record(
        by=by,
        verb="corrected reading" if corrects else "gave reading",
        target=now,
        area_id=now.plan.area_id,
        changes=told(changes, now),
    )
    return reading


def _check(reading: Reading, measure: Measure) -> None:
    """What is wrong with a reading by itself."""
    if measure.ended_on:
        raise ValidationError(ENDED)
    if not measure.counted:
        raise ValidationError(NOT_COUNTED)
    said: dict[str, str] = {}
    if reading.value is None and not reading.note:
        said["value"] = NO_NUMBER
    if why := fault_of_value(reading.value, measure.unit, children=measure.counts_children):
        said["value"] = why
    if reading.on > reading.given_on:
        said["on"] = NOT_COME
    if reading.starts and reading.starts > reading.on:
        said["starts"] = "This is after the last day of the period."
    if reading.corrects and not reading.note:
        said["note"] = WHAT_WAS_WRONG
    if said:
        raise ValidationError(said)


def _check_beside(reading: Reading) -> None:
    """Of one day or period one reading holds."""
    given = [
        row.said()
        for row in Reading.objects.filter(measure=reading.measure).select_related("given_by")
    ]
    rows = holding(given)
    if reading.corrects_id and reading.corrects_id not in {row.pk for row in rows}:
        raise ValidationError(CORRECTED)
    for row in rows:
        if row.pk == reading.corrects_id or (row.starts, row.on) != (reading.starts, reading.on):
            continue
        if (row.value, row.note) == (reading.value, reading.note):
            raise ValidationError(STANDS)
        if row.value is not None:
            raise ValidationError(
                {"on": f"There is a reading of {of_when(row)} already. Correct that one instead."}
            )
