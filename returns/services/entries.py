"""Writes of what a draft of a return tells one by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import Agency, User
from assurance.models import Activity
from audit.services import record
from audit.services.edits import after_last, edit, locked
from returns.enums import ReturnKind
from returns.models import Attendance, Entry, Return
from returns.rules.facts import EntryFacts, fault_of
from returns.services.returns import refuse_sent

# the record holds no figure
NUMBERS: Final = ("offered", "reach", "attendance")


@transaction.atomic
def add_entry(*, by: User | None, sending: Return, facts: EntryFacts) -> Entry:
    """One thing more in a draft, the last of it. Raises ValidationError beside the field for what
    cannot be so, for one that stands there already, and once the return was sent."""
    sending = locked(sending, "duty__area", "duty__body")
    refuse_sent(sending)
    columns = _columns(facts)
    entry = Entry(sending=sending, position=after_last(sending.entries.all()), **columns)
    _check(entry, facts)
    entry.save()
    _attend(entry, facts.attendance)
    _record(by, "added to return", sending, {"entry": str(entry)})
    return entry


@transaction.atomic
def edit_entry(*, by: User | None, entry: Entry, expected: int, facts: EntryFacts) -> Entry:
    """Change one thing of a draft. Raises EditConflict when somebody else saved it after version
    `expected`."""
    sending = locked(entry.sending, "duty__area", "duty__body")
    refuse_sent(sending)
    was = entry.facts().attendance
    also = {} if was == facts.attendance else {"attendance": [was, facts.attendance]}
    changes = edit(
        entry,
        _columns(facts),
        expected=expected,
        check=lambda row: _check(row, facts),
        also=also,
    )
    if changes:
        if also:
            entry.attendance.all().delete()
            _attend(entry, facts.attendance)
        told = {name: value for name, value in changes.items() if name not in NUMBERS}
        _record(by, "changed in return", sending, {"entry": str(entry), **told})
    return entry


@transaction.atomic
def remove_entry(*, by: User | None, entry: Entry) -> None:
    """Take one thing out of a draft."""
    sending = locked(entry.sending, "duty__area", "duty__body")
    refuse_sent(sending)
    entry = locked(entry)
    _record(by, "took out of return", sending, {"entry": str(entry)})
    entry.attendance.all().delete()
    entry.delete()


def _columns(facts: EntryFacts) -> dict[str, Any]:
    values = asdict(facts)
    del values["attendance"]
    activity = values.pop("activity")
    return {**values, "activity_id": activity}


def _check(entry: Entry, facts: EntryFacts) -> None:
    said = fault_of(ReturnKind(entry.sending.duty.kind), facts)
    area = entry.sending.duty.area
    register = Activity.objects.filter(area=area, pk=facts.activity or 0)
    if facts.activity and not register.exists():
        said["activity"] = "Choose an entry of this area’s register."
    named = {key for key in facts.attendance if key is not None}
    if Agency.objects.filter(pk__in=named, areas=area).count() != len(named):
        said["attendance"] = "Choose agencies of this area."
    others = Entry.objects.filter(sending=entry.sending_id).exclude(pk=entry.pk)
    if others.filter(title=entry.title, starts=entry.starts, activity=entry.activity_id).exists():
        said["activity" if facts.activity else "title"] = "This stands here already."
    if said:
        raise ValidationError(said)
    entry.full_clean(exclude=["sending", "activity"])


def _attend(entry: Entry, people: Mapping[int | None, int]) -> None:
    Attendance.objects.bulk_create(
        Attendance(entry=entry, agency_id=agency, people=number)
        for agency, number in people.items()
    )


def _record(by: User | None, verb: str, sending: Return, changes: dict[str, Any]) -> None:
    record(by=by, verb=verb, target=sending, area_id=sending.duty.area_id, changes=changes)
