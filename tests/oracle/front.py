"""Page one and the plan at a glance of a printed quarterly report, held against the record."""

import re
from collections import Counter
from collections.abc import Iterator

from tests.oracle.paper import Paper, Table, long
from tests.oracle.position import Position, amount, bare_label, differs
from tests.oracle.truth import Truth, counts

BESIDE = ("Change", "Share")  # rows of the trend that are of no report
LETTERS = {"unanswered": "S", "awaited": "W", "nobody": "V", "not_asked": "U"}
SAID = {
    "unanswered": "asked and silent",
    "awaited": "asked, the window is still open",
    "nobody": "nobody to ask",
    "not_asked": "not asked yet",
}


def front(paper: Paper, true: Position) -> Iterator[str]:
    """The four numbers, each of how many, and what moved it; how many changes there were."""
    table = next(row for row in paper.tables if "Past the date agreed" in row.columns)
    said = {name: cell.split(" | ") for name, cell in table.body[0].items()}
    now, rated = counts(true.plan), true.rated
    late = sorted((row for row in rated if row.overdue_by), key=lambda row: -row.overdue_by)
    still = len(rated) - now.get("complete", 0)
    for status in ("complete", "off_track"):
        number, then = now.get(status, 0), counts(true.before.plan) if true.before else None
        wanted = [str(number), f"of {len(rated)}", _moved(number, then, status)]
        yield from differs(f"first page {status}", said[true.label(status)], wanted)
    words = said["Past the date agreed"]
    yield from differs("late", words[:2], [str(len(late)), f"of {still} not complete"])
    days = [row.overdue_by for row in late]
    printed = [int(n) for n in re.findall(r"by (\d+) days?\b", words[2])]
    yield from differs("longest past", printed, days[:3])
    if not late:
        yield from differs("on time", words[2], "No action is past its date.")
    if len(late) > 3 and f"and {amount(len(late) - 3, 'other')}." not in words[2]:
        yield f"the others past their dates are not counted: {words[2]}"
    silent = Counter(row.silence for row in rated if row.silence)
    words = said[true.label("not_updated")]
    yield from differs("unheard", words[:2], [str(silent.total()), f"of {len(rated)}"])
    parts = {kind: int(n) for kind, n in re.findall(r"([a-z, ]+): (\d+)", words[2].lower())}
    wanted_parts = {SAID[kind]: number for kind, number in silent.items()}
    yield from differs("why unheard", {k.strip(): n for k, n in parts.items()}, wanted_parts)
    yield from _changed(paper, true)


def _moved(number: int, then: dict[str, int] | None, status: str) -> str:
    if then is None:
        return "First report."
    gap = number - then.get(status, 0)
    if not gap:
        return "As many as in the last report."
    return f"{abs(gap)} {'more' if gap > 0 else 'fewer'} than in the last report."


def _changed(paper: Paper, true: Position) -> Iterator[str]:
    """Each number of changes is that of its row in the list of changes."""
    if true.before is None:
        return
    since = long(true.before.day)
    lines = paper.starting(f"Since {since}, ") + paper.starting(f"Nothing changed since {since}.")
    yield from differs("one sentence of what changed", len(lines), 1)
    listed = [row for row in paper.tables if row.heading == f"What changed since {since}"]
    kinds = {row[0].lower() for table in listed for row in table.rows[1:]}
    told = set(re.findall(r"(?:, |; )([^;:]+): \d+", "".join(lines)))
    yield from differs("kinds of change", {one.removeprefix("since ") for one in told}, kinds)


def cells(paper: Paper, true: Position) -> Iterator[str]:
    """Each action once with its letter now and in the last report, and its days past its date."""
    strips = [row for row in paper.tables if len(row.rows) > 2 and row.rows[1][0] == "Action"]
    now = [pair for strip in strips for pair in _row(strip, long(true.day))]
    wanted = [(row.reference, _letter(true, row)) for row in true.rated]
    yield from differs("cells", sorted((n, c.split()[0]) for n, c in now), sorted(wanted))
    if len(true.rated) > 80:
        return
    late = [pair for strip in strips for pair in _row(strip, "Days past its date") if pair[1]]
    days = [(row.reference, str(row.overdue_by)) for row in true.rated if row.overdue_by]
    yield from differs("days past in cells", sorted(late), sorted(days))
    if true.before and true.before.day != true.day:
        before = {key: row for key, row in true.before.plan.items() if row.rated}
        then = [pair for strip in strips for pair in _row(strip, long(true.before.day))]
        wanted = [
            (row.reference, _letter(true.before, before[key]) if key in before else "new")
            for key, row in true.plan.items()
            if row.rated
        ]
        yield from differs("cells of the last report", sorted(then), sorted(wanted))


def _row(strip: Table, name: str) -> Iterator[tuple[str, str]]:
    """Of each action its number and what the row of that name has under it."""
    for row in strip.rows[2:]:
        if row[0] == name:
            yield from zip(strip.rows[1][1:-1], row[1:-1], strict=True)


def _letter(true: Position, row: Truth) -> str:
    return LETTERS[row.silence] if row.silence else true.record.letter(row.status)


def is_trend(table: Table) -> bool:
    return table.columns[0] == "Position on"


def trend(paper: Paper, true: Position) -> Iterator[str]:
    """The counts of this report, and of the one before, as the trend prints them."""
    tables = [row for row in paper.tables if is_trend(row)]
    for table in tables:
        dated = [row for row in table.body if row["Position on"].split()[0] not in BESIDE]
        for then, row in zip(filter(None, (true.before, true)), dated[-2:], strict=True):
            yield from differs("day of the trend", row["Position on"], long(then.day))
            numbers = {
                bare_label(name): int(cell)
                for name, cell in row.items()
                if name not in ("Position on", "Each letter is one action") and cell != "0"
            }
            wanted = {short(true, status): n for status, n in counts(then.plan).items()}
            yield from differs(f"trend of {then.day}", numbers, wanted)


def short(true: Position, status: str) -> str:
    if status == "not_updated":
        return "Not updated"
    label = true.label(status)
    return label if len(label) <= 13 else true.record.code(status)
