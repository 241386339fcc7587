"""Recurring and meeting-tied work in lines of its own: how many were done, and why not. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from documents import phrases
from documents.schema.actions import ActionRecord
from documents.schema.content import SnapshotContent
from documents.schema.quarter import RecurringRecord, TallyRecord


@dataclass(frozen=True)
class TallyLine:
    """One action: what was done of what fell due, and why not the rest, each in lines."""

    action: ActionRecord
    done: Sequence[str]
    why: Sequence[str]


def tally_lines(content: SnapshotContent) -> list[TallyLine]:
    """What fell due of the plan's recurring work, in its order."""
    by_id = {action["id"]: action for action in content["actions"]}
    return [
        TallyLine(by_id[row["action"]], _done(row), _why(row))
        for row in content["recurring"]
        if row["action"] in by_id
    ]


def tallied(content: SnapshotContent) -> str:
    """The sum of the lines, so that a reader can add them up; "" where there are none."""
    rows = content["recurring"]
    told = [tally for row in rows for tally in row["tallies"]]
    parts = []
    if told:
        done, due = (sum(one[key] for one in told) for key in ("done", "due"))
        parts.append(f"Answered in the period: {done} of {due} done.")
    if waiting := sum(row["waiting"] for row in rows):
        number = phrases.count(sum(bool(row["waiting"]) for row in rows), "action")
        parts.append(f"Fell due and not answered: {waiting}, of {number}.")
    return " ".join(parts)


def _done(row: RecurringRecord) -> list[str]:
    lines = [f"{one['done']} of {one['due']} done, {_stretch(one)}" for one in row["tallies"]]
    if row["sent_back_on"]:
        back = phrases.day(row["sent_back_on"])
        lines.append(f"The last answer was sent back on {back}, and not answered")
    if row["waiting"]:
        since = phrases.day(row["waiting_since"])
        lines.append(f"{row['waiting']} fell due since {since} and not answered")
    return lines


def _stretch(row: TallyRecord) -> str:
    return f"{phrases.day(row['since'])} to {phrases.day(row['until'])}"


def _why(row: RecurringRecord) -> list[str]:
    return [
        f"{one['why'].rstrip('. ')}. Said on {phrases.day(one['said_on'])} by {one['by']}"
        if one["why"]
        else f"Said on {phrases.day(one['said_on'])} by {one['by']}"
        for one in row["tallies"]
    ]
