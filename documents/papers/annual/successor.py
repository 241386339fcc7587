"""Part two of an annual report: the plan that follows, or how this one goes on. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from documents import phrases, prose
from documents.papers import headings
from documents.schema.actions import ActionRecord
from documents.schema.content import (
    HeadingRecord,
    LevelRecord,
    NextPlanRecord,
    OutcomeRecord,
    SnapshotContent,
)
from timescales.days import plus_months

ONGOING = "Ongoing work"


@dataclass(frozen=True)
class PlanLine:
    """One heading of a plan with its words and the actions that hang at it; `step` is how deep it
    stands, from 1. Actions under no heading have none."""

    title: str
    step: int
    vision: str
    context: Sequence[prose.Block]
    actions: Sequence[ActionRecord]


@dataclass(frozen=True)
class Following:
    """What part two says; `told` are its sentences."""

    told: Sequence[str]
    vision: str
    outcomes: Sequence[OutcomeRecord]
    lines: Sequence[PlanLine]
    continuing: Sequence[ActionRecord]


def following(content: SnapshotContent, rated: Sequence[ActionRecord]) -> Following:
    """The plan that follows under its own headings; else what of this one is not complete."""
    plan = content["next_plan"]
    if plan is None:
        going = [row for row in rated if not row["withdrawn_on"] and row["status"] != "complete"]
        return Following([_runs(content), *_unfinished(going)], "", (), (), going)
    return Following(
        told=[_about(plan)],
        vision=plan.get("vision", ""),
        outcomes=plan.get("outcomes", []),
        lines=list(plan_lines(plan["actions"], plan["headings"], plan["levels"])),
        continuing=(),
    )


def plan_lines(
    actions: Sequence[ActionRecord],
    rows: Sequence[HeadingRecord],
    levels: Sequence[LevelRecord],
) -> list[PlanLine]:
    """Every heading in the plan's order, every action once at its own."""
    known = {row["id"] for row in rows}
    lines = [
        PlanLine(
            title=headings.title(row, levels),
            step=row["level"],
            vision=row["vision"],
            context=prose.blocks(row["context"]),
            actions=[action for action in actions if action["heading"] == row["id"]],
        )
        for row in rows
    ]
    loose = [action for action in actions if action["heading"] not in known]
    for title, ongoing in (("Under no heading", False), (ONGOING, True)):
        own = [action for action in loose if action["ongoing"] == ongoing]
        if own:
            lines.append(PlanLine(title if rows or ongoing else "", 1, "", (), own))
    return lines


def _about(plan: NextPlanRecord) -> str:
    """What the plan is called, how long it runs, and of how much it is made."""
    parts = [
        phrases.count(
            sum(row["level"] == place for row in plan["headings"]),
            level["name"].lower(),
            level["plural"].lower(),
        )
        for place, level in enumerate(plan["levels"], start=1)
    ]
    ongoing = sum(row["ongoing"] for row in plan["actions"])
    parts.append(phrases.count(len(plan["actions"]) - ongoing, "action"))
    apart = f", and {phrases.count(ongoing, 'item')} of ongoing work beside them" if ongoing else ""
    runs = f"{phrases.day(plan['starts'])} to {phrases.day(plan['ends'])}"
    return f"{plan['title']} runs from {runs}. It has {phrases.listed(parts)}{apart}."


def _runs(content: SnapshotContent) -> str:
    """How long the plan runs on; where it ends within the year, that none follows it here."""
    name, ends = content["plan"]["title"], content["plan"]["ends"]
    start = date.fromisoformat(content["period_start"])
    if date.fromisoformat(ends) < plus_months(start, 12):
        return f"{name} ends on {phrases.day(ends)}; this report prints no plan that follows it."
    return f"{name} runs to {phrases.day(ends)}."


def _unfinished(going: Sequence[ActionRecord]) -> list[str]:
    if not going:
        return []
    number = phrases.sentence(phrases.count(len(going), "action"))
    return [f"{number} of it {'is' if len(going) == 1 else 'are'} not complete."]
