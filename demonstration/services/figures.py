"""An area's figures: what is counted, and three years of what was given, as it was given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property

from django.utils import timezone

from actions.enums import IndicatorKind
from actions.services.indicators import add_to_indicator
from demonstration.queries.sources import Source, Table
from demonstration.services.people import Place
from demonstration.services.plans import Printed
from figures.enums import Frequency, GoalKind, LinkKind, ObservationStatus
from figures.models import Indicator
from figures.rules.bands import Band
from figures.rules.periods import Period, ended_periods, period_of
from figures.services import Given, add_indicator, give_figures
from figures.services.comparators import add_benchmark, agree_goal
from figures.services.scrutiny import answer_questions

GIVEN_AFTER, REVISED_AFTER = timedelta(days=10), timedelta(days=60)
PUBLISHED_AFTER = timedelta(days=90)
MORNING = time(10)
YEARS = 3  # told in the files; the last is the one in hand
AGES = ("numerator_ages", "denominator_ages")
ASIDE = {*AGES, "categories", "links", "stops", "questions", "headline"}


class Counter:
    """Makes one area's indicators and gives their figures period by period."""

    def __init__(self, source: Source, place: Place, printed: Printed) -> None:
        self.place, self.printed, self.told = place, printed, source.figures
        self.definitions: Table = source.definitions
        self.today = place.timetable.today
        self.made: dict[str, Indicator] = {}

    def count(self) -> None:
        for key, about in self.definitions.items():
            if key in self.told["values"]:
                self.made[key] = self._make(key, about)
        for key, indicator in self.made.items():
            for place, period in enumerate(self._periods(indicator)):
                self._give(key, place, period)
        self._compare()
        self._scrutinise()

    def _compare(self) -> None:
        """What the numbers are held against, each edition as it came out."""
        for row in self.told.get("benchmarks", ()):
            indicator = self.made[row["indicator"]]
            years = self._ended(Frequency.YEAR)
            for values in row["editions"]:
                self._publish(indicator, row, dict(zip(years, values, strict=False)))
        for row in self.told.get("goals", ()):
            agree_goal(
                by=self.place.lead_officer,
                indicator=self.made[row["indicator"]],
                kind=GoalKind(row["kind"]),
                value=Decimal(row["value"]),
                agreed_on=self._months_ago(row["agreed_months_ago"]),
                agreed_by=row["agreed_by"],
            )

    def _publish(self, indicator: Indicator, row: Table, values: dict[Period, float]) -> None:
        """One edition of a comparator, where it is out."""
        out = max(values).end + PUBLISHED_AFTER
        for period, value in values.items():
            if out <= self.today:
                add_benchmark(
                    by=self.place.lead_officer,
                    indicator=indicator,
                    comparator=row["comparator"],
                    period=period,
                    value=Decimal(str(value)),
                    edition_date=out,
                    source=row["source"],
                )

    def _scrutinise(self) -> None:
        """What the committee answered, and which actions go with a figure."""
        for row in self.told.get("answers", ()):
            indicator = self.made[row["indicator"]]
            answer_questions(
                by=self.place.lead_officer,
                indicator=indicator,
                period=self._periods(indicator)[-1 - row["back"]],
                answers={row["question"]: row["text"]},
            )
        for row in self.told.get("links", ()):
            add_to_indicator(
                by=self.place.lead_officer,
                action=self.printed.actions[row["action"]],
                indicator=self.made[row["indicator"]],
                kind=IndicatorKind(row["kind"]),
            )

    def _months_ago(self, months: int) -> date:
        return self.place.timetable.months_ago(months)

    @cached_property
    def first(self) -> Period:
        """The first of the years that are told."""
        year = period_of(self.today - timedelta(1), Frequency.YEAR, self.told["year_type"])
        for _ in range(YEARS - 1):
            year = period_of(year.start - timedelta(1), Frequency.YEAR, self.told["year_type"])
        return year

    def _ended(self, frequency: str) -> list[Period]:
        """The periods of which the figures were there by the day of loading."""
        known = self.today - GIVEN_AFTER
        return ended_periods(frequency, self.told["year_type"], self.first.start, known)

    def _periods(self, indicator: Indicator) -> list[Period]:
        ended = self._ended(indicator.frequency)
        return [row for row in ended if indicator.ends is None or row.end <= indicator.ends]

    def _make(self, key: str, about: Table) -> Indicator:
        ages = {
            f"{name.removesuffix('s')}_{end}": about[name][place]
            for name in AGES
            if name in about
            for place, end in enumerate(("from", "to"))
        }
        stops = about.get("stops")
        chosen = self.told.get("headlines")
        headline = key in chosen if chosen else about.get("headline", False)
        indicator = Indicator(
            number=str(len(self.made) + 1),
            year_type=self.told["year_type"],
            questions="\n".join(about.get("questions", ())),
            starts=self.first.start,
            ends=self._ended(Frequency.QUARTER)[-1 - stops].end if stops else None,
            post=self.place.posts.get(self.told["posts"].get(key, "")),
            headline=headline,
            **{name: value for name, value in about.items() if name not in ASIDE},
            **ages,
        )
        return add_indicator(
            by=self.place.lead_officer,
            area=self.place.area,
            indicator=indicator,
            categories=[Band(label) for label in about.get("categories", ())],
            links=[(LinkKind(kind), self.made[to]) for kind, to in about.get("links", {}).items()],
        )

    def _give(self, key: str, place: int, period: Period) -> None:
        """A period as it was given, and once more where it was put right later."""
        back = len(self._periods(self.made[key])) - 1 - place
        stopped = self.made[key].ends is not None
        status = ObservationStatus.FINAL if back or stopped else ObservationStatus.PROVISIONAL
        rows = [replace(row, status=status) for row in self._rows(key, place, period)]
        if why := self._happened("unavailable", key, back):
            gone = ObservationStatus.NOT_AVAILABLE
            rows = [Given(period, None, status=gone, note=why["note"])]
        later = self._happened("revised", key, back)
        first = [_less(row, later["by"]) for row in rows] if later else rows
        self._say(key, first, period.end + GIVEN_AFTER)
        if later:
            again = ObservationStatus.REVISED
            put_right = [replace(row, status=again, note=later["note"]) for row in rows]
            self._say(key, put_right, period.end + REVISED_AFTER)

    def _rows(self, key: str, place: int, period: Period) -> Iterator[Given]:
        values, indicator = self.told["values"][key], self.made[key]
        if not isinstance(values, dict):
            yield _given(period, values[place])
            return
        numbers = {label: column[place] for label, column in values.items()}
        yield _given(period, numbers.pop("all", 0) or sum(numbers.values()))
        bands = {row.label: row.pk for row in indicator.categories.all()}
        for label, number in numbers.items():
            yield _given(period, number, bands[label])

    def _happened(self, what: str, key: str, back: int) -> Table:
        rows: list[Table] = self.told.get(what, [])
        return next((row for row in rows if (row["indicator"], row["back"]) == (key, back)), {})

    def _say(self, key: str, rows: list[Given], on: date) -> None:
        """As the post that gives it said on a day; the lead officer where nobody holds that."""
        holder = self.place.holder(self.told["posts"].get(key, ""), on)
        moment = datetime.combine(on, MORNING, tzinfo=timezone.get_current_timezone())
        give_figures(
            by=holder or self.place.lead_officer,
            indicator=self.made[key],
            rows=rows,
            at=min(moment, timezone.now()),
        )


def _given(period: Period, value: int | list[int], category: int | None = None) -> Given:
    """A number, or a part and its whole."""
    if isinstance(value, list):
        part, whole = value
        return Given(period, Decimal(part), Decimal(whole), category)
    return Given(period, Decimal(value), None, category)


def _less(row: Given, by: int) -> Given:
    return replace(row, numerator=(row.numerator or Decimal(0)) - by)
