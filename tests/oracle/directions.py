"""Between chief officers and committee: directions until they are closed, and decisions asked."""

from collections.abc import Iterator
from datetime import date

from tests.oracle.paper import Paper, long
from tests.oracle.position import Position, amount, differs
from tests.oracle.record import Row


def directions(paper: Paper, true: Position) -> Iterator[str]:
    """Every direction that is open, and each that was closed since the last report, as it is."""
    tables = [table for table in paper.tables if table.rows and table.columns[0] == "Direction"]
    printed = {int(row["Direction"]): row for table in tables for row in table.body}
    carried = {row.number: row for row in true.record.directions if _carried(row, true)}
    yield from differs("directions", sorted(printed), sorted(carried))
    for number, row in carried.items():
        for line in _direction(printed[number], row, true) if number in printed else ():
            yield f"direction {number}: {line}"


def _carried(row: Row, true: Position) -> bool:
    if row.given_on > true.day:
        return False
    if _open(row, true):
        return True
    return row.closed_on > true.before.day if true.before else row.closed_on >= true.start


def _open(row: Row, true: Position) -> bool:
    return row.closed_on is None or row.closed_on > true.day


def _direction(cells: dict[str, str], row: Row, true: Position) -> Iterator[str]:
    for words in (row.text, f"{row.given_by}, {long(row.given_on)}, on {row.report}"):
        if words not in cells["What was directed"]:
            yield f"{words!r} is not in {cells['What was directed']!r}"
    due = long(row.due_on) if row.due_on else "–"
    late = (true.day - row.due_on).days if row.due_on and _open(row, true) else 0
    wanted = f"{due} | {amount(late, 'day')} past" if late > 0 else due
    yield from differs("due", cells["To be answered by"], wanted)
    yield from _answer(cells["Answer"], row, true)


def _answer(cell: str, row: Row, true: Position) -> Iterator[str]:
    people = true.record.people
    given = [item for item in true.record.answers[row.id] if item.answered_on <= true.frozen]
    wanted = []
    if given:
        last = given[-1]
        wanted = [last.text, f"{people[last.answered_by_id]}, {long(last.answered_on)}"]
    yield from differs("not answered", "Not answered yet" in cell, not given and _open(row, true))
    closed = f"Closed on {long(row.closed_on)} by" if row.closed_on else "Closed on"
    yield from differs("closed", closed in cell, not _open(row, true))
    if not _open(row, true):
        wanted += [f"{closed} {people[row.closed_by_id]}: {row.closing_note}"]
    for words in wanted:
        if words not in cell:
            yield f"{words!r} is not in {cell!r}"


def asked(paper: Paper, true: Position) -> Iterator[str]:
    """The decisions on the cover: dates that wait for chief officers, questions of meetings."""
    printed = set(paper.listed("What chief officers are asked to decide"))
    dates = {
        f"Decide on a new date for action {row.reference}: {long(item.from_due)} to "
        f"{long(item.proposed_due)}."
        for row in true.plan.values()
        for item in true.record.dates[row.row.id]
        if item.to_chief_officers and item.requested_on <= true.day
        and (item.decided_on is None or item.decided_on > true.day)
    }  # fmt: skip
    questions = {
        f"Action {true.plan[row.action_id].reference}, from {row.body} on {long(row.held_on)}: "
        f"{row.reason}"
        for row in true.record.escalated
        if row.action_id in true.plan and row.held_on <= true.day and _not_asked(row, true)
    }
    for line in sorted((dates | questions) ^ printed):
        yield f"{line!r} is {'not ' if line in dates | questions else ''}printed"


def _not_asked(row: Row, true: Position) -> bool:
    """Whether the report before could not know of it: a meeting's decisions are applied late."""
    if true.before is None:
        return bool(row.held_on >= true.start)
    applied = date.fromisoformat(str(row.applied_at)[:10])
    return bool(row.held_on > true.before.day or applied > true.before.frozen)
