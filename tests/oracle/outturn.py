"""The annual report: every action accounted for once, with its days and who verified it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tests.oracle.appendix import chair_in, done_words, last_cell, left, moved_in, said_last
from tests.oracle.by_date import by_date
from tests.oracle.directions import directions
from tests.oracle.paper import Paper, long
from tests.oracle.position import Position, amount, bare_label, differs, per_cent
from tests.oracle.truth import NEXT_DAY, Truth, counts

YEAR = "How the plan went"


def outturn(paper: Paper, true: Position, end: date) -> Iterator[str]:
    """What an annual report for the period from `true.start` to `end` says of the plan."""
    yield from _title(paper, true, end)
    rated, gone = true.rated, left(true)
    every = len(rated) + len(gone)
    if not every:
        return
    said = " ".join(text for _, text in paper.lines)
    actions = f"{every} action{'' if every == 1 else 's'}"
    if f"has had {actions} so far. On {long(true.day)} each is accounted for once." not in said:
        yield f"{actions} so far on {true.day} is not said"
    yield from _accounts(paper, true, len(gone))
    yield from _rows(paper, true)
    yield from directions(paper, true)
    yield from by_date(paper, replace(true, before=None), "Delivery of the plan")
    going = sum(row.done is None for row in rated)
    if going and not re.search(rf"(?<!\d){amount(going, 'action')} of it", said):
        yield f"how many are not complete ({going}) is not said"


def _title(paper: Paper, true: Position, end: date) -> Iterator[str]:
    """A part-year says so, with its days."""
    heading = next(text for tag, text in paper.lines if tag == "h1")
    part = f"(part-year: {long(true.start)} to {long(end)})"
    year = date(true.start.year + 1, true.start.month, true.start.day)
    yield from differs("part-year", part in heading, end + NEXT_DAY < year)


def _accounts(paper: Paper, true: Position, gone: int) -> Iterator[str]:
    """Where the actions have got to: the days of verification against the period; sums to all."""
    table = next(row for row in paper.under(YEAR) if row.columns[-1] == "Share")
    done = [row.done.verified for row in true.rated if row.done]
    others = {status: n for status, n in counts(true.plan).items() if status != "complete"}
    wanted = {
        "Completed in the year": sum(day >= true.start for day in done),
        "Completed before": sum(day < true.start for day in done),
        "Withdrawn": gone,
        **{f"Goes on: {true.label(status)}": n for status, n in others.items()},
    }
    total = len(true.rated) + gone
    shares = {name: f"{n} of {total} ({per_cent(n, total)})" for name, n in wanted.items() if n}
    *rows, last = table.body
    printed = {next(iter(row.values())): row["Share"] for row in rows}
    yield from differs("accounts", printed, shares)
    numbers = [int(row["Actions"]) for row in rows]
    yield from differs("sum", (sum(numbers), last["Actions"]), (total, str(total)))
    complete = sum(row.done is not None for row in true.rated)
    yield from differs("both kinds of completed", len(done), complete)


def _rows(paper: Paper, true: Position) -> Iterator[str]:
    tables = [table for table in paper.under(YEAR) if "Where it has got to" in table.columns]
    rows = [row for table in tables for row in table.body]
    printed, gone = {row["Action"]: row for row in rows}, left(true)
    names = sorted([*(row.reference for row in true.rated), *gone])
    yield from differs("all actions", sorted(row["Action"] for row in rows), names)
    for row in true.rated:
        for line in _row(printed[row.reference], row, true) if row.reference in printed else ():
            yield f"{row.reference}: {line}"
    for name, action in gone.items():
        cells = printed.get(name, {"": ""})
        words = f"Withdrawn {long(action.withdrawn_on)}: {action.withdrawn_reason}"
        if words not in last_cell(cells):
            yield f"{name}: {words!r} is not in {last_cell(cells)!r}"


def _row(cells: dict[str, str], row: Truth, true: Position) -> Iterator[str]:
    """Status, both days and who; first agreed and moved; days past; last known."""
    where = cells["Where it has got to"]
    yield from differs("status", bare_label(where), true.label(row.status))
    done = re.search(r"Done .*? Verified .*? by [^|]+", where)
    yield from differs("done", done[0].strip() if done else "", done_words(row))
    wanted = (long(row.first_due), row.times_moved) if row.times_moved else None
    yield from differs("moved", moved_in(where), wanted)
    past = re.search(r"(\d+) days? past", where)
    yield from differs("days past", int(past[1]) if past else 0, row.overdue_by)
    if row.times_moved and not row.done and f"Now due {long(row.due)}" not in where:
        yield f"the date that counts, {row.due}, is not in {where!r}"
    yield from said_last(f"{last_cell(cells)} | {where}", row, true)
    yield from differs("chair", chair_in(where), row.challenge and row.challenge.entry_label)
