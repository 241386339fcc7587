"""What of a plan came with its import, and what came after it and keeps it in the record.

An import is taken back whole or not at all. What the import itself wrote goes; what somebody said,
asked or decided since does not, and then the plan stays.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from timescales.date_format import long_day

# rows that hang from a plan, or from its actions, and that the import or the program itself wrote
CAME_ALONG: Final = frozenset(
    {
        "actions.action",
        "actions.lead",
        "actions.lineage",
        "imports.importdraft",
        "outcomes.highleveloutcome",
        "outcomes.measure",
        "plans.heading",
        "plans.legend",
        "plans.level",
        "plans.planversion",
        "plans.signoff",
        "windows.updatewindow",
    }
)
NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "actions.completion": "completions",
        "actions.deadlinerevision": "new dates",
        "actions.progressupdate": "updates",
        "actions.tie": "a tie to a regional action",
        "actions.updatedraft": "updates that are being written",
        "exchange.editedfile": "an edited file that was sent in",
        "meetings.meetingdecision": "decisions of a meeting",
        "plans.plan": "a plan that follows it",
        "reporting.report": "reports",
    }
)
NOT_IMPORTED = "This plan was written here. Only what was brought in from a file can be taken back."
CLOSED = "This plan is closed. It was worked with, and stays."


@dataclass(frozen=True)
class Held:
    """How much the import brought: what goes with it when it is taken back."""

    headings: int
    actions: int
    ongoing: int
    outcomes: int
    measures: int
    updates: int

    @property
    def lines(self) -> list[str]:
        """Each kind with its number, those alone of which there are some."""
        told = (
            (self.headings, "heading", "headings"),
            (self.actions, "action", "actions"),
            (self.ongoing, "ongoing item", "ongoing items"),
            (self.outcomes, "high-level outcome", "high-level outcomes"),
            (self.measures, "measure", "measures"),
            (self.updates, "status or progress as printed", "statuses or progress as printed"),
        )
        return [f"{n} {one if n == 1 else many}" for n, one, many in told if n]


def why_worked_on(kinds: Iterable[str], other: tuple[str, date] | None) -> str:
    """Why an import stays: what was recorded since, or who else changed the plan; "" where neither.

    `kinds` are labels of models ("reporting.report"), `other` somebody else's change and its day.
    """
    told = sorted({NAMES.get(kind, kind.split(".")[1] + "s") for kind in kinds})
    if told:
        listed = ", ".join(told)
        return f"Somebody has worked with this plan since: there are {listed}. So it stays."
    if other:
        who, day = other
        return f"{who} has changed this plan since, on {long_day(day)}. So it stays."
    return ""
