"""A reading of a measure: its number, the day or period that it is of, and from where it comes."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from figures.forms.prose import ProseForm
from outcomes.forms import FigureField
from outcomes.models import Reading
from outcomes.queries import Given, Measured
from web.fields import DayField, TextField, WordsField

NAME = re.compile(r"reading_[0-9]{1,12}(_on|_note)?")


class ReadingForm(ProseForm):
    button = "Save reading"

    value = FigureField(
        label="The number",
        help_text="If there is none yet, leave it empty and say why in the note.",
    )
    on = DayField(label="The day that it is of, or the last day of its period")
    starts = DayField(
        label="First day of its period",
        required=False,
        help_text="Only where it is of a period, for example of a quarter.",
    )
    note = WordsField(label="Note", limit=1000, rows=2, required=False)
    source = TextField(
        label="Where it comes from",
        max_length=200,
        required=False,
        help_text="For example: audit of 40 records.",
    )

    def __init__(self, *args: Any, unit: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"].label = f"The number ({unit})"


class CorrectionForm(ReadingForm):
    """A reading in place of one that was wrong; that one stays and is named."""

    button = "Save correction"
    note = WordsField(label="What was wrong", limit=1000, rows=2)

    def said_by(self, row: Any) -> dict[str, Any]:
        """The reading as it stands; what was wrong with it is asked."""
        assert isinstance(row, Reading)
        return {**super().said_by(row), "note": ""}


def value_name(key: int) -> str:
    return f"reading_{key}"


def day_name(key: int) -> str:
    return f"reading_{key}_on"


def note_name(key: int) -> str:
    return f"reading_{key}_note"


@dataclass(frozen=True)
class Asked:
    """A measure of which an update asks the newest reading, with the form's fields for it."""

    one: Measured
    value: BoundField
    on: BoundField
    note: BoundField
    area: str = ""  # where one form asks of several areas


def asked(form: forms.Form, one: Measured, area: str = "") -> Asked:
    key = one.measure.pk
    value, on, note = (form[name(key)] for name in (value_name, day_name, note_name))
    return Asked(one, value, on, note, area)


def reading_fields(measures: Iterable[Measured]) -> dict[str, forms.Field]:
    """The fields by which an update asks for readings; each may be left empty."""
    fields: dict[str, forms.Field] = {}
    for one in measures:
        key = one.measure.pk
        fields[value_name(key)] = FigureField(label="Newest number")
        fields[day_name(key)] = DayField(label="Its day", required=False)
        fields[note_name(key)] = TextField(label="Note", max_length=1000, required=False)
    return fields


def given(measures: Iterable[Measured], cleaned: Mapping[str, Any], today: date) -> list[Given]:
    """The readings that were typed. A day alone says nothing; without one it is today's."""
    rows = []
    for one in measures:
        key = one.measure.pk
        value, note = cleaned.get(value_name(key)), cleaned.get(note_name(key)) or ""
        if value is not None or note:
            rows.append(Given(one.measure, value, cleaned.get(day_name(key)) or today, note))
    return rows


def reading_names(data: Iterable[str]) -> list[str]:
    """Which of some names are those of readings."""
    return sorted(name for name in data if NAME.fullmatch(name))
