""" "Green with worse results": actions that are said to go well beside a figure that grows worse.

Pure, and of printed numbers only: what an audience may not see is not said to be worse either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from actions.enums import IndicatorKind
from charts.values import Printed
from documents.enums import Canonical
from figures.enums import Good
from figures.rules.exhibits import shown_period
from figures.rules.periods import Period
from figures.rules.record import IndicatorRecord
from figures.rules.told import Told

GREEN: Final = frozenset((Canonical.ON_TRACK.value, Canonical.COMPLETE.value))


@dataclass(frozen=True)
class Worse:
    """An indicator whose newest number is worse than a year before.

    `at_report` is the number of `when_report`, the newest period that had ended when the last
    report was made, where that was better too, else "". The report may have been made before it
    was given, or printed another, so it is never said to have stood there.
    """

    indicator: int
    name: str
    now: str
    when: str
    year_before: str
    when_before: str
    at_report: str = ""
    when_report: str = ""

    @property
    def words(self) -> str:
        """ "64% in May to July 2026, worse than a year before (71%) and than in February to April
        2026 (66%), the newest that had ended at the last report"."""
        told = f"{self.now} {self.when}, worse than a year before ({self.year_before})"
        if not self.at_report:
            return told
        ended = f"{self.when_report} ({self.at_report}), the newest that had ended"
        return f"{told} and than {ended} at the last report"


@dataclass(frozen=True)
class Joined:
    """An action and an indicator that belong together."""

    action: int
    indicator: int
    kind: IndicatorKind


@dataclass(frozen=True)
class GreenWorse:
    """One action in green, and what is worse beside it."""

    action: int
    kind: IndicatorKind
    worse: Worse

    @property
    def words(self) -> str:
        joined = "came of" if self.kind == IndicatorKind.CAME_OF else "is measured by"
        return f"{joined} “{self.worse.name}”: {self.worse.words}"


def worse_of(
    indicator: IndicatorRecord, told: Told, until: date, report: date | None = None
) -> Worse | None:
    """What is worse of an indicator whose good direction is known; None where nothing is, or where
    one of the two numbers is not printed.

    `report` is the day of the last report: the newest period that had ended then is looked at.
    """
    if indicator.good == Good.NEITHER:
        return None
    periods = [one for one in told.periods(indicator) if one.end <= until]
    if not periods:
        return None
    newest = periods[-1]
    before = indicator.year_before(newest)
    now, then = (_printed(indicator, told, one) for one in (newest, before))
    if now is None or then is None or not _worse(indicator, now, then):
        return None
    return Worse(
        indicator.pk,
        indicator.name,
        now.text,
        shown_period(indicator, newest).in_words,
        then.text,
        shown_period(indicator, before).in_words,
        *_better_at(indicator, told, now, _ended_at(periods[:-1], report)),
    )


def green_with_worse(
    buckets: Mapping[int, str], joined: Iterable[Joined], worse: Iterable[Worse]
) -> list[GreenWorse]:
    """Of actions (their `buckets` by key) those in green that belong to an indicator that is worse.

    An action that came of a figure and is measured by it stands once, as measured by it.
    """
    by_indicator = {row.indicator: row for row in worse}
    ordered = sorted(joined, key=lambda row: (row.action, row.indicator, row.kind.value))
    kept: dict[tuple[int, int], GreenWorse] = {}
    for row in ordered:
        if buckets.get(row.action) in GREEN and row.indicator in by_indicator:
            kept[row.action, row.indicator] = GreenWorse(
                row.action, row.kind, by_indicator[row.indicator]
            )
    places = {action: place for place, action in enumerate(buckets)}
    return sorted(kept.values(), key=lambda row: places[row.action])


def all_worse(
    indicators: Iterable[IndicatorRecord], told: Told, until: date, report: date | None = None
) -> Iterator[Worse]:
    for indicator in indicators:
        if row := worse_of(indicator, told, until, report):
            yield row


def _better_at(
    indicator: IndicatorRecord, told: Told, now: Printed, period: Period | None
) -> tuple[str, ...]:
    """The number of `period` and when that was, where it is printed and was better."""
    then = _printed(indicator, told, period) if period else None
    if period is None or then is None or not _worse(indicator, now, then):
        return ()
    return then.text, shown_period(indicator, period).in_words


def _ended_at(periods: Sequence[Period], report: date | None) -> Period | None:
    """The newest of `periods` that had ended on the day of the last report."""
    ended = [one for one in periods if report is not None and one.end <= report]
    return ended[-1] if ended else None


def _printed(indicator: IndicatorRecord, told: Told, period: Period) -> Printed | None:
    cell = told.value(indicator, period)
    return cell if isinstance(cell, Printed) else None


def _worse(indicator: IndicatorRecord, now: Printed, then: Printed) -> bool:
    if indicator.good == Good.UP:
        return now.value < then.value
    return now.value > then.value
