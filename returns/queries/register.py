"""The returns of an area by quarter and sub-committee: who was asked, what came, who was silent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from committees.models import Area
from figures.enums import Frequency
from figures.rules.periods import Period, ended_periods
from returns.enums import Outcome, ReturnState
from returns.models import Duty, Return, ReturnRequest
from returns.queries.writers import Writers, writers_of
from returns.rules.days import asking_day, due_day
from returns.rules.standing import Asked, Sending, Standing, standing_of


@dataclass(frozen=True)
class Owed:
    """The return of one quarter that one sub-committee owes, as it stands on a day."""

    duty: Duty
    period: Period
    standing: Standing
    writers: Writers

    @property
    def due_on(self) -> date:
        """The day on which it is due; where nobody was asked the day on which it would have
        been."""
        if self.standing.asked:
            return self.standing.asked.due
        nation = self.duty.area.nation
        asked = asking_day(self.period.end, self.duty.asked_after, nation)
        return due_day(self.period.end, self.duty.due_after, asked, nation)


@dataclass(frozen=True)
class Quarter:
    period: Period
    rows: Sequence[Owed]

    @property
    def words(self) -> str:
        """How many came, were late, are silent, in one line."""
        came = sum(row.standing.first_came is not None for row in self.rows)
        late = sum(row.standing.days_late > 0 for row in self.rows)
        counted = [
            f"{came} of {len(self.rows)} came" + (f", {late} of them late" if late else ""),
            *(
                f"{count} {state.label.lower()}"
                for state in (ReturnState.SILENT, ReturnState.AWAITED, *_UNASKED)
                if (count := sum(row.standing.state == state for row in self.rows))
            ),
        ]
        return "; ".join(counted)


_UNASKED = (ReturnState.NOBODY, ReturnState.NOT_ASKED)


def quarters(area: Area, today: date) -> list[Quarter]:
    """Every quarter of which something is owed, the latest first. Six queries."""
    grouped: defaultdict[Period, list[Owed]] = defaultdict(list)
    for row in owed_in([area], today):
        grouped[row.period].append(row)
    return [Quarter(period, grouped[period]) for period in sorted(grouped, reverse=True)]


def owed_in(areas: Iterable[Area], day: date) -> list[Owed]:
    """What is owed in `areas` of every quarter that has ended, as it stood on `day`."""
    rows = Duty.objects.filter(area__in=list(areas), starts__lte=day)
    return owed_of(list(rows.select_related("area", "body")), day)


def owed_of(duties: Sequence[Duty], day: date) -> list[Owed]:
    """The same of some duties, which come with their area and body."""
    asked, came = _asked(duties), _came(duties)
    writers = writers_of(duties, day) if duties else {}
    return [
        Owed(
            duty,
            period,
            standing_of(
                asked.get((duty.pk, period.end)),
                came.get((duty.pk, period.end), ()),
                anybody=bool(writers[duty.pk].first),
                day=day,
            ),
            writers[duty.pk],
        )
        for duty in duties
        for period in ended_periods(Frequency.QUARTER, duty.year_type, duty.starts, day, duty.ends)
    ]


def _asked(duties: Iterable[Duty]) -> Mapping[tuple[int, date], Asked]:
    rows = ReturnRequest.objects.filter(duty__in=list(duties))
    return {(row.duty_id, row.period_end): Asked(row.asked_on, row.due_on) for row in rows}


def _came(duties: Iterable[Duty]) -> Mapping[tuple[int, date], Sequence[Sending]]:
    rows = Return.objects.filter(duty__in=list(duties), sent_at__isnull=False)
    came: defaultdict[tuple[int, date], list[Sending]] = defaultdict(list)
    for row in rows.select_related("verdict"):
        came[row.duty_id, row.period_end].append(sending_of(row))
    return came


def sending_of(row: Return) -> Sending:
    """A return that was sent, with its check."""
    check = getattr(row, "verdict", None)
    if row.sent_at is None:
        raise ValueError("A draft is no sending")
    return Sending(
        row.pk,
        row.number,
        timezone.localdate(row.sent_at),
        Outcome(check.outcome) if check else None,
        timezone.localdate(check.checked_at) if check else None,
    )


def shared_quarters(area: Area, today: date) -> list[Quarter]:
    """What was accepted and nothing else: for inspectors, who do not read who was silent."""
    kept = [
        Quarter(one.period, [row for row in one.rows if row.standing.state == ReturnState.ACCEPTED])
        for one in quarters(area, today)
    ]
    return [one for one in kept if one.rows]
