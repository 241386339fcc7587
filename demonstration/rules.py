"""The demonstration's calendar: every date is worked out from the day of loading.

A plan's period starts so that the day of loading lies in the sixth quarter of a two-year plan, or
the fourth of a one-year plan; its first year is over, or nearly so. The update window is open on
that day, for a committee meeting about three weeks ahead; earlier ones lie 13 weeks apart.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from timescales.date_format import long_day, month

QUARTER = timedelta(weeks=13)
OPENS, CLOSES, REVIEWED, FROZEN, CONSIDERED = (timedelta(days=n) for n in (-28, -14, -10, 5, 21))
WEDNESDAY = 2
MONTHS_BACK = {1: 9, 2: 15}
TERM_BACK = 6  # a plan that follows another is in its third quarter
TERM_MEETINGS = 2  # and its committee has met about it twice


@dataclass(frozen=True)
class Timetable:
    """The dates of one area's demonstration; quarters begin in `quarter_months`."""

    today: date
    years: int
    quarter_months: tuple[int, ...]

    @property
    def period_start(self) -> date:
        first = self.today.replace(day=1)
        while first.month not in self.quarter_months:
            first -= relativedelta(months=1)
        return first - relativedelta(months=MONTHS_BACK[self.years])

    @property
    def history_start(self) -> date:
        """The first day of the first plan that is told."""
        return self.period_start

    @property
    def meetings_back(self) -> int:
        """How many past quarters' meetings are told."""
        return 4

    @property
    def period_end(self) -> date:
        return self.year_end(self.years)

    def year_end(self, year: int) -> date:
        """The last day of the plan's first (1) or second (2) year."""
        return self.period_start + relativedelta(years=year, days=-1)

    def meeting(self, quarters_back: int) -> date:
        """The committee's meeting: 0 is the one ahead, 1 the one before it."""
        nearest = self.today + timedelta(days=18)
        ahead = nearest + timedelta(days=(WEDNESDAY - nearest.weekday()) % 7)
        return ahead - QUARTER * quarters_back

    def opens(self, quarters_back: int) -> date:
        """The window's first day, which is never before the plan's."""
        return max(self.meeting(quarters_back) + OPENS, self.period_start)

    def closes(self, quarters_back: int) -> date:
        return self.meeting(quarters_back) + CLOSES

    def said_on(self, quarters_back: int, turn: int, *, late: bool = False) -> date:
        """The day of an update: spread over its window by `turn`, never after `today`."""
        if late:
            return self.closes(quarters_back) + timedelta(days=2)
        opens = self.opens(quarters_back)
        last = min(self.closes(quarters_back), self.today)
        return opens + timedelta(days=turn % ((last - opens).days + 1))

    def months_ago(self, months: int) -> date:
        return self.today - relativedelta(months=months)

    def month_end(self, offset: int) -> date:
        """The last day of the month that lies `offset` months from this one."""
        return self.today + relativedelta(months=offset, day=31)

    def words(self, text: str) -> str:
        """`text` with its braces filled in: {year1}, {year2}, {half1}, {span}, {month+4}."""
        return re.sub(r"\{(\w+)([+-]\d+)?\}", self._fill, text)

    def _fill(self, match: re.Match[str]) -> str:
        name, offset = match.groups()
        if name == "month":
            return month(self.month_end(int(offset))).replace(" ", ", ")
        return {
            "year1": long_day(self.year_end(1)),
            "year2": long_day(self.year_end(2)),
            "half1": long_day(self.period_start + relativedelta(months=6, days=-1)),
            "span": f"{self.period_start.year} – {self.period_end.year}",
        }[name]


@dataclass(frozen=True)
class Term(Timetable):
    """The dates of one of several plans that followed each other without a gap.

    `ago` is how many have begun since (0: the one in force), `before` how many came before the one
    in force. All share one row of meetings, 13 weeks apart. In a plan that has ended quarters count
    back from its last (1).
    """

    ago: int = 0
    before: int = 0

    @property
    def period_start(self) -> date:
        return self._start(self.ago)

    @property
    def history_start(self) -> date:
        return self._start(self.before)

    @property
    def meetings_back(self) -> int:
        return TERM_MEETINGS + self.before * self.quarters

    @property
    def quarters(self) -> int:
        """How many quarters a plan has."""
        return 4 * self.years

    @property
    def first(self) -> int:
        """How far back the plan's first quarter lies."""
        return self.quarters if self.ago else TERM_MEETINGS

    def meeting(self, quarters_back: int) -> date:
        since = TERM_MEETINGS + self.quarters * (self.ago - 1) if self.ago else 0
        return super().meeting(quarters_back + since)

    def closed_on(self) -> date:
        """The day on which chief officers decide what becomes of what is open."""
        return self.meeting(1) + CONSIDERED

    def _start(self, ago: int) -> date:
        first = self.today.replace(day=1)
        while first.month not in self.quarter_months:
            first -= relativedelta(months=1)
        return first - relativedelta(months=TERM_BACK, years=self.years * ago)
