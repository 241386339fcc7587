"""What a plan's pages say on a day: the dashboard, its lists, and what changed."""

import re
from collections.abc import Iterator

from django.test import Client
from django.urls import reverse

from tests.oracle.paper import Paper, long
from tests.oracle.position import Position, amount, differs
from tests.oracle.record import rows
from tests.oracle.truth import Truth, counts, plan_on

GOOD = ["off_track", "at_risk", "not_started", "on_track"]
UNHEARD = {
    "unanswered": r"(\d+) (?:was|were) asked about and not answered",
    "nobody": r"(\d+) (?:has|have) nobody to ask",
    "awaited": r"(\d+) may still be answered",
    "not_asked": r"(\d+) (?:was|were) not asked about yet",
}
MOVES = ("Improved", "Worsened", "Completed", "Reopened", "Added to the plan", "Withdrawn",
         "Now without an update", "Updated again")  # fmt: skip
Plan = dict[int, Truth]


def pages(client: Client, slug: str, true: Position) -> Iterator[str]:
    """All that the pages say of today beside the last issued report, `true.before`."""
    assert true.before is not None
    then = plan_on(true.record, true.before.day)
    board = _page(client, reverse("plan_dashboard", args=[slug]))
    yield from _said("dashboard", _dashboard(board, true, then))
    yield from _said("asked", _to_ask(board, true))
    for query, wanted in _lists(true):
        page = _page(client, f"{reverse('plan_actions', args=[slug])}?{query}")
        yield from differs(f"list of {query}", _names(page, true), sorted(wanted))
    changes = _page(client, reverse("plan_changes", args=[slug]))
    yield from _said("what changed", _changes(changes, true, true.before.plan))


def _page(client: Client, address: str) -> Paper:
    return Paper(client.get(address).content.decode())


def _said(what: str, wrong: Iterator[str]) -> Iterator[str]:
    return (f"{what}: {line}" for line in wrong)


def _dashboard(page: Paper, true: Position, then: Plan) -> Iterator[str]:
    now, before, total = counts(true.plan), counts(then), len(true.rated)
    told = next(text for _, text in page.lines if re.match(r"\d+ of \d+ actions? (is|are) ", text))
    done = now.get("complete", 0)
    if not told.startswith(f"{done} of {amount(total, 'action')} "):
        yield f"{done} of {total} complete is not what {told!r} says"
    for status in ("off_track", "at_risk"):
        number = now.get(status, 0)
        late = sum(bool(row.overdue_by) for row in true.rated if row.status == status)
        said = re.search(
            rf"(\d+) (?:is|are) {re.escape(true.label(status))}(?:, (\d+) of them| and) overdue"
            rf"|(\d+) (?:is|are) {re.escape(true.label(status))}", told
        )  # fmt: skip
        printed = (int(said[1] or said[3]), int(said[2] or (said[1] or 0))) if said else (0, 0)
        yield from differs(status, printed, (number, late))
    for kind, words in UNHEARD.items():
        words_there = re.search(words, told)
        number = sum(row.silence == kind for row in true.rated)
        yield from differs(kind, int(words_there[1]) if words_there else 0, number)
    tiles = [re.match(r"(\d+) \W*(.+) was (\d+)$", text) for text in page.listed("")]
    printed_tiles = {tile[2]: (int(tile[1]), int(tile[3])) for tile in tiles if tile}
    wanted = {true.label(key): (now.get(key, 0), before.get(key, 0)) for key in {*now, *before}}
    wanted["All rated"] = total, sum(row.rated for row in then.values())
    shown = {name: pair for name, pair in printed_tiles.items() if any(pair) or name in wanted}
    yield from differs("tiles", shown, wanted)
    yield from _moved(page, true.plan, then)
    yield from _headings(page, true)


def _moved(page: Paper, now: Plan, then: Plan) -> Iterator[str]:
    line = next(text for _, text in page.lines if text.startswith("“Was”"))
    own = {name: len(those) for name, those in moves(now, then).items() if those}
    said = {name: re.search(rf"(\d+) {name.lower()}", line) for name in MOVES}
    printed = {name: int(words[1]) for name, words in said.items() if words}
    yield from differs("moved", printed, own)


def moves(now: Plan, then: Plan) -> dict[str, set[str]]:
    """What moved between two days, by the references of the actions."""
    made: dict[str, set[str]] = {name: set() for name in MOVES}
    for key in {*now, *then}:
        new, old = now.get(key), then.get(key)
        row = new or old
        if row is None or not row.rated:
            continue
        for name in _moves(new, old):
            made[name].add(row.reference)
    return made


def _moves(new: Truth | None, old: Truth | None) -> Iterator[str]:
    if old is None:
        yield "Added to the plan"
    if new is None:
        yield "Withdrawn"
        return
    if new.done and (old is None or old.done is None or old.done.done != new.done.done):
        yield "Completed"
    if old is None:
        return
    if old.done and not new.done:
        yield "Reopened"
    if bool(old.silence) != bool(new.silence):
        yield "Now without an update" if new.silence else "Updated again"
    if not (old.done or new.done or new.silence) and {old.rating, new.rating} <= set(GOOD):
        gap = GOOD.index(new.rating) - GOOD.index(old.rating)
        if gap:
            yield "Improved" if gap > 0 else "Worsened"


def _headings(page: Paper, true: Position) -> Iterator[str]:
    table = next((one for one in page.tables if "Actions by status" in one.columns), None)
    texts = {row.id: row.text for row in rows("select id, text from plans_heading")}
    for row in table.body if table else ():
        name = next(iter(row.values()))
        under = [one for one in true.rated if one.heading and texts[one.heading] in name]
        if "Under no" in name:
            under = [one for one in true.rated if not one.heading]
        done = sum(one.done is not None for one in under)
        wanted = f"{done} of {len(under)}" if under else ""
        yield from differs(name, row["Completed"], wanted)


def _asks(row: Truth) -> bool:
    """Whether there is something to ask: red, silent when asked, late, challenged, without lead."""
    if row.done or row.silence == "awaited":
        return False
    grave = row.status == "off_track" or row.silence in ("unanswered", "nobody") or row.sent_back
    return bool(grave or row.overdue_by or row.challenge or not row.lead)


def _to_ask(page: Paper, true: Position) -> Iterator[str]:
    wanted = {row.reference: row for row in true.rated if _asks(row)}
    heading = next(text for tag, text in page.lines if text.startswith("Ask about these"))
    number = re.search(r"\((\d+)\)", heading)
    yield from differs("how many", int(number[1]) if number else 0, len(wanted))
    if any("Nothing is off track, overdue, silent" in text for _, text in page.lines):
        yield from differs("nothing", [row.reference for row in true.rated if _behind(row)], [])
    table = next((one for one in page.tables if "Why it is here" in one.columns), None)
    for cells in table.body if table else ():
        name = _reference(cells["Action"], true)
        row = wanted.get(name)
        if row is None:
            yield f"{name} is asked about without a reason"
            continue
        late = re.search(r"(\d+) days? late", cells["Status"])
        yield from differs(f"{name}: late", int(late[1]) if late else 0, row.overdue_by)
        known = f"{row.rating_label}, {long(row.rated_on)}" if row.rated_on else "Never rated"
        if row.silence and known not in cells["Why it is here"]:
            yield f"{name}: {known!r} is not in {cells['Why it is here']!r}"
        if not cells["Ask whom, what"].startswith(row.lead or "No lead"):
            yield f"{name}: {row.lead!r} is not whom {cells['Ask whom, what']!r} names"


def _behind(row: Truth) -> bool:
    return not row.done and bool(
        row.status == "off_track" or row.overdue_by or row.silence or not row.lead
    )


def _lists(true: Position) -> Iterator[tuple[str, list[str]]]:
    """Addresses of lists with the references that they have to show."""
    for status in counts(true.plan):
        rated = [row.reference for row in true.rated if row.status == status]
        yield f"kind=rated&page=all&status={status}", rated
    for key, matter in {"unanswered": "unanswered", "nobody": "nobody"}.items():
        yield (
            f"kind=rated&page=all&matter={matter}",
            [row.reference for row in true.rated if row.silence == key],
        )
    agencies = {row.id: row.agency_id for row in rows("select id, agency_id from committees_post")}
    for agency in sorted({key for key in agencies.values() if key}):
        led = [
            row.reference for row in true.rated
            if any(agencies[post] == agency for post in row.posts)
        ]  # fmt: skip
        if led:  # an agency that leads nothing is not offered
            yield f"kind=rated&page=all&agency={agency}", led


def _names(page: Paper, true: Position) -> list[str]:
    tables = [one for one in page.tables if "Why and what next" in one.columns]
    return sorted(_reference(row["Action"], true) for table in tables for row in table.body)


def _reference(cell: str, true: Position) -> str:
    """The longest reference that a cell begins with."""
    fitting = [row.reference for row in true.rated if cell.startswith(f"{row.reference} ")]
    return max(fitting, key=len, default=cell)


def _changes(page: Paper, true: Position, then: Plan) -> Iterator[str]:
    printed = dict.fromkeys(MOVES, 0)
    for text in (text for tag, text in page.lines if tag == "h2"):
        name, _, number = text.rpartition(": ")
        if name in printed:
            printed[name] = int(number)
    own = {name: len(those) for name, those in moves(true.plan, then).items()}
    yield from differs("counts", printed, own)
