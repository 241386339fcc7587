"""A column of a plan's table, and what it may bring into the plan."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a column brings into the plan."""

    LEVEL = "level"
    NUMBER = "number"
    ACTION = "action"
    LEAD = "lead"
    SUPPORT = "support"
    TIMESCALE = "timescale"
    REVISED = "revised"
    STATUS = "status"
    TICK = "tick"
    PROGRESS = "progress"
    EVIDENCE = "evidence"
    IMPACT = "impact"
    VISION = "vision"
    CONTEXT = "context"
    TYPE = "type"
    STARTS = "starts"
    COMPLETED = "completed"
    ORIGIN = "origin"
    OUTCOMES = "outcomes"
    IGNORED = "ignored"


LABELS = {
    Role.LEVEL: "A level of the plan (priority, outcome, objective …)",
    Role.NUMBER: "Numbers",
    Role.ACTION: "Actions",
    Role.LEAD: "Leads (the first is accountable)",
    Role.SUPPORT: "Contributing leads",
    Role.TIMESCALE: "Timescale",
    Role.REVISED: "Revised timescale (the timescale is then the first agreed)",
    Role.STATUS: "Status",
    Role.TICK: "A tick, yes or no, or per cent for the status in the column's name",
    Role.PROGRESS: "Progress",
    Role.EVIDENCE: "Evidence or outcome measures",
    Role.IMPACT: "Expected impact of the action",
    Role.VISION: "Vision of the heading to its left",
    Role.CONTEXT: "Context of the heading to its left",
    Role.TYPE: "Type (action or ongoing)",
    Role.STARTS: "Start date",
    Role.COMPLETED: "Date completed",
    Role.ORIGIN: "Where the action came from",
    Role.OUTCOMES: "High level outcomes it contributes to",
    Role.IGNORED: "Leave this column out",
}


@dataclass(frozen=True)
class Column:
    """One matched column. `at` counts from 0; `of` is the column that a number belongs to."""

    at: int
    header: str
    role: Role
    of: int | None = None
