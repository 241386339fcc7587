"""What reports say of indicators: newest values, figures, what is missing and hidden. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from charts.figure import Figure
from charts.record import figure_of
from charts.sentence import WORSE
from documents import sections
from documents.enums import ReportKind, Silence
from documents.registers import printed_chapters
from documents.schema.content import SnapshotContent
from documents.schema.indicators import NOT_AVAILABLE, IndicatorRecord, ScrutinyRecord

K = TypeVar("K")
NOT_SAID = "Nothing can be said of it yet."
MOST_IN_FULL = 1  # figure that stands in the text; the others follow in the appendix
LEAST_DRAWN = 2  # of two numbers the sentence says all that a drawing would
MOST_LINES = 8  # of more indicators the text has those in the headline and those that got worse


@dataclass(frozen=True)
class IndicatorLine:
    """One row of the indicators at a glance."""

    record: IndicatorRecord
    figure: str  # the number under which it is printed in full; empty where it is not

    @property
    def name(self) -> str:
        return f"{self.record['number']} {self.record['name']}".strip()

    @property
    def pressing(self) -> bool:
        row = self.record
        return row["headline"] or bool(row["green_but_worse"]) or WORSE in row["sentence"]

    @property
    def beside(self) -> str:
        """ "Scotland 2.4 (2024/25, edition of March 2026)"."""
        row = self.record["comparator"]
        if row is None:
            return ""
        edition = f", edition of {row['edition']}" if row["edition"] else ""
        return f"{row['comparator']} {row['value']} ({row['period']}{edition})"


@dataclass(frozen=True)
class Scrutinised:
    """What was asked of an indicator, what was answered, and what came of it."""

    name: str
    answers: Sequence[ScrutinyRecord]
    unanswered: Sequence[str]
    came_of: Sequence[str]


@dataclass(frozen=True)
class MissingGroup:
    """The figures that are missing for one reason."""

    heading: str
    rows: Sequence[tuple[str, str, str]]  # indicator, period, what is said of it


@dataclass(frozen=True)
class Indicators:
    """The indicators of a report. `figures` stand in its text, `others` in its appendix: those of
    other indicators, then what else is drawn of any. What is missing, hidden, given or revised is
    counted in the text and listed in the appendix."""

    told: str
    lines: Sequence[IndicatorLine]
    figures: Sequence[Figure]
    others: Sequence[Figure]
    green_but_worse: Sequence[str]
    scrutiny: Sequence[Scrutinised]
    missing: Sequence[MissingGroup]
    hidden: Sequence[tuple[str, str]]  # indicator, where a number of it is hidden
    changes: Sequence[str]

    @property
    def first(self) -> Sequence[IndicatorLine]:
        """What stands in the text: of many what is in the headline, and what is worse."""
        if len(self.lines) <= MOST_LINES:
            return self.lines
        return [line for line in self.lines if line.pressing] or self.lines[:MOST_LINES]

    @property
    def later(self) -> list[IndicatorLine]:
        """What stands in the appendix instead."""
        return [line for line in self.lines if line not in self.first]

    @property
    def compared(self) -> bool:
        """Whether any has a number of others beside it: a column of dashes says nothing."""
        return any(line.beside for line in self.lines)

    @property
    def listed(self) -> str:
        """How much of each the appendix lists: "9 other indicators, 12 given or revised since the
        last report, 3 missing, 9 hidden"; "" where it lists nothing."""
        missing = sum(len(group.rows) for group in self.missing)
        counts = (
            (len(self.later), "other indicator" if len(self.later) == 1 else "other indicators"),
            (len(self.changes), "given or revised since the last report"),
            (missing, "missing"),
            (len(self.hidden), "hidden"),
        )
        return ", ".join(f"{number} {words}" for number, words in counts if number)

    @property
    def hidden_lines(self) -> list[str]:
        """One line for each indicator, with every place in which a number of it is hidden."""
        places: dict[str, list[str]] = {}
        for name, place in self.hidden:
            places.setdefault(name, []).append(place)
        return [f"{name}: {'; '.join(where)}" for name, where in places.items()]

    @property
    def in_appendix(self) -> bool:
        return bool(self.others or self.listed)


def indicators(content: SnapshotContent) -> Indicators | None:
    """What a quarterly report says of its indicators; None where it was told none."""
    rows = content["indicators"]
    if not rows:
        return None
    full = [row for row in rows if row["figures"]]
    first = [row for row in full if row["headline"]] or full
    drawn = [row for row in first if len(_usual(row).table.rows) > LEAST_DRAWN]
    above = [row["id"] for row in drawn[:MOST_IN_FULL]]
    ordered = sorted(full, key=lambda row: row["id"] not in above)
    numbered = list(_numbered((row, _usual(row)) for row in ordered))
    places = {row["id"]: figure.number for row, figure in numbered}
    more = [(row, figure_of(one)) for row in ordered for one in row["figures"][1:]]
    further = [figure for _, figure in _numbered(more, len(numbered) + 1)]
    return Indicators(
        told=told(content),
        lines=[IndicatorLine(row, places.get(row["id"], "")) for row in rows],
        figures=[figure for row, figure in numbered if row["id"] in above],
        others=[*(figure for row, figure in numbered if row["id"] not in above), *further],
        green_but_worse=[row["green_but_worse"] for row in rows if row["green_but_worse"]],
        scrutiny=scrutiny(rows),
        missing=missing(rows),
        hidden=list(hidden(rows)),
        changes=content["figure_changes"],
    )


def in_chapters(content: SnapshotContent) -> dict[str, list[Figure]]:
    """Every figure of an annual report by its chapter, numbered through; several indicators side
    by side come last in the chapter of management information."""
    kept: dict[str, list[Figure]] = {}
    rows = content["indicators"]
    printed = printed_chapters(content)
    homes = {key: sections.home(key, printed) for key in sections.FIGURED}
    order = sorted(homes, key=lambda key: printed.index(homes[key]) if homes[key] else len(printed))
    named = [
        (homes[chapter], figure_of(figure))
        for chapter in order
        for row in rows
        if row["chapter"] == chapter
        for figure in row["figures"]
    ]
    named += [(homes["information"], figure_of(figure)) for figure in content["together"]]
    named = [row for row in named if row[0]]
    for chapter, figure in _numbered(named):
        kept.setdefault(chapter, []).append(figure)
    return kept


def every_figure(content: SnapshotContent) -> list[Figure]:
    """All figures of a report under the numbers that they have in it."""
    if content["kind"] == ReportKind.ANNUAL:
        chapters = in_chapters(content)
        return sorted((one for rows in chapters.values() for one in rows), key=_place)
    said = indicators(content)
    return [*said.figures, *said.others] if said else []


def _place(figure: Figure) -> int:
    return int(figure.number)


def told(content: SnapshotContent) -> str:
    """For whom these figures are, and how small numbers are kept from them."""
    row = content["told"]
    return f"Figures as {row['audience']} may see them. {row['rule']}" if row else ""


def scrutiny(rows: Iterable[IndicatorRecord]) -> list[Scrutinised]:
    """What was asked, answered and done about each, where anything was."""
    made = []
    for row in rows:
        answers = [one for one in row["questions"] if one["answer"]]
        came_of = [
            f"Action {one['reference']}: {one['text']}"
            + (f" ({one['status_label']})" if one["status_label"] else "")
            for one in row["came_of"]
        ]
        if answers or came_of:
            unanswered = [one["question"] for one in row["questions"] if not one["answer"]]
            made.append(Scrutinised(_name(row), answers, unanswered, came_of))
    return made


def missing(rows: Iterable[IndicatorRecord]) -> list[MissingGroup]:
    """What there is no number of, by the reason: whoever was not asked has not failed to answer."""
    listed = [(_name(row), one) for row in rows for one in row["missing"]]
    kinds = [(kind.value, kind.label) for kind in Silence]
    groups = [
        MissingGroup(
            label,
            [(name, one["period"], one["words"]) for name, one in listed if one["kind"] == kind],
        )
        for kind, label in [*kinds, (NOT_AVAILABLE, "Not available")]
    ]
    return [group for group in groups if group.rows]


def hidden(rows: Iterable[IndicatorRecord]) -> Iterator[tuple[str, str]]:
    """Every place whose number is hidden, beside its indicator."""
    for row in rows:
        name = _name(row)
        for place in row["hidden"]:
            yield name, place.removeprefix(f"{name}: ")


def _usual(row: IndicatorRecord) -> Figure:
    return figure_of(row["figures"][0])


def _name(row: IndicatorRecord) -> str:
    return f"{row['number']} {row['name']}".strip()


def _numbered(figures: Iterable[tuple[K, Figure]], first: int = 1) -> Iterator[tuple[K, Figure]]:
    for number, (key, figure) in enumerate(figures, start=first):
        yield key, replace(figure, number=str(number))
