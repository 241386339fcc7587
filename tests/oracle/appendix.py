"""The appendix: each action once, as it stood, and what was said of it and when."""

import re
from collections.abc import Iterable, Iterator

from tests.oracle.paper import Paper, Table, long
from tests.oracle.position import Position, amount, bare_label, differs
from tests.oracle.record import Record, Row
from tests.oracle.truth import Truth, closing, reference, stands


def appendix(paper: Paper, true: Position) -> Iterator[str]:
    return actions(paper.under("Appendix A"), true)


def actions(tables: Iterable[Table], true: Position) -> Iterator[str]:
    """Every action that ever stood in the plan, once, as it stood."""
    rows = [row for table in tables for row in table.body]
    printed, gone = {row["Action"]: row for row in rows}, left(true)
    names = sorted([*(row.reference for row in true.rated), *gone])
    yield from differs("all actions", sorted(row["Action"] for row in rows), names)
    for row in true.rated:
        if row.reference in printed:
            for line in _row(printed[row.reference], row, true):
                yield f"{row.reference}: {line}"
    for name, action in gone.items():
        cell = last_cell(printed.get(name, {"": ""}))
        words = f"Withdrawn {long(action.withdrawn_on)}: {action.withdrawn_reason}"
        if words not in cell:
            yield f"{name}: {words!r} is not in {cell!r}"


def left(true: Position) -> dict[str, Row]:
    """The rated actions that were in the plan and are not, by their references."""
    return {
        reference(true.record, row, true.day): row
        for row in true.record.actions
        if row.kind == "rated" and row.added_on <= true.day and not stands(row, true.day)
    }


def last_cell(cells: dict[str, str]) -> str:
    """The last column: what was said, or the difference made."""
    return list(cells.values())[-1]


def _row(cells: dict[str, str], row: Truth, true: Position) -> Iterator[str]:
    yield from differs("lead", cells["Lead"].split(" | ")[0], row.lead or "No lead")
    yield from differs("status", bare_label(cells["Status"]), true.label(row.status))
    yield from _dates(cells["Timescale"], row)
    wanted = row.challenge.entry_label if row.challenge else None
    yield from differs("chair", chair_in(cells["Status"]), wanted)
    if row.adopted and _in_force(row, true) not in cells["Status"]:
        yield f"{_in_force(row, true)!r} is not in {cells['Status']!r}"
    done = re.findall(r"Done .*", cells["Status"])
    yield from differs("done", done, [done_words(row)] if row.done else [])
    yield from said_last(last_cell(cells), row, true)


def _in_force(row: Truth, true: Position) -> str:
    """Who put another rating beside the lead's own, and when: the committee, or a person."""
    taken = row.adopted
    assert taken is not None
    if taken.agreed_at_id:
        held = long(true.record.meetings[taken.agreed_at_id])
        return f"the committee agreed {taken.entry_label}, meeting of {held}"
    return f"accepted by {true.record.people[taken.decided_by_id]}, {long(taken.decided_on)}"


def chair_in(cell: str) -> str | None:
    """The chair's rating where one stands beside the lead's."""
    said = re.search(r"Chair: \|? ?\W*([\w ]+)", cell)
    return said[1].strip() if said else None


def done_words(row: Truth) -> str:
    if row.done is None:
        return ""
    late = f", {amount(row.done.days_late, 'day')} late" if row.done.days_late else ""
    verified = f"Verified {long(row.done.verified)} by {row.done.verifier}"
    return f"Done {long(row.done.done)}{late} | {verified}"


def moved_in(cell: str) -> tuple[str, int] | None:
    """The date first agreed, and how often it was moved."""
    moved = re.search(r"First agreed (\d+ \w+ \d+), moved (once|twice|\d+ times)", cell)
    if moved is None:
        return None
    return moved[1], {"once": 1, "twice": 2}.get(moved[2]) or int(moved[2].split()[0])


def _dates(cell: str, row: Truth) -> Iterator[str]:
    """First agreed, now, asked for, times moved and days past."""
    first = row.first_due
    yield from differs(
        "moved", moved_in(cell), (long(first), row.times_moved) if row.times_moved else None
    )
    if row.times_moved and f"Now due {long(row.due)}" not in cell:
        yield f"the date that counts, {row.due}, is not in {cell!r}"
    asked = re.search(r"Asked to move to (\d+ \w+ \d+)", cell)
    wanted = long(row.proposed) if row.proposed else None
    yield from differs("asked for", asked[1] if asked else None, wanted)
    past = re.search(r"(\d+) days? past", cell)
    yield from differs("days past", int(past[1]) if past else 0, row.overdue_by)


def said_last(cell: str, row: Truth, true: Position) -> Iterator[str]:
    """What was said, dated; or that nothing was, and whose silence it is."""
    known = (
        f"Last known: {row.rating_label}, {long(row.rated_on)}" if row.rated_on else "Never rated"
    )
    if row.done:
        claim = update_of(true.record, row, row.done.claim)
        yield from differs("difference", cell.split(" | ")[0], claim.difference)
    elif row.sent_back:
        if "Sent back on " not in cell or "and not answered" not in cell or known not in cell:
            yield f"sent back, {known}: {cell!r}"
    elif row.silence:
        words = {
            "unanswered": "Asked until ", "awaited": "Asked, and the window is open until ",
            "nobody": "Nobody to ask: ", "not_asked": "Not asked yet",
        }[row.silence]  # fmt: skip
        window = [item for item in true.record.windows if item.opens_on <= true.day]
        if row.silence in ("unanswered", "awaited"):
            words += long(closing(true.record, window[-1], true.day))
        if not cell.startswith(words) or known not in cell:
            yield f"{words!r} and {known!r} are not in {cell!r}"
    elif row.claimed:
        claimed = f"Said to be complete on {long(row.said.as_at)}, and not yet verified"
        yield from differs("claimed", cell.split(" | ")[0], claimed)
    elif row.said:
        words = row.told or "Nothing to report."
        if f"Said on {long(row.said.as_at)}: {words}" not in cell:
            yield f"the words of {row.said.as_at} ({words!r}) are not in {cell!r}"
    else:
        yield from differs("nothing said", cell.split(" | ")[0], "–")


def update_of(record: Record, row: Truth, key: int) -> Row:
    return next(item for item in record.updates[row.row.id] if item.id == key)
