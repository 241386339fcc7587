"""What returns tell in a report, from plain values. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from documents.schema.registers import RegisterRecord, RegisterTable, RegisterWords
from figures.rules.periods import Period
from returns.enums import ReturnKind, ReturnState
from returns.rules.attendance import all_capacity, by_agency
from returns.rules.contents import Told, came_words, difference_of, work_of
from returns.rules.facts import USED
from returns.rules.standing import Standing
from timescales.date_format import long_day

K, S = ReturnKind, ReturnState
LINES: Final = "sub_committees"  # a part of both reports (documents.sections)
QUARTERLY: Final[Mapping[ReturnKind, str]] = {
    K.LEARNING: "learning",
    K.INFORMATION: "learning",
    K.QUALITY: "quality_assurance",
    K.POLICY: LINES,
    K.OTHER: LINES,
}
ANNUAL: Final[Mapping[ReturnKind, str]] = {
    **dict.fromkeys(K, LINES),
    K.LEARNING: "workforce",
    K.QUALITY: "quality_assurance",
}
CHANGED: Final = "What changed, and how it is known"
LATER: Final = "Courses of earlier reports, three months later"
UNCHECKED: Final = "Not checked by the lead officer yet."


@dataclass(frozen=True)
class Account:
    """What one sub-committee owed for one quarter; `things` and words are of the sending that
    counts on the report's day, and empty where none does or an earlier report told of it."""

    kind: ReturnKind
    title: str
    body: str
    period: Period
    due: date
    standing: Standing
    summary: str = ""
    reason: str = ""
    next_steps: str = ""
    strategy_review: date | None = None
    things: Sequence[Told] = ()
    told: bool = False


@dataclass(frozen=True)
class Later:
    """A course of an earlier report that was asked about again, with what is said of it."""

    course: str
    body: str
    held: date | None
    words: str
    known_by: str
    answered: bool


def stands_in(standing: Standing, due: date, since: date, until: date) -> bool:
    """Whether a return is of a report: it came in the report's period, or should have. Periods
    abut, so each silence and each arrival is in exactly one."""
    first = standing.first_came
    if first is None:
        asked = standing.asked is not None and since <= standing.asked.on <= until
        return since <= due <= until or (asked and due > until)
    return since <= first <= until


def tells(standing: Standing, since: date, until: date) -> bool:
    """Whether what it holds is told in a report: the sending that counts came in its period."""
    return standing.holds is not None and since <= standing.holds.sent_on <= until


def register_parts(
    accounts: Sequence[Account],
    later: Sequence[Later],
    *,
    until: date,
    since: date,
    annual: bool,
) -> list[RegisterRecord]:
    """A part for each kind of return, and in a quarterly report who was asked, came and was silent:
    that stays with committee and chief officers, as attendance by agency does. An annual report
    tells everybody what `outside` tells."""
    where = ANNUAL if annual else QUARTERLY
    owed = [one for one in accounts if stands_in(one.standing, one.due, since, until)]
    records = [] if annual or not owed else [_asked(owed)]
    for kind, title in dict.fromkeys((one.kind, one.title) for one in accounts if one.told):
        rows = [one for one in accounts if one.told and (one.kind, one.title) == (kind, title)]
        records.append(_part(where[kind], title, rows, until, annual=annual))
    told = [row for row in later if row.answered or not annual]
    if told:
        records.append(_later(where[K.LEARNING], told))
    return records


def _asked(owed: Sequence[Account]) -> RegisterRecord:
    came = sum(one.standing.first_came is not None for one in owed)
    late = sum(one.standing.days_late > 0 for one in owed)
    counts = [f"{came} came" + (f" ({late} late)" if late else "")]
    counts += [
        f"{number} {state.label.lower()}"
        for state in (S.SILENT, S.AWAITED, S.NOBODY, S.NOT_ASKED)
        if (number := sum(one.standing.state == state for one in owed))
    ]
    whole = f"{len(owed)} return{'' if len(owed) == 1 else 's'}"
    return {
        "key": LINES,
        "title": "Returns of sub-committees",
        "told": [f"{whole} of sub-committees: {', '.join(counts)}."],
        "tables": [
            {
                "title": "",
                "heads": ["Return", "Quarter", "How it stands"],
                "widths": [40, 25, 35],
                "rows": [
                    [f"{one.title}\n{one.body}", one.period.name, f"{one.standing.words}."]
                    for one in owed
                ],
                "empty": "",
            }
        ],
        "notes": [],
    }


def _part(
    key: str, title: str, rows: Sequence[Account], until: date, *, annual: bool
) -> RegisterRecord:
    outside = _contents(rows, until, inside=False)
    words = outside if annual else _contents(rows, until, inside=True)
    return _record(key, title, words, outside)


def _record(
    key: str, title: str, words: RegisterWords, outside: RegisterWords | None
) -> RegisterRecord:
    record: RegisterRecord = {
        "key": key,
        "title": title,
        "told": words["told"],
        "tables": words["tables"],
        "notes": words["notes"],
    }
    if outside:
        record["outside"] = outside
    return record


def _contents(rows: Sequence[Account], until: date, *, inside: bool) -> RegisterWords:
    """What the returns of a kind tell; attendance by agency and silence only `inside`."""
    things = [thing for one in rows for thing in one.things]
    return {
        "told": [*(line for one in rows for line in _words(one)), *_summed(things, inside)],
        "tables": [_table(rows, until, inside=inside)] if things else [],
        "notes": [],
    }


def _words(one: Account) -> Iterator[str]:
    about = f"{one.body}, {one.period.name}."
    unchecked = UNCHECKED if one.standing.state == S.CAME else ""
    held = one.standing.holds
    sent = f"Sent anew on {long_day(held.sent_on)}." if held and held.number > 1 else ""
    why = f"What was put right: {one.reason}" if one.reason else ""
    yield " ".join(filter(None, (about, one.summary, unchecked, sent, why)))
    if one.next_steps:
        yield f"What comes next: {one.next_steps}"
    if one.strategy_review:
        day = long_day(one.strategy_review)
        yield f"The communications strategy is reviewed next on {day}."


def _summed(things: Sequence[Told], inside: bool) -> Iterator[str]:
    """Courses taken together: of one alone its own row says the same."""
    places = [thing.places for thing in things if thing.kind == K.LEARNING]
    if len(places) < 2:
        return
    if said := all_capacity(places):
        yield f"{said}."
    came = came_words(dict(by_agency(places)))
    if inside and came:
        yield f"Attendance by agency: {came}."


def _table(rows: Sequence[Account], until: date, *, inside: bool) -> RegisterTable:
    """What changed has a column of its own where a return of the kind is asked for it."""
    changes = "changed" in USED[rows[0].kind]
    cells = [
        [
            thing.name,
            _cell(work_of(thing, agencies=inside)),
            *([_cell(difference_of(thing, until, silence=inside))] if changes else []),
        ]
        for one in rows
        for thing in one.things
    ]
    return {
        "title": "",
        "heads": ["What", "What was done", *([CHANGED] if changes else [])],
        "widths": [26, 37, 37] if changes else [36, 64],
        "rows": cells,
        "empty": "",
    }


def _cell(lines: Sequence[tuple[str, str]]) -> str:
    return "\n".join(f"{label}: {words}" for label, words in lines) or "Not written"


def _of(row: Later) -> Iterator[str]:
    yield row.body
    if row.held:
        yield long_day(row.held)


def _later(key: str, rows: Sequence[Later]) -> RegisterRecord:
    answered = [row for row in rows if row.answered]
    outside = _asked_again(answered) if answered else None
    return _record(key, LATER, _asked_again(rows), outside)


def _asked_again(rows: Sequence[Later]) -> RegisterWords:
    table: RegisterTable = {
        "title": "",
        "heads": ["Course", "What has changed since", "How this is known"],
        "widths": [30, 40, 30],
        "rows": [
            [f"{row.course}\n{', '.join(_of(row))}", row.words, row.known_by or "Not said"]
            for row in rows
        ],
        "empty": "",
    }
    return {"told": [], "tables": [table], "notes": []}
