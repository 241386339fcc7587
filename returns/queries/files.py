"""One return as a file of its own: what was sent, and what is made of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from documents.schema.registers import RegisterRecord, RegisterTable
from handouts.register_files import RegisterFile
from returns.models import Duty
from returns.queries.contents import Content
from returns.queries.pages import Parts
from timescales.date_format import long_day, long_moment

NOTHING = "Nothing was sent for this quarter yet."


def return_file(duty: Duty, parts: Parts, at: datetime, *, inside: bool) -> RegisterFile:
    """Every sending that its reader sees, the latest first; a draft stands in no file. `inside` is
    whether it is told how the return stands."""
    records = [_record(one) for one in parts.sendings]
    stands = f"{parts.owed.standing.words}." if inside else ""
    return RegisterFile(
        name=f"{duty.title}, {parts.owed.period.name}",
        area=duty.area.name,
        who=str(duty.body),
        about=" ".join(filter(None, (stands, "" if records else NOTHING))),
        records=records,
        at=at,
    )


def _record(content: Content) -> RegisterRecord:
    sent = content.sending
    number = f"Sent anew, no. {sent.number}" if sent.number > 1 else "As it was sent"
    day = long_moment(sent.sent_at) if sent.sent_at else ""
    return {
        "key": "",
        "title": f"{number}, {day}",
        "told": list(_told(content)),
        "tables": [table for table in (_table(content),) if table["rows"]],
        "notes": [],
    }


def _told(content: Content) -> Iterator[str]:
    sent = content.sending
    verdict = getattr(sent, "verdict", None)
    yield f"Sent by {sent.sent_by}."
    if verdict is None:
        yield "Not checked yet."
    else:
        outcome, moment = verdict.get_outcome_display(), long_moment(verdict.checked_at)
        yield f"{outcome} by {verdict.checked_by}, {moment}."
    if sent.reason:
        yield f"What was put right, and why: {sent.reason}"
    if verdict is not None and verdict.note:
        yield f"What is still wanted: {verdict.note}"
    if sent.summary:
        yield sent.summary
    if content.courses:
        came = f" By agency: {content.attendance}." if content.attendance else ""
        yield f"{content.courses}.{came}"
    if sent.next_steps:
        yield f"What comes next, and what the committee is asked for: {sent.next_steps}"
    if sent.strategy_review:
        yield f"The communications strategy is reviewed next on {long_day(sent.strategy_review)}."


def _table(content: Content) -> RegisterTable:
    """A row for each thing that it tells one by one, with a line for each that is said of it."""
    return {
        "title": "What was done",
        "heads": ["What", "What is said of it"],
        "widths": [30, 70],
        "rows": [
            [item.told.name, "\n".join(f"{line.label}: {line.words}" for line in item.lines)]
            for item in content.items
        ],
        "empty": "",
    }
