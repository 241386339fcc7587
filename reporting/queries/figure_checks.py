"""What a report's figures still need before it is frozen: said beforehand, decided by a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils import timezone

from documents.enums import ReportKind, Silence
from documents.phrases import count, listed, sentence
from figures.rules.publication import Extent, told_periods
from figures.rules.record import IndicatorRecord
from guard.rules.examination import tells_count
from reporting.enums import Marking
from reporting.models import Report
from reporting.queries.figures import WORDS, Readers, extent_of, lacking, readers_of, record_at
from reporting.queries.readiness import GOOD, SMALL, STOPS, WARNS, Check

NAMED = 6


def figure_checks(report: Report) -> Iterator[Check]:
    """For whom the figures are printed, which are missing and which have no sentence of a person.
    A constant number of queries."""
    readers = readers_of(report.area, report.kind)
    record = record_at(report.area, timezone.now())
    there = reverse("figure_list", args=[report.area.slug])
    yield from _marking(report, readers)
    extent = extent_of(report.kind, report.as_of, record, readers.rule)
    told = [row for row in record.indicators if _chosen(row, extent)]
    if not told:
        said = "No indicator is printed"
        if report.kind == ReportKind.ANNUAL:
            said += ": none is marked as one of the few that the public is told"
        yield Check(WARNS, f"{said}.", there)
        return
    yield Check(GOOD, f"Figures are printed as {WORDS[readers.audience]} may see them. "
                      f"{readers.rule.words}", there)  # fmt: skip
    missing = lacking(report.area, record, report.as_of, timezone.now())
    for kind in Silence:
        names = [row.name for row in told for one in missing
                 if (one.indicator, one.silence) == (row.pk, kind)]  # fmt: skip
        if names:
            why = kind.label.lower()
            yield Check(WARNS, f"{_counted(names, 'figure')} missing ({why}).", there)
    if silent := [row.name for row in told if _unwritten(row, extent)]:
        said = f"{_counted(silent, 'indicator')} without your own sentence: a drafted one prints."
        yield Check(WARNS, said, there)
    most = 0 if readers.exact else readers.rule.threshold
    if telling := [row.name for row in told if _tells_count(row, extent, most)]:
        said = f"What you wrote of {_counted(telling, 'indicator', whole=False)} tells {SMALL}."
        yield Check(WARNS, said, there)


def _marking(report: Report, readers: Readers) -> Iterator[Check]:
    if readers.exact and report.marking != Marking.OFFICIAL_SENSITIVE:
        said = (
            "Its figures are printed as they are, for chief officers: mark it OFFICIAL-SENSITIVE."
        )
        yield Check(STOPS, said, reverse("report_details", args=[report.pk]), office=True)


def _chosen(row: IndicatorRecord, extent: Extent) -> bool:
    return extent.indicators is None or row.pk in extent.indicators


def _unwritten(row: IndicatorRecord, extent: Extent) -> bool:
    periods = told_periods(row, extent)
    written = {one.period_end for one in row.sentences}
    return bool(periods) and periods[-1].end not in written


def _tells_count(row: IndicatorRecord, extent: Extent, most: int) -> bool:
    """Whether the sentence or an answer that prints beside it tells a small number of children."""
    periods = told_periods(row, extent)
    words = [one.text for one in (*row.sentences, *row.answers)
             if periods and one.period_end == periods[-1].end]  # fmt: skip
    return tells_count("\n\n".join(words), most)


def _counted(names: Sequence[str], what: str, *, whole: bool = True) -> str:
    kept = list(names[:NAMED])
    if len(names) > NAMED:
        kept.append(f"{len(names) - NAMED} more")
    counted = count(len(names), what)
    return f"{sentence(counted) if whole else counted} ({listed(kept)})"
