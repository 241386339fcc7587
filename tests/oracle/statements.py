"""Every number and every dated statement of a printed report, held against what is true.

Each function gives the contradictions in words; an empty list means that the paper is true.
"""

import re
from collections.abc import Iterator
from datetime import date

from tests.oracle.appendix import appendix, done_words, left, update_of
from tests.oracle.by_date import by_date
from tests.oracle.directions import asked, directions
from tests.oracle.front import cells, front, is_trend, short, trend
from tests.oracle.paper import Paper, long
from tests.oracle.position import Position, amount, bare_label, differs, per_cent
from tests.oracle.record import Row
from tests.oracle.truth import NEXT_DAY, Truth, closing, counts, reference, window_open

SILENCES = {
    "unanswered": "Asked and silent",
    "awaited": "Not answered yet",
    "nobody": "Nobody to ask",
    "not_asked": "Not asked yet",
}


ONE = ["The plan has no actions."]
CHANGES = {
    "Added to the plan": "was (added to|put back into)",
    "Withdrawn": "(was withdrawn|is no longer)",
    "Completed": "was completed", "Date moved": "moved from",
}  # fmt: skip


def contradictions(paper: Paper, true: Position) -> list[str]:
    """All that the paper says and the record does not, or the other way."""
    if not true.plan and not left(true):
        return _empty(paper)
    parts = (_cover, front, cells, trend, _glance, by_date, _brief, appendix, _new_dates,
             _completed, _attention, _changed, _words, directions, asked)  # fmt: skip
    if not true.plan:  # everything was withdrawn: nothing is counted, what was done is told
        parts = (_cover, appendix, _changed, _words, directions, asked)
    return [f"{part.__name__.strip('_')}: {line}" for part in parts for line in part(paper, true)]


def _empty(paper: Paper) -> list[str]:
    """A plan without actions: nothing is counted, rated or listed, and that is said."""
    wrong = differs("brief", paper.starting("The plan has no actions"), ONE)
    numbers = re.findall(r"\d+%|\d+ actions?\b|[Pp]er ?cent", paper.text)
    return [*wrong, *differs("numbers of nothing", numbers, [])]


def _cover(paper: Paper, true: Position) -> Iterator[str]:
    """The period abuts the one before."""
    start = true.before.day + NEXT_DAY if true.before else true.start
    period = f"{long(start)} to {long(true.day)}"
    if period not in [text for _, text in paper.lines]:
        yield f"the period {period} is not on the cover"
    facts = {row[0]: row[1] for table in paper.tables for row in table.rows if len(row) == 2}
    yield from differs("position", facts["Position as of"], f"the end of {long(true.day)}")
    until = [
        long(closing(true.record, row, true.day))
        for row in true.record.windows
        if row.opens_on <= true.day
    ]
    said = " ".join(paper.starting("Frozen while leads were still being asked"))
    asked_still = bool(true.plan) and window_open(true.record, true.day)
    yield from differs("open window", bool(said), asked_still)
    if said and f"was open until {until[-1]}." not in said:
        yield f"{said!r} does not say {until[-1]}"


def _glance(paper: Paper, true: Position) -> Iterator[str]:
    """Counts by status and their shares; beside a report before, what changed since."""
    now, total = counts(true.plan), len(true.rated)
    then = counts(true.before.plan) if true.before else {}
    table = next(table for table in paper.under("The plan at a glance") if is_trend(table))
    rows = {row["Position on"].split()[0]: row for row in table.body}
    for status in {*now, *then}:
        head = next((one for one in table.columns if bare_label(one) == short(true, status)), None)
        if head is None:
            yield f"{status} is not in the table"
            continue
        gap = now.get(status, 0) - then.get(status, 0)
        moved = f"{'up' if gap > 0 else 'down'} {abs(gap)}" if gap else "no change"
        if true.before:
            yield from differs(f"{status} change", rows["Change"][head], moved)
        if total:
            share = per_cent(now.get(status, 0), total)
            yield from differs(f"{status} share", rows["Share"][head], share)
    if true.before:
        since = f"the position on {long(true.before.day)}"
        if not any(since in text for _, text in paper.lines):
            yield f"the baseline is not named: {since}"


def _brief(paper: Paper, true: Position) -> Iterator[str]:
    """The sentences that the program vouches for at the head."""
    said, rated = " ".join(text for tag, text in paper.lines if tag == "li"), true.rated
    complete = sum(row.status == "complete" for row in rated)
    share = f"{complete} of {len(rated)} ({per_cent(complete, len(rated))})"
    wanted = [f"{share} of the plan's actions are complete."] if rated else []
    late = [row for row in rated if row.overdue_by]
    if late:
        worst = max(row.overdue_by for row in late)
        names = "|".join(re.escape(row.reference) for row in late if row.overdue_by == worst)
        pattern = rf"{amount(len(late), 'action')} past the date agreed, the longest \(({names})\) by {amount(worst, 'day')}\."  # noqa: E501
        if not re.search(pattern, said):
            yield f"overdue: {pattern!r} is not in {said!r}"
    elif "past the date agreed" in said:
        yield "nothing is overdue"
    silent = [row for row in rated if row.silence]
    if silent:
        wanted.append(f"{amount(len(silent), 'action')} not updated this quarter")
        labels = {"unanswered": "asked and silent", "awaited": "asked, the window is still open",
                  "nobody": "nobody to ask", "not_asked": "not asked yet"}  # fmt: skip
        for kind, words in labels.items():
            number = sum(row.silence == kind for row in silent)
            printed = re.search(rf"{words}: (\d+)", said)
            yield from differs(kind, int(printed[1]) if printed else 0, number)
    asked = sum(row.proposed is not None for row in rated)
    if asked:
        wanted.append(f"{amount(asked, 'new date')} for decision.")
    for words in wanted:
        if words not in said:
            yield f"{words!r} is not in {said!r}"


def _new_dates(paper: Paper, true: Position) -> Iterator[str]:
    """What was asked or decided in the period, or waits: first, until then, proposed, who."""
    tables = paper.under("New dates")
    printed = sorted(tuple(row.values()) for table in tables for row in table.body)
    wanted = []
    for row in true.plan.values():
        for move in true.record.dates[row.row.id]:
            if move.requested_on > true.day:
                continue
            decided = move.decided_on if (move.decided_on or true.day) <= true.day else None
            decided = decided if move.decided_on else None
            if move.requested_on < true.start and decided and decided < true.start:
                continue
            days = (row.first_due, move.from_due, move.proposed_due)
            why = f"{move.reason} | Asked by {true.record.people[move.requested_by_id]} on {long(move.requested_on)}."  # noqa: E501
            cells = (row.reference, *map(long, days), str(row.times_moved))
            wanted.append((*cells, f"{why} {_decision(move, decided)}"))
    yield from differs("rows", printed, sorted(wanted))


def _decision(asked: Row, decided: date | None) -> str:
    if decided is None:
        officers = asked.to_chief_officers
        return "For decision by chief officers." if officers else "With the chair."
    word = asked.state.capitalize()
    return f"{word} by {asked.decider_label} on {long(decided)}. {asked.decision_note}"


def _completed(paper: Paper, true: Position) -> Iterator[str]:
    """Verified since the last report, with both days; and the sum with those before."""
    table = paper.under("Completed, and the difference")
    rows = [row for item in table for row in item.body]
    before = true.before.plan if true.before else {}
    news = {}
    for key, row in true.plan.items():
        old = before[key].done if key in before else None
        fresh = row.done and (old is None or old.key != row.done.key)
        if row.rated and fresh and (true.before or row.done.verified >= true.start):
            news[row.reference] = row
    yield from differs("which", sorted(row["Action"] for row in rows), sorted(news))
    for printed in rows:
        row = news.get(printed["Action"])
        if row and row.done:
            yield from differs("days", printed["Done and verified"], done_words(row))
            claim = update_of(true.record, row, row.done.claim)
            if claim.difference not in printed["The difference, and how we know"]:
                yield f"{row.reference}: its difference is missing"
    yield from _sum(paper, true, len(news))


def _sum(paper: Paper, true: Position, news: int) -> Iterator[str]:
    said = " ".join(paper.starting("Listed are the actions"))
    added = re.search(
        r"(\d+) complete on (.+?), (\d+) verified since(?:, (\d+) reopened or withdrawn since)?"
        r": (\d+) on (.+?)\.",
        said,
    )
    if true.before is None:
        return
    then = [row for row in true.before.rated if row.done]
    now = [row for row in true.rated if row.done]
    if added is None:
        yield f"how the completed add up is not said: {said!r}"
        return
    left = len(then) + news - len(now)
    printed = (int(added[1]), int(added[3]), int(added[4] or 0), int(added[5]))
    yield from differs("sum", printed, (len(then), news, left, len(now)))
    days = (added[2], added[6])
    yield from differs("days of the sum", days, (long(true.before.day), long(true.day)))


def _attention(paper: Paper, true: Position) -> Iterator[str]:
    """Each matter with its number, whether printed under its own heading or above."""
    rated = [row for row in true.rated if row.status != "complete"]
    matters = {
        true.label("off_track"): sum(row.status == "off_track" for row in rated),
        true.label("at_risk"): sum(row.status == "at_risk" for row in rated),
        "Challenged by the chair": sum(row.challenge is not None for row in rated),
        "Past the date agreed": sum(row.overdue_by > 0 for row in rated),
        "Reopened": sum(bool(row.reopened and row.reopened.reopened_on >= true.start)
                        for row in rated),
        **{name: sum(row.silence == kind for row in rated) for kind, name in SILENCES.items()},
        "Sent back for more": sum(row.sent_back for row in rated),
        "Waiting to be verified": sum(row.claimed for row in rated),
    }  # fmt: skip
    tables = paper.under("What needs attention")
    headings = [row[0] for table in tables for row in table.rows if len(row) == 1]
    above = " ".join(text for _, text in paper.lines if "under a graver matter:" in text)
    for name, number in matters.items():
        own = [text for text in headings if text.startswith(f"{name}: ")]
        listed = re.search(rf"(?:matter:|;) {re.escape(name.lower())}, (\w+) action", above)
        printed = own[0].removeprefix(f"{name}: ").split()[0] if own else "0"
        printed = listed[1] if listed else printed
        yield from differs(name, printed, str(number))


def _changed(paper: Paper, true: Position) -> Iterator[str]:
    """Which came, which went and which were completed since the last report."""
    if true.before is None:
        return
    lists: dict[str, str] = {}
    for table in paper.tables:
        if table.heading.startswith("What changed since"):
            lists = {row[0]: row[1] for row in table.rows[1:]}
            yield from differs("since", table.heading[19:], long(true.before.day))
    old, new = true.before.plan, true.plan
    came = {row.reference for key, row in new.items() if key not in old}
    # by the number it bore when it went, which may be another than the last report printed
    went = {reference(true.record, row.row, true.day) for key, row in old.items() if key not in new}
    done = {row.reference for key, row in new.items() if _done_anew(row, old.get(key))}
    moved = {
        row.reference for key, row in new.items() if key in old and old[key].due != row.due
    }  # fmt: skip
    names = went | {row.reference for row in (*old.values(), *new.values())}
    wanted = {"Added to the plan": came, "Withdrawn": went, "Completed": done, "Date moved": moved}
    for name, those in wanted.items():
        said = lists.get(name, "")
        told = {
            one for one in names if re.search(rf"(?<![\w.]){re.escape(one)} {CHANGES[name]}", said)
        }
        yield from differs(name, told, those)


def _done_anew(now: Truth, then: Truth | None) -> bool:
    """Completed since, or once more after it was reopened."""
    before = then.done.done if then and then.done else None
    return now.done is not None and now.done.done != before


def _tells(said: str, name: str, words: str) -> bool:
    """Whether a sentence of that kind begins with the name."""
    return bool(re.search(rf"(?<![\w.]){re.escape(name)} {words}", said))


def _words(paper: Paper, true: Position) -> Iterator[str]:
    """What a lead said is printed only as the last word, and not when it was sent back."""
    text = paper.text
    for row in true.plan.values():
        for update in true.record.updates[row.row.id]:
            last = row.said is not None and update.id == row.said.id
            claim = row.done is not None and update.id == row.done.claim
            instead = row.check.what_happened if row.check and last and not claim else ""
            if instead and update.what_happened and update.what_happened in text:
                yield f"{row.reference}: printed in the lead's words: {update.what_happened!r}"
            for words in (update.what_happened, update.difference, update.reason):
                if words and words in text and not (last or claim):
                    yield f"{row.reference}: older words are printed: {words!r}"
                if words and words in text and last and row.sent_back and not claim:
                    yield f"{row.reference}: words that were sent back are printed: {words!r}"
                if words and words in text and last and row.silence:
                    yield f"{row.reference}: words from before the window are printed: {words!r}"
