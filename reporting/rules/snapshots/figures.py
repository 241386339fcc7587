"""Indicators in a snapshot's words: what the report's readers may see, and nothing else. Pure.

Every number comes from `Told`. Words that people wrote beside exact numbers enter only where each
number in them is printed too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, tzinfo

from actions.enums import IndicatorKind
from actions.rules.worse_results import Joined, all_worse, green_with_worse
from charts.figure import Figure
from charts.figure_record import FigureRecord as ChartRecord
from charts.record import figure_record
from charts.values import Cell, Missing
from documents.enums import Silence
from documents.papers.figure_changes import figure_changes
from documents.schema.actions import ActionRecord
from documents.schema.content import SnapshotContent
from documents.schema.indicators import (
    NOT_AVAILABLE,
    CameOfRecord,
    DefinitionRecord,
    EditionRecord,
    FigureFields,
    IndicatorRecord,
    MissingRecord,
    ScrutinyRecord,
    ToldRecord,
)
from figures.enums import Chapter, ObservationStatus, Timing, Unit
from figures.rules import exhibits
from figures.rules.comparators import compared
from figures.rules.parts import moved
from figures.rules.periods import Period
from figures.rules.record import FigureRecord
from figures.rules.record import IndicatorRecord as Indicator
from figures.rules.sentences import all_printed, for_audience
from figures.rules.told import Told

SIDE_BY_SIDE = "What was counted in each year, side by side"
MOST_TOGETHER = 6
NUMBERS_NOT_PRINTED = "What was said names numbers that are not printed here."


@dataclass(frozen=True)
class Lacking:
    """A period for which an indicator has nothing, and who was asked."""

    indicator: int
    period: Period
    silence: Silence
    words: str


@dataclass(frozen=True)
class Figured:
    """What the figures of a report are written from. `exact`: nothing is hidden from its readers.
    `yearly` is an annual report, in which every form of an indicator is printed."""

    record: FigureRecord
    told: Told
    edition: ToldRecord
    joined: Sequence[Joined]
    lacking: Sequence[Lacking]
    exact: bool
    yearly: bool


def figure_fields(
    figured: Figured, content: SnapshotContent, previous: SnapshotContent | None, zone: tzinfo
) -> FigureFields:
    """The indicators of a report as of the day of `content`, whose actions they are held against.

    `previous` is the content of the report before, for what was given or revised since.
    """
    until = date.fromisoformat(content["as_of"])
    actions = {row["id"]: row for row in content["actions"]}
    green = _green(figured, actions, until, previous)
    rows = [
        _indicator(_One(figured, row, until, zone), actions, green.get(row.pk, ""))
        for row in figured.record.running(date.fromisoformat(content["period_start"]))
    ]
    rows = [row for row in rows if row["figures"] or row["missing"]]
    return {
        "told": figured.edition,
        "indicators": rows,
        "together": _together(figured, until),
        "figure_changes": figure_changes(previous["indicators"], rows) if previous else [],
    }


@dataclass(frozen=True)
class _One:
    """One indicator with its newest period and figures."""

    figured: Figured
    about: Indicator
    until: date
    zone: tzinfo

    @property
    def told(self) -> Told:
        return self.figured.told

    @property
    def periods(self) -> list[Period]:
        return [one for one in self.told.periods(self.about) if one.end <= self.until]

    @property
    def newest(self) -> Period | None:
        return self.periods[-1] if self.periods else None

    def figures(self) -> list[Figure]:
        """The usual one first, with the sentence; in an annual report every other form too, in a
        quarterly one the four quarters together where they are told."""
        if self.newest is None:
            return []
        forms = exhibits.forms_of(self.about, self.told, self.until)
        if not self.figured.yearly:
            rolling = [form for form in forms[1:] if form is exhibits.Form.ROLLING]
            forms = (*forms[:1], *rolling)
        return [self._figure(form, with_sentence=not place) for place, form in enumerate(forms)]

    def _figure(self, form: exhibits.Form, *, with_sentence: bool) -> Figure:
        drawn = exhibits.exhibit(
            *(self.about, self.told), area=self.figured.record.area_name, form=form,
            until=self.until,
        )  # fmt: skip
        if not with_sentence:
            return drawn
        return replace(drawn, sentence=for_audience(self.about, drawn, self.newest))

    def may_say(self, text: str, figure: Figure | None) -> bool:
        """Whether words may be printed: every number in them stands here too."""
        if self.figured.exact:
            return True
        if figure is None:
            return not any(sign.isdigit() for sign in text)
        return all_printed(text, figure, self.about.name)


def _indicator(one: _One, actions: Mapping[int, ActionRecord], green: str) -> IndicatorRecord:
    about, figures = one.about, one.figures()
    usual = figures[0] if figures else None
    latest: Cell = one.told.value(about, one.newest) if one.newest else Missing("not given yet")
    return {
        "id": about.pk,
        "number": about.number,
        "name": about.name,
        "chapter": about.chapter.value,
        "headline": about.headline,
        "definition": _definition(about),
        "period": exhibits.shown_period(about, one.newest).label if one.newest else "",
        "latest": latest.text,
        "latest_kind": latest.kind,
        "change": moved(about, one.told, one.periods),
        "comparator": _comparator(one),
        "figures": [figure_record(figure) for figure in figures],
        "sentence": usual.sentence if usual else "",
        "questions": list(_questions(one, usual)),
        "came_of": list(_came_of(one, actions)),
        "missing": [*_lacking(one), *_not_available(one, usual)],
        "hidden": list(_hidden(about, figures)),
        "green_but_worse": green,
    }


def _definition(about: Indicator) -> DefinitionRecord:
    return {
        "unit": about.unit.label,
        "numerator": about.numerator,
        "numerator_ages": exhibits.ages(about.numerator_ages),
        "denominator": about.denominator,
        "denominator_ages": exhibits.ages(about.denominator_ages),
        "timing": about.timing.label,
        "frequency": about.frequency.label,
        "year_type": about.year_type.label,
        "good": about.good.label,
        "source": about.source,
        "set": about.set_name,
        "given_by": about.post_title,
    }


def _comparator(one: _One) -> EditionRecord | None:
    """The newest value that the comparator of the figure has, in its newest edition."""
    beside = compared(one.about, one.periods)
    known = [period for period in one.periods if beside and beside.of(period)]
    if beside is None or not known:
        return None
    row = beside.of(known[-1])[-1]
    return {
        "comparator": beside.name,
        "period": exhibits.shown_period(one.about, known[-1]).label,
        "value": exhibits.as_published(one.about, row.value).text,
        "edition": beside.edition(known[-1]),
        "source": row.source,
    }


def _questions(one: _One, usual: Figure | None) -> Iterator[ScrutinyRecord]:
    """What the committee asks of it, each with the answer given to the newest period."""
    answers = {
        row.question: row
        for row in one.about.answers
        if one.newest and one.newest.start <= row.period_end <= one.until
    }
    for question in one.about.questions:
        row = answers.get(question)
        if row is None:
            yield {"question": question, "answer": "", "by": "", "on": None}
            continue
        said = row.text if one.may_say(row.text, usual) else NUMBERS_NOT_PRINTED
        on = row.at.astimezone(one.zone).date().isoformat()
        yield {"question": question, "answer": said, "by": row.by, "on": on}


def _came_of(one: _One, actions: Mapping[int, ActionRecord]) -> Iterator[CameOfRecord]:
    for row in one.figured.joined:
        action = actions.get(row.action)
        if action and row.indicator == one.about.pk and row.kind == IndicatorKind.CAME_OF:
            yield {
                "action": action["id"],
                "reference": action["reference"],
                "text": action["text"],
                "status": action["status"],
                "status_label": action["status_label"],
            }


def _lacking(one: _One) -> Iterator[MissingRecord]:
    for row in one.figured.lacking:
        if row.indicator == one.about.pk:
            period = exhibits.shown_period(one.about, row.period).label
            yield {"period": period, "kind": row.silence.value, "words": row.words}


def _not_available(one: _One, usual: Figure | None) -> Iterator[MissingRecord]:
    """Periods of which somebody said that there is no number, among those that are printed."""
    shown = {
        *exhibits.shown_periods(one.about, one.told, one.until),
        *one.about.due(one.until)[-1:],
    }
    for (category, period), row in one.about.newest().items():
        gone = row.status == ObservationStatus.NOT_AVAILABLE
        if category is None and period in shown and gone and period.end <= one.until:
            words = row.note if one.may_say(row.note, usual) else NUMBERS_NOT_PRINTED
            label = exhibits.shown_period(one.about, period).label
            yield {"period": label, "kind": NOT_AVAILABLE, "words": words}


def _hidden(about: Indicator, figures: Iterable[Figure]) -> Iterator[str]:
    name = f"{about.number} {about.name}".strip()
    places = [place for figure in figures for place, _ in figure.table.told("hidden")]
    for place in places:
        # bars hold one period of what stands beside them year by year
        if not any(other.startswith(f"{place}, ") for other in places):
            yield f"{name}: {place}"


def _green(
    figured: Figured,
    actions: Mapping[int, ActionRecord],
    until: date,
    previous: SnapshotContent | None,
) -> dict[int, str]:
    """By indicator the actions that are said to go well beside a figure that grows worse."""
    report = date.fromisoformat(previous["as_of"]) if previous else None
    statuses = {key: row["status"] for key, row in actions.items() if not row["withdrawn_on"]}
    worse = all_worse(figured.record.indicators, figured.told, until, report)
    told: dict[int, list[str]] = {}
    for row in green_with_worse(statuses, figured.joined, worse):
        action = actions[row.action]
        said = f"Action {action['reference']} ({action['status_label']}) {row.words}."
        told.setdefault(row.worse.indicator, []).append(said)
    return {key: " ".join(lines) for key, lines in told.items()}


def _together(figured: Figured, until: date) -> list[ChartRecord]:
    """In an annual report what was counted in the course of its years, side by side."""
    if not figured.yearly:
        return []
    counted = [
        row
        for row in figured.record.indicators
        if (row.unit, row.timing, row.chapter) == (Unit.COUNT, Timing.DURING, Chapter.INFORMATION)
        and any(period.end <= until for period in figured.told.periods(row))
    ]
    years = Counter(row.year_type for row in counted)
    kept = [row for row in counted if row.year_type == max(years, key=years.__getitem__)]
    if len(kept) < 2:
        return []
    return [
        figure_record(
            exhibits.small_multiples(
                kept[:MOST_TOGETHER], figured.told, message=SIDE_BY_SIDE, until=until
            )
        )
    ]
