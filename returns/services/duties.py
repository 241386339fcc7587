"""Writes of which sub-committee owes which return."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.services import keep, keep_edit, record
from audit.services.edits import edit, locked
from committees.models import Area, Body
from returns.models import Duty
from returns.rules.facts import DutyFacts, duty_fault


@transaction.atomic
def add_duty(*, by: User | None, area: Area, facts: DutyFacts, since: date | None = None) -> Duty:
    """A sub-committee owes a return from a day on; earlier reports, of days before `since` (today),
    do not tell of it. Raises ValidationError beside the field for what
    cannot be so, and for what it owes already."""
    locked(area)
    duty = Duty(area=area, **_columns(facts))
    _check(duty)
    duty.save()
    keep(by=by, row=duty, since=since or timezone.localdate())
    about = {"return": duty.title, "starts": facts.starts}
    record(
        by=by, verb="asked sub-committee for returns", target=duty, area_id=area.pk, changes=about
    )
    return duty


@transaction.atomic
def edit_duty(*, by: User | None, duty: Duty, expected: int, facts: DutyFacts) -> Duty:
    """Change when it is asked, or say that it is owed no more. Raises EditConflict when somebody
    else saved it after version `expected`."""
    locked(duty.area)
    if changes := edit(duty, _columns(facts), expected=expected, check=_check):
        keep_edit(by=by, row=duty, changes=changes)
        record(
            by=by,
            verb="edited returns of sub-committee",
            target=duty,
            area_id=duty.area_id,
            changes=changes,
        )
    return duty


def _columns(facts: DutyFacts) -> dict[str, Any]:
    values = asdict(facts)
    body = values.pop("body")
    return {**values, "body_id": body}


def _check(duty: Duty) -> None:
    said = duty_fault(duty.facts())
    if not Body.objects.serving(duty.area_id).filter(pk=duty.body_id).exists():
        said["body"] = "Choose a group that serves this area."
    others = Duty.objects.filter(area=duty.area_id, body=duty.body_id).exclude(pk=duty.pk)
    if others.filter(kind=duty.kind, name=duty.name).exists():
        said["kind"] = "This group owes this return already."
    if duty.pk and duty.sendings.exists():
        was = Duty.objects.get(pk=duty.pk)
        if (was.body_id, was.kind) != (duty.body_id, duty.kind):
            said["kind"] = "Returns stand under this already: its group and kind stay."
    if said:
        raise ValidationError(said)
    duty.full_clean(exclude=["area", "body"])
