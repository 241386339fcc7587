"""What a person says of a plan that is looked over: what its words mean, and what its columns are.

One form for all of it, so that nothing that is chosen is lost by choosing something else.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from django import forms
from django.db.models import Model
from django.forms.boundfield import BoundField

from committees.queries.names import Names
from imports.enums import Subject
from imports.forms.plans import targets
from imports.rules.columns.column import LABELS, Role
from imports.rules.columns.match import Match, Table, correction_key
from imports.rules.columns.synonyms import plain
from imports.rules.words.meanings import AS_WORDS, ONGOING, Said, day_of
from imports.rules.words.questions import Question
from plans.rules.legends import Preset
from sheets.rules.cells import Sheet, column_letter
from web.fields import DayField
from web.forms import VersionedForm

MOST: Final = 40  # questions of one subject on a page: those that touch most rows
ON_A_DAY: Final = "day"
_DAY: Final = "-day"
LEADS: Final = {
    Subject.COLUMN: "What a column of this name holds, in every table that has it.",
    Subject.STATUS: "Each word once, however many rows have it.",
    Subject.TIMESCALE: "The words are kept and printed as they are, whatever you choose.",
    Subject.LEAD: "Names that stand here already are joined by themselves. The words are kept.",
}


class Asked(NamedTuple):
    """A question with its fields."""

    question: Question
    fields: tuple[BoundField, ...]


class Group(NamedTuple):
    """The questions of one subject that are asked, and how many more there are."""

    title: str
    lead: str
    asked: list[Asked]
    more: int


class ChoicesForm(VersionedForm):
    """What words mean and what columns are; a person's choice goes before the program's."""

    button = "Apply to the preview"
    shows_optional = False

    def __init__(
        self,
        *args: Any,
        sheets: tuple[Sheet, ...],
        matched: Match,
        questions: Sequence[Question],
        legend: Preset,
        names: Names,
        mapping: Mapping[str, Any],
        **kwargs: Any,
    ) -> None:
        """`mapping` are the choices that were made earlier, as a draft keeps them."""
        self.mapping = mapping
        self.asked = _most(questions)
        self.more = {s: sum(q.subject == s for q in questions) for s in Subject}
        super().__init__(*args, **kwargs)
        self.legend, self.names = legend, names
        self.headings: dict[str, str] = {}
        for question in self.asked:
            self._ask(question)
        self.tables: list[tuple[str, list[str]]] = []
        for table in matched.tables:
            names_of = self._columns(sheets[table.sheet], table)
            title = f"Sheet “{sheets[table.sheet].name}”" if len(sheets) > 1 else "Columns"
            self.tables.append((title, names_of))

    def groups(self) -> Iterator[Group]:
        """The questions by subject, for the page."""
        for subject in Subject:
            asked = [one for one in self.asked if one.subject == subject]
            if asked:
                drawn = [Asked(one, tuple(self[name] for name in _fields(one))) for one in asked]
                more = self.more[subject] - len(asked)
                yield Group(str(subject.label), LEADS[subject], drawn, more)

    def columns_of_tables(self) -> Iterator[tuple[str, list[BoundField]]]:
        for title, names in self.tables:
            yield title, [self[name] for name in names]

    def said_by(self, row: Model) -> dict[str, Any]:
        """What people chose; of the others the program says what they are."""
        mapping: Any = getattr(row, "mapping", {})
        said = {**super().said_by(row), **mapping.get("columns", {})}
        for question in self.asked:
            now = _kept(mapping, question)
            if now is not None:
                said |= _initial(question, now)
        return said

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        for question in self.asked:
            if question.subject == Subject.TIMESCALE:
                day = given.get(question.name + _DAY)
                if (
                    given.get(question.name) == ON_A_DAY
                    and not day
                    and not self.errors.get(question.name + _DAY)
                ):
                    self.add_error(question.name + _DAY, "Give the date, for example 31 July 2026.")
        return given

    def values(self) -> dict[str, Any]:
        """What `choose` takes: choices made before, and those that differ from what holds."""
        given = super().values()
        changed = {
            name: given[name]
            for _, names in self.tables
            for name in names
            if given[name] != self.fields[name].initial
        }
        said: list[Said] = []
        columns = {**self.mapping.get("columns", {}), **changed}
        for question in self.asked:
            value = _value(question, given)
            if question.name not in self.data or value == question.now:
                continue
            said.append(Said(question.subject, question.key, question.words, value))
            if question.subject == Subject.COLUMN:  # of a heading: no table stands apart
                columns = {n: v for n, v in columns.items() if self.headings.get(n) != question.key}
        return {"expected": given["expected"], "columns": columns, "said": said}

    @property
    def changes(self) -> bool:
        """Whether something was chosen that does not hold yet, of a form that is good."""
        given = self.values()
        return bool(given["said"]) or given["columns"] != self.mapping.get("columns", {})

    def _ask(self, question: Question) -> None:
        first = _initial(question, question.now)
        self.fields[question.name] = forms.ChoiceField(
            label=f"“{question.words}”",
            help_text=". ".join(filter(None, (question.where, question.said))),
            choices=self._answers(question),
            initial=first[question.name],
            required=False,
        )
        if question.subject == Subject.TIMESCALE:
            self.fields[question.name + _DAY] = DayField(
                label=f"Date for “{question.words}”",
                required=False,
                initial=first[question.name + _DAY],
            )

    def _answers(self, question: Question) -> list[tuple[str, Any]]:
        if question.subject == Subject.COLUMN:
            return [(role.value, label) for role, label in LABELS.items()]
        if question.subject == Subject.LEAD:
            kept = [(AS_WORDS, "Keep the words: nobody leads")]
            return [*targets(self.names, new=True), *kept]
        if question.subject == Subject.STATUS:
            as_read = [("", "As it is read now" if question.said else "As the program reads it")]
            return [*as_read, *_states(self.legend), (AS_WORDS, "Keep the words: not rated")]
        return [
            ("", "As it is read now" if question.said else "As the program reads it"),
            (ON_A_DAY, "By the date given below"),
            (ONGOING, "Ongoing: no date"),
            (AS_WORDS, "Keep the words: no date is read"),
        ]

    def _columns(self, sheet: Sheet, table: Table) -> list[str]:
        """A choice for every column that has a name or words."""
        rows = sheet.rows[table.start : table.end]
        header = sheet.rows[table.header]
        held = {column.at: column for column in table.columns}
        names = []
        for at in range(max((len(row.cells) for row in (header, *rows)), default=0)):
            words = next((row[at].words for row in rows if row[at]), "")
            title = held[at].header if at in held else header[at].words
            if not words and not title.strip():
                continue
            name = correction_key(table.sheet, header.number, at)
            self.headings[name] = plain(title)
            self.fields[name] = forms.ChoiceField(
                label=f"Column {column_letter(at)}: {' '.join(title.split()) or 'no name'}",
                choices=[(role.value, label) for role, label in LABELS.items()],
                initial=(held[at].role if at in held else Role.IGNORED).value,
                help_text=f"For example: {words[:80]}" if words else "",
            )
            names.append(name)
        return names


def _most(questions: Sequence[Question]) -> list[Question]:
    return [q for s in Subject for q in [one for one in questions if one.subject == s][:MOST]]


def _fields(question: Question) -> list[str]:
    dated = question.subject == Subject.TIMESCALE
    return [question.name, *([question.name + _DAY] if dated else [])]


def _kept(mapping: Mapping[str, Any], question: Question) -> str | None:
    if question.subject == Subject.LEAD:
        value = mapping.get("leads", {}).get(question.key)
    else:
        value = mapping.get("words", {}).get(question.subject.value, {}).get(question.key)
    return None if value is None else str(value)


def _initial(question: Question, value: str) -> dict[str, Any]:
    """The values of a question's fields where `value` holds."""
    if question.subject != Subject.TIMESCALE:
        return {question.name: value}
    day = day_of(value)
    return {question.name: ON_A_DAY if day else value, question.name + _DAY: day}


def _value(question: Question, given: Mapping[str, Any]) -> str:
    """What was chosen; a date that was typed counts without a choice beside it."""
    chosen = str(given[question.name])
    day: date | None = given.get(question.name + _DAY)
    changed = day and day != day_of(question.now)
    return day.isoformat() if day and (chosen == ON_A_DAY or (not chosen and changed)) else chosen


def _states(legend: Preset) -> list[tuple[str, str]]:
    """The legend's entries; a second one of a state is told apart by its code."""
    seen: set[str] = set()
    states = []
    for entry in legend.entries:
        state = str(entry.canonical)
        states.append((f"{state}:{entry.code}" if state in seen else state, entry.label))
        seen.add(state)
    return states
