"""Which figures a person gives, with what stands of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accounts.models import User
from accounts.roles import Permission
from committees.models import Area
from committees.permissions import may
from figures.queries.gaps import Missing, missing_in
from figures.queries.record import figure_record
from figures.querysets import held_by
from figures.rules.periods import Period
from figures.rules.record import IndicatorRecord


@dataclass(frozen=True)
class Sheet:
    """One indicator and period to be filled in."""

    row: IndicatorRecord
    period: Period

    @property
    def newest(self) -> int:
        """The key of the last observation of the period, 0 where nothing stands."""
        return max((one.pk for one in self.row.observed if one.period == self.period), default=0)


def given_by(user: User, area: Area) -> list[IndicatorRecord]:
    """The indicators of `area` that `user` may give, exact, in their order."""
    posts = _posts(user, area)
    rows = figure_record(area).indicators
    return [row for row in rows if posts is None or row.post in posts]


def missing_given(user: User, area: Area, today: date) -> list[Missing]:
    """What is missing of that."""
    return missing_in([area], today, _posts(user, area))


def _posts(user: User, area: Area) -> set[int] | None:
    """The posts whose figures `user` gives in `area`; None for all, and those that nobody gives."""
    if may(user, Permission.FIGURE_GIVE_ANY, area):
        return None
    if not may(user, Permission.FIGURE_GIVE_OWN, area):
        return set()
    return set(held_by(user).values_list("post", flat=True))


def sheets_of(rows: list[IndicatorRecord], today: date, until: date | None = None) -> list[Sheet]:
    """For each indicator the last period that ended before `today`, and not after `until`; those
    for which nothing stands come first."""
    due = [
        (row, [one for one in row.due(today) if until is None or one.end <= until]) for row in rows
    ]
    sheets = [Sheet(row, periods[-1]) for row, periods in due if periods]
    return sorted(sheets, key=lambda one: bool(one.newest))
