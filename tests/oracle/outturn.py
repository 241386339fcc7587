"""The annual report: every action accounted for once, each fact of it, and the sum of the year."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from tests.oracle.appendix import chair_in, left, update_of
from tests.oracle.by_date import by_date
from tests.oracle.directions import directions
from tests.oracle.paper import Paper, long
from tests.oracle.position import Position, amount, bare_label, differs, per_cent
from tests.oracle.record import Row, rows
from tests.oracle.truth import NEXT_DAY, Truth, closing, counts, stands

COVER = 8  # lines within which a paper says what it is
YEAR = "How the plan went"
FIRST, NOW, STATUS = "First agreed date", "Now, or done", "Last known status"
LATE, VERIFIED, LEFT = "Days late", "Verified by", "Difference made, or what is left"

Cells = dict[str, str]


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
    yield from _sum(paper, true)
    yield from _rows(paper, true)
    yield from directions(paper, true)
    yield from by_date(paper, replace(true, before=None), "Delivery of the plan")
    going = sum(row.done is None for row in rated)
    if going and not re.search(rf"(?<!\d){amount(going, 'action')} of it", said):
        yield f"how many are not complete ({going}) is not said"


def _title(paper: Paper, true: Position, end: date) -> Iterator[str]:
    """A part-year says so, with its days, on the cover; in a Word file below its marking."""
    opening = " ".join(text for _, text in paper.lines[:COVER])
    part = f"Part-year: {long(true.start)} to {long(end)}"
    year = date(true.start.year + 1, true.start.month, true.start.day)
    yield from differs("part-year", part in opening, end + NEXT_DAY < year)


def _sum(paper: Paper, true: Position) -> Iterator[str]:
    """What stood, came and went makes what stands; each of these has got to one place."""
    table = next(row for row in paper.under(YEAR) if row.columns[-1] == "Which")
    wanted = [*_balance(true), *_places(true), ("Together", str(len(true.rated)), "–")]
    printed = [(row[table.columns[0]], row["Actions"], row["Share"]) for row in table.body]
    yield from differs("sum", printed, wanted)
    numbers = [int(number.replace("−", "-").replace("+", "")) for _, number, _ in printed]
    yield from differs("stood, came, went", sum(numbers[:3]), numbers[3])
    yield from differs("all places", sum(numbers[4:-1]), numbers[-1])
    for row in table.body:
        names = [] if row["Which"] == "–" else row["Which"].split(", ")
        if row["Share"] != "–" or row[table.columns[0]] in ("Added since", "Withdrawn since"):
            yield from differs(
                f"which: {row}", len(names), abs(int(re.sub(r"\D", "", row["Actions"])))
            )


def _balance(true: Position) -> Iterator[tuple[str, str, str]]:
    begins = _begins(true)
    base = begins if begins >= true.start else true.start - timedelta(days=1)
    name = f"In the plan as it began on {long(begins)}"
    if base != begins:
        name = f"In the plan on {long(base)}, before the year"
    rated = [row for row in true.record.actions if row.kind == "rated"]
    came = sum(base < row.added_on <= true.day for row in rated)
    went = sum(bool(row.withdrawn_on) and base < row.withdrawn_on <= true.day for row in rated)
    yield name, str(sum(stands(row, base) for row in rated)), "–"
    yield "Added since", f"+{came}", "–"
    yield "Withdrawn since", f"−{went}", "–"
    yield f"In the plan on {long(true.day)}", str(len(true.rated)), "–"


def _begins(true: Position) -> date:
    """The plan's first day, from its row."""
    [plan] = rows(
        "select period_start from plans_plan where id = %s", true.record.actions[0].plan_id
    )
    return plan.period_start


def _places(true: Position) -> Iterator[tuple[str, str, str]]:
    total = len(true.rated)
    done = [row.done.verified for row in true.rated if row.done]
    label = {true.label(key): n for key, n in counts(true.plan).items() if key != "complete"}
    order = ["off_track", "at_risk", "not_updated", "on_track", "not_started", "not_rated",
             "reprogrammed"]  # fmt: skip
    named = {
        "Completed before the year": sum(day < true.start for day in done),
        "Completed in the year": sum(day >= true.start for day in done),
        **{f"Goes on: {true.label(key)}": label.get(true.label(key), 0)
           for key in order if key in counts(true.plan)},
    }  # fmt: skip
    for name, number in named.items():
        if number:
            yield name, str(number), f"{number} of {total} ({per_cent(number, total)})"


def _rows(paper: Paper, true: Position) -> Iterator[str]:
    """Every action once; groups of a table, and headings of tables, are no actions."""
    tables = [table for table in paper.under(YEAR) if VERIFIED in table.columns]
    lines = [row for table in tables for row in table.rows[1:] if len({*row}) > 1]
    rows = [dict(zip(tables[0].columns, row, strict=True)) for row in lines]
    printed, gone = {row["Action"]: row for row in rows}, left(true)
    names = sorted([*(row.reference for row in true.rated), *gone])
    yield from differs("all actions", sorted(row["Action"] for row in rows), names)
    for row in true.rated:
        for line in _row(printed[row.reference], row, true) if row.reference in printed else ():
            yield f"{row.reference}: {line}"
    for name, action in gone.items():
        yield from _gone(printed.get(name, {}), name, action)


def _gone(cells: Cells, name: str, action: Row) -> Iterator[str]:
    day = long(action.withdrawn_on)
    yield from differs(f"{name}, now", cells.get(NOW), f"Withdrawn {day}")
    yield from differs(f"{name}, status", cells.get(STATUS), "× Withdrawn")
    wanted = f"Withdrawn {day}: {action.withdrawn_reason}"
    yield from differs(f"{name}, why", cells.get(LEFT), wanted)


def _row(cells: Cells, row: Truth, true: Position) -> Iterator[str]:
    lead = row.lead or "No lead"
    if f" | {lead}" not in cells["What will be done, and who leads"]:
        yield f"{lead} is not in {cells['What will be done, and who leads']!r}"
    yield from _dates(cells, row)
    yield from _status(cells[STATUS], row, true)
    late = str(row.done.days_late) if row.done else str(row.overdue_by or "–")
    yield from differs("days late", cells[LATE], late)
    yield from differs("verified", cells[VERIFIED], _verified(row))
    yield from _left(cells[LEFT], row, true)


def _dates(cells: Cells, row: Truth) -> Iterator[str]:
    """First agreed, the date now or the day done, times moved, the date asked for."""
    first = long(row.first_due) if row.first_due else None
    if first and cells[FIRST].split(" | ")[0] != first:
        yield f"first agreed {first}: {cells[FIRST]!r}"
    times = {0: "", 1: "moved once", 2: "moved twice"}.get(
        row.times_moved, f"moved {row.times_moved} times"
    )
    if row.done:
        wanted = [f"Done {long(row.done.done)}"]
        wanted += [f"Due {long(row.due)}, {times}"] if times and row.due else []
    else:
        wanted = [long(row.due) if row.due else "–", *([times] if times else [])]
        wanted += [f"Asked to move to {long(row.proposed)}"] if row.proposed else []
    yield from differs("now", cells[NOW].split(" | "), wanted)


def _status(cell: str, row: Truth, true: Position) -> Iterator[str]:
    words, *beside = cell.split(" | ")
    label, _, day = bare_label(words).partition(", ")
    yield from differs("status", label.strip(), true.label(row.status))
    known = row.done.done if row.done else None if row.silence else row.rated_on
    yield from differs("day of the status", day, long(known) if known else "")
    if row.silence and not row.done:
        yield from differs("last known", beside[0], _known(row))
    yield from differs("chair", chair_in(cell), row.challenge and row.challenge.entry_label)


def _known(row: Truth) -> str:
    if not row.rated_on:
        return "Never rated"
    return f"Last known: {row.rating_label}, {long(row.rated_on)}"


def _verified(row: Truth) -> str:
    if row.done:
        return f"{row.done.verifier} | {long(row.done.verified)}"
    if row.sent_back and row.check:
        return f"Sent back on {long(row.check.checked_on)}, and not answered"
    return "Not verified yet" if row.claimed else "–"


def _left(cell: str, row: Truth, true: Position) -> Iterator[str]:
    """The difference that it made; else what was said last of it, or whose silence it is."""
    first = cell.split(" | ")[0]
    if row.done:
        claim = update_of(true.record, row, row.done.claim)
        yield from differs("difference", first, claim.difference)
    elif row.sent_back:
        if _known(row) not in cell:
            yield f"{_known(row)!r} is not in {cell!r}"
    elif row.silence:
        yield from _silence(first, row, true)
    elif row.claimed and row.said:
        claimed = f"Said to be complete on {long(row.said.as_at)}, and not yet verified"
        yield from differs("claimed", first, claimed)
    elif row.said:
        words = f"Said on {long(row.said.as_at)}: {row.told or 'Nothing to report.'}"
        yield from differs("said", first, " ".join(words.split()))
    else:
        yield from differs("nothing said", first, "–")


def _silence(words: str, row: Truth, true: Position) -> Iterator[str]:
    wanted = {
        "unanswered": "Asked until ", "awaited": "Asked, and the window is open until ",
        "nobody": "Nobody to ask: ", "not_asked": "Not asked yet",
    }[row.silence]  # fmt: skip
    if row.silence in ("unanswered", "awaited"):
        window = [item for item in true.record.windows if item.opens_on <= true.day][-1]
        wanted += long(closing(true.record, window, true.day))
    if not words.startswith(wanted):
        yield f"{wanted!r} is not at the head of {words!r}"
