"""How dates, counts and changes are put into words on paper. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from charts.enumeration import listed as listed
from documents.schema.content import SnapshotContent
from documents.schema.measures import ReadingRecord
from documents.schema.quarter import EvidenceRecord
from timescales.date_format import long_day

NONE = "–"
NBSP = "\N{NO-BREAK SPACE}"

TIMES = {1: "once", 2: "twice"}


def day(iso: str | None) -> str:
    """An ISO date in the house style: "31 July 2022", kept on one line; a dash for none."""
    if not iso:
        return NONE
    return long_day(date.fromisoformat(iso)).replace(" ", NBSP)


def reading_of(row: ReadingRecord) -> str:
    """The day, or the period, that a reading of a measure is of."""
    return f"{day(row['starts'])} to {day(row['on'])}" if row["starts"] else day(row["on"])


def moment(iso: str) -> str:
    """An ISO moment to the minute, in its own zone: "12 November 2026, 09:30"."""
    value = datetime.fromisoformat(iso)
    return f"{day(value.date().isoformat())}, {value:%H:%M}"


def short_head(head: str) -> str:
    """The head of the record where there is little room: "1204:9f3c52aa01bc77de"."""
    place, _, hash = head.partition(":")
    return f"{place}:{hash[:16]}"


def count(number: int, singular: str, plural: str | None = None) -> str:
    """ "1 action", "no actions", "12 actions"."""
    name = singular if number == 1 else plural or singular + "s"
    return f"{number or 'no'} {name}"


def times(number: int) -> str:
    """ "once", "twice", "3 times"."""
    return TIMES.get(number, f"{number} times")


def share(part: int, whole: int) -> str:
    """A percentage beside the two counts it comes from, so that it can be recomputed."""
    if not whole:
        return "none"
    return f"{part} of {whole} ({per_cent(part, whole)})"


def per_cent(part: int, whole: int) -> str:
    """A whole percentage, halves upwards as people round; `whole` is not nought."""
    return f"{(200 * part + whole) // (2 * whole)}%"


def change(now: int, before: int) -> str:
    """A difference with its sign as a word would say it: "up 2", "down 1", "no change"."""
    gap = now - before
    if not gap:
        return "no change"
    return f"{'up' if gap > 0 else 'down'} {abs(gap)}"


def shared_with(areas: Sequence[str]) -> str:
    """ "shared with Inverfar and Strathyre"; nobody else may have it yet, or still."""
    return f"shared with {listed(areas)}" if areas else "in no other area’s plan now"


def carried(plans: Sequence[str], first_due: str | None, moves: int) -> str:
    """ "Carried forward from Plan 2024–26, first agreed 31 March 2025, moved twice": through which
    plans an action came, the nearest first."""
    parts = [f"Carried forward from {plans[0]}"]
    if len(plans) > 1:
        parts[0] += f", and before it from {', '.join(plans[1:])}"
    if first_due:
        parts.append(f"first agreed {day(first_due)}")
    if moves:
        parts.append(f"moved {times(moves)}")
    return ", ".join(parts)


def sentence(text: str) -> str:
    """First letter up, the rest unchanged."""
    return text[:1].upper() + text[1:]


def evidence(items: Sequence[EvidenceRecord]) -> str:
    """Evidence by name: "Minutes of the group (minutes.example.org); Audit.pdf (file)"."""
    return "; ".join(f"{row['title']} ({row['host'] or 'file'})" for row in items)


def replaces(content: SnapshotContent) -> str:
    """ "Version 2. It replaces version 1, issued 5 September 2026.", or "" for a first version."""
    if not content["erratum"]:
        return ""
    before = content["corrects"] or content["version"] - 1
    issued = content["corrects_issued_on"]
    on = f", issued {day(issued)}" if issued else ""
    return f"Version {content['version']}. It replaces version {before}{on}."
