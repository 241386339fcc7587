"""The table of counts by date: each row from the record, each total from the one before."""

from collections.abc import Iterator
from datetime import date

from tests.oracle.paper import Paper, long
from tests.oracle.position import Position, differs
from tests.oracle.record import Record, Row
from tests.oracle.truth import Balance, balance


def by_date(paper: Paper, true: Position, heading: str = "Actions by date") -> Iterator[str]:
    """Rows of an earlier report as it printed them; the others from the record."""
    table = next(row for row in paper.tables if row.heading == heading)
    days = [_day(row["Date"]) for row in table.body]
    yield from differs("last day", days[-1], true.day)
    above = table.rows[:-1]
    if true.before and true.before.printed:
        yield from differs("earlier rows", [tuple(row) for row in above], [*true.before.printed])
    for since, row in zip([None, *days], table.body, strict=False):
        day = _day(row["Date"])
        if since is None or (true.before and day != true.day):
            continue
        printed = Balance(*(int(row[name.capitalize()]) for name in Balance.__annotations__))
        own = _since_report(true) if true.before else balance(true.record, day, since)
        yield from differs(f"row of {day}", printed, own)
    for before, row in zip(table.body, table.body[1:], strict=False):
        made = int(before["Total"]) + int(row["Added"]) - int(row["Withdrawn"])
        yield from differs(f"balance of {row['Date']}", int(row["Total"]), made)


def _since_report(true: Position) -> Balance:
    """What came and went since the last report knew of it: decisions are applied late."""
    assert true.before is not None
    then, now = true.before, true
    came = _came(now.record, now.day) - _came(then.record, then.day)
    went = _went(now.record, now.day) - _went(then.record, then.day)
    total = len(true.rated)
    complete = sum(row.status == "complete" for row in true.rated)
    return Balance(total, complete, len(came), len(went), total - complete)


def _came(record: Record, day: date) -> set[int]:
    return {row.id for row in _rated(record) if row.added_on <= day}


def _went(record: Record, day: date) -> set[int]:
    return {row.id for row in _rated(record) if row.withdrawn_on and row.withdrawn_on <= day}


def _rated(record: Record) -> list[Row]:
    return [row for row in record.actions if row.kind == "rated"]


def _day(words: str) -> date:
    day, month, year = words.split()
    return next(
        date(int(year), number, int(day))
        for number in range(1, 13)
        if long(date(int(year), number, 1)).split()[1] == month
    )
