"""Figures as fields: one indicator and period, or all that a post gives on one page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final, cast

from django import forms
from django.core.exceptions import ValidationError

from figures.enums import ObservationStatus, Unit
from figures.models import Observation
from figures.models.overtaken import Overtaken
from figures.queries.entry import Sheet
from figures.rules.entry import (
    Entry,
    Outcome,
    Part,
    Typed,
    as_typed,
    label_of,
    read_entry,
    slots,
    told,
)
from figures.rules.given import Giving
from figures.rules.links import take_links
from figures.rules.record import IndicatorRecord, Observed
from timescales.date_format import long_moment
from web.fields import TextField, WordsField
from web.forms import PageForm

S = ObservationStatus
NOTHING: Final = "Nothing is typed yet. Give a number, or say that it is not available and why."
YOURS: Final = (
    "What you typed is still in the fields, and what stands now is beside them. Send again to put "
    "yours in its place, with a note that says why."
)
STATUSES: Final = [(one.value, one.label) for one in (S.FINAL, S.PROVISIONAL, S.NOT_AVAILABLE)]


@dataclass(frozen=True)
class Line:
    """One row of the table: an indicator's total, or one of its categories."""

    label: str
    depth: int
    before: str
    stands: str
    fields: Sequence[Any]


@dataclass(frozen=True)
class Block:
    """The rows of one indicator, with its status and note."""

    sheet: Sheet
    lines: Sequence[Line]
    status: Any
    note: Any
    sure: Any
    given: Observed | None


class FiguresForm(PageForm):
    """Made by `figures_form` for some sheets."""

    button = "Save these figures"
    shows_optional = False
    sheets: Sequence[Sheet] = ()
    known: Sequence[IndicatorRecord] = ()  # all that the person gives, to compare with

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial=_initial(self.sheets), **kwargs)
        self.outcomes: dict[int, Outcome] = {}

    def clean(self) -> dict[str, Any]:
        for sheet in self.sheets:
            self._read(sheet)
        self._compare()
        if not self.errors and not any(one.given or one.same for one in self.outcomes.values()):
            raise ValidationError(NOTHING)
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        """What `give_all` takes."""
        return {
            "given": [
                Giving(
                    sheet.row.pk,
                    self.outcomes[sheet.row.pk].given,
                    self._seen(sheet),
                )
                for sheet in self.sheets
                if self.outcomes[sheet.row.pk].given
            ]
        }

    def refuse(self, error: ValidationError) -> None:
        """Somebody was quicker between the reading and the writing."""
        sheet = next((s for s in self.sheets if s.row.pk == getattr(error, "indicator", 0)), None)
        if isinstance(error, Overtaken) and sheet:
            since = max(error.since, key=lambda row: row.pk)
            self._overtaken(sheet, since.pk, _said_by(since))
        else:
            super().refuse(error)

    def blocks(self) -> Iterator[Block]:
        for sheet in self.sheets:
            key = sheet.row.pk
            sure = f"i{key}-sure"
            stands = sheet.row.newest()
            yield Block(
                sheet,
                list(self._lines(sheet)),
                self[f"i{key}-status"],
                self[f"i{key}-note"],
                self[sure] if sure in self.fields else None,
                stands.get((None, sheet.period)),
            )

    @property
    def shares(self) -> bool:
        """Whether anything here is divided by something."""
        return any(sheet.row.unit != Unit.COUNT for sheet in self.sheets)

    def _lines(self, sheet: Sheet) -> Iterator[Line]:
        row, stands = sheet.row, sheet.row.newest()
        parents = {one.pk: one.parent for one in row.categories}
        for category in slots(row):
            depth, at = 0, category
            while at is not None:
                depth, at = depth + 1, parents[at]
            names = [_name(row.pk, category, part) for part in (Part.NUMBER, Part.DIVIDED_BY)]
            yield Line(
                label_of(row, category),
                depth,
                told(row, stands.get((category, row.before(sheet.period)))),
                told(row, stands.get((category, sheet.period))),
                [self[name] for name in names if name in self.fields],
            )

    def _read(self, sheet: Sheet) -> None:
        row = sheet.row
        outcome = read_entry(row, sheet.period, self._entry(sheet))
        self.outcomes[row.pk] = outcome
        for (category, part), fault in outcome.faults.items():
            self.add_error(_at(self, row.pk, category, part), fault)
        seen = self._seen(sheet)
        if (outcome.given or outcome.faults) and seen is not None and sheet.newest > seen:
            newest = max((o for o in row.observed if o.period == sheet.period), key=lambda o: o.pk)
            who = newest.entered_by or "Somebody"
            words = f"{who} gave {told(row, newest)} on {long_moment(newest.entered_at)}"
            self._overtaken(sheet, sheet.newest, words)

    def _compare(self) -> None:
        """What was typed beside the figures that it is linked to; then what is large or does not
        fit is asked about."""
        read = {(sheet.row.pk, sheet.period): self.outcomes[sheet.row.pk] for sheet in self.sheets}
        good = {key: outcome for key, outcome in read.items() if outcome.good}
        take_links(self.known, good)
        for (key, _), outcome in good.items():
            for (category, part), fault in outcome.faults.items():
                self.add_error(_at(self, key, category, part), fault)
            if outcome.asks and outcome.given:
                self._ask_whether_sure(key, outcome)

    def _entry(self, sheet: Sheet) -> Entry:
        given, key = self.cleaned_data, sheet.row.pk
        cells = {
            category: Typed(
                *(given.get(_name(key, category, p), "") for p in (Part.NUMBER, Part.DIVIDED_BY))
            )
            for category in slots(sheet.row)
        }
        status = S(given.get(f"i{key}-status") or S.FINAL)
        return Entry(cells, status, given.get(f"i{key}-note", ""), filled=True)

    def _seen(self, sheet: Sheet) -> int | None:
        seen: int | None = self.cleaned_data.get(f"i{sheet.row.pk}-seen")
        return seen

    def _overtaken(self, sheet: Sheet, newest: int, words: str) -> None:
        self.put(f"i{sheet.row.pk}-seen", str(newest))
        name = _name(sheet.row.pk, None, Part.NUMBER)
        self.add_error(name, f"{words} while you were typing. {YOURS}")

    def _ask_whether_sure(self, key: int, outcome: Outcome) -> None:
        """A tick that holds for the number that it was given for."""
        [one] = [one for one in outcome.given if one.category is None]
        mark = f"{as_typed(one.numerator)}/{as_typed(one.denominator)}"
        if outcome.doubts:  # of other numbers too: when one of those is changed it asks again
            mark += f"/{sha256(outcome.asks.encode()).hexdigest()[:8]}"
        name = f"i{key}-sure"
        self.fields[name] = forms.BooleanField(
            label="I have checked this number",
            required=False,
            widget=forms.CheckboxInput(
                attrs={"value": mark}, check_test=lambda value: value == mark
            ),
        )
        if self.data.get(name) != mark:
            self.put(name, "")
            self.add_error(name, f"{outcome.asks} Check it; if it is right, tick and send again.")


def figures_form(sheets: Sequence[Sheet], known: Sequence[IndicatorRecord]) -> type[FiguresForm]:
    """The form for these sheets; `known` is all that the person gives."""
    fields = {name: one for sheet in sheets for name, one in _fields(sheet)}
    about = {"sheets": tuple(sheets), "known": tuple(known)}
    made = type("FiguresOfSheetsForm", (FiguresForm,), {**fields, **about})
    return cast(type[FiguresForm], made)


def _fields(sheet: Sheet) -> Iterator[tuple[str, forms.Field]]:
    row = sheet.row
    for category in slots(row):
        of = f"{row.name}, {label_of(row, category)}" if row.categories else row.name
        yield _name(row.pk, category, Part.NUMBER), _number(f"Number: {of}")
        if row.unit != Unit.COUNT:
            yield _name(row.pk, category, Part.DIVIDED_BY), _number(f"Divided by: {of}")
    yield (
        f"i{row.pk}-status",
        forms.ChoiceField(label=f"Status: {row.name}", choices=STATUSES, required=False),
    )
    yield (
        f"i{row.pk}-note",
        WordsField(label=f"Note: {row.name}", limit=2000, rows=1, required=False),
    )
    yield f"i{row.pk}-seen", forms.IntegerField(widget=forms.HiddenInput, required=False)


def _number(label: str) -> TextField:
    widget = forms.TextInput(attrs={"class": "govuk-input--width-5", "autocomplete": "off"})
    said = {"max_length": "This is too long for a number."}
    return TextField(label=label, max_length=40, required=False, widget=widget, error_messages=said)


def _initial(sheets: Sequence[Sheet]) -> dict[str, Any]:
    first: dict[str, Any] = {}
    for sheet in sheets:
        key, stands = sheet.row.pk, sheet.row.newest()
        for category in slots(sheet.row):
            one = stands.get((category, sheet.period))
            if one is None:
                continue
            gone = "n/a" if one.status == S.NOT_AVAILABLE and category is not None else ""
            first[_name(key, category, Part.NUMBER)] = as_typed(one.numerator) or gone
            first[_name(key, category, Part.DIVIDED_BY)] = as_typed(one.denominator)
        total = stands.get((None, sheet.period))
        status = total.status if total else S.FINAL
        first[f"i{key}-status"] = S.FINAL.value if status == S.REVISED else status.value
        first[f"i{key}-note"] = total.note if total else ""
        first[f"i{key}-seen"] = sheet.newest
    return first


def _name(key: int, category: int | None, part: Part) -> str:
    return f"i{key}-{category or 'all'}-{part.value}"


def _at(form: forms.Form, key: int, category: int | None, part: Part) -> str:
    """The field for a fault; below the line of a count there is none, so it stands above."""
    name = f"i{key}-note" if part == Part.NOTE else _name(key, category, part)
    return name if name in form.fields else _name(key, category, Part.NUMBER)


def _said_by(row: Observation) -> str:
    number = as_typed(row.numerator) or "“not available”"
    of = f" of {as_typed(row.denominator)}" if row.denominator is not None else ""
    return f"{row.entered_by or 'Somebody'} gave {number}{of} on {long_moment(row.entered_at)}"
