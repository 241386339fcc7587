"""Who attended a meeting: a question for each member of that day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import models

from committees.models import Membership
from meetings.enums import Attended
from meetings.models import AttendanceRecord
from web.forms import VersionedForm

CHOICES = [("", "Not recorded"), *Attended.choices]


class AttendanceForm(VersionedForm):
    button = "Save who attended"

    def __init__(self, *args: Any, seats: Sequence[Membership], **kwargs: Any) -> None:
        self.seats = seats
        super().__init__(*args, **kwargs)
        kept = kwargs.get("kept") or {}
        for seat in seats:
            name = _name(seat.pk)
            self.fields[name] = forms.ChoiceField(
                label=_label(seat), choices=CHOICES, required=False
            )
            if typed := kept.get(name):
                self.initial[name] = typed[-1]

    def said_by(self, row: models.Model) -> dict[str, Any]:
        assert isinstance(row, AttendanceRecord)
        how = dict(row.seats.values_list("membership", "how")) if row.pk else {}
        return {
            "expected": row.row_version,
            **{_name(seat.pk): how.get(seat.pk, "") for seat in self.seats},
        }

    def values(self) -> dict[str, Any]:
        given = super().values()
        named = {seat.pk: given[_name(seat.pk)] for seat in self.seats}
        attended = {key: Attended(how) for key, how in named.items() if how}
        return {"expected": given["expected"], "attended": attended}


def _name(key: int) -> str:
    return f"seat_{key}"


def _label(seat: Membership) -> str:
    agency = f" ({seat.agency})" if seat.agency else ""
    return f"{seat.name}, {seat.designation}{agency}"
