"""The table of counts by date: each row from the record, each total from the one before."""

from collections.abc import Iterator
from datetime import date

from tests.oracle.paper import Paper, long
from tests.oracle.position import Position, differs
from tests.oracle.truth import Balance, balance


def by_date(paper: Paper, true: Position, heading: str = "Actions by date") -> Iterator[str]:
    """Each row from the record, each total from the one before it."""
    table = next(row for row in paper.tables if row.heading == heading)
    days = [_day(row["Date"]) for row in table.body]
    yield from differs("last day", days[-1], true.day)
    if true.before and true.before.day not in days:
        yield f"the last report's day is missing: {true.before.day}"
    for since, row in zip([None, *days], table.body, strict=False):
        day = _day(row["Date"])
        if since is None:
            continue
        own = balance(true.record, day, since)
        printed = Balance(*(int(row[name.capitalize()]) for name in Balance.__annotations__))
        yield from differs(f"row of {day}", printed, own)
    for above, row in zip(table.body, table.body[1:], strict=False):
        made = int(above["Total"]) + int(row["Added"]) - int(row["Withdrawn"])
        yield from differs(f"balance of {row['Date']}", int(row["Total"]), made)


def _day(words: str) -> date:
    day, month, year = words.split()
    return next(
        date(int(year), number, int(day))
        for number in range(1, 13)
        if long(date(int(year), number, 1)).split()[1] == month
    )
